/** What names what: a formula, a lookup or a rollup and the fields it reads, across projects. */
export type Graph = ReadonlyMap<number, { name: string; uses: readonly number[] }>

/** The names along one circle, the first again at the end ("Profit", "Margin", "Profit"); null if there is none. */
export function findCycle(graph: Graph): string[] | null {
  const done = new Set<number>()
  for (const start of graph.keys()) {
    // The way is kept by hand: a chain of a thousand fields is no reason to run out of stack.
    const way: { id: number; next: number }[] = [{ id: start, next: 0 }]
    const open = new Set([start])
    while (way.length > 0) {
      const step = way[way.length - 1]!
      const id = done.has(step.id) ? undefined : graph.get(step.id)?.uses[step.next++]
      if (id === undefined) {
        done.add(step.id)
        open.delete(step.id)
        way.pop()
      } else if (open.has(id)) {
        const circle = way.slice(way.findIndex((one) => one.id === id)).map((one) => one.id)
        return [...circle, id].map((one) => graph.get(one)!.name)
      } else if (!done.has(id) && graph.has(id)) {
        open.add(id)
        way.push({ id, next: 0 })
      }
    }
  }
  return null
}
