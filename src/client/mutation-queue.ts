/**
 * Changes of one record, or of another thing by its key, go over the wire one after the other, however fast they are made: the second is based on what the
 * first answered, and an answer that a later change has overtaken is not shown.
 */
interface Line {
  last: Promise<unknown>
  waiting: number
}

const lines = new Map<string, Line>()

/** `latest` is false when a later change of the same is under way already. */
export async function enqueue<T>(key: string, step: () => Promise<T>): Promise<{ answer: T; latest: boolean }> {
  const line = lines.get(key) ?? { last: Promise.resolve(), waiting: 0 }
  lines.set(key, line)
  line.waiting += 1
  const turn = line.last.then(step)
  line.last = turn.catch(() => undefined)
  try {
    const answer = await turn
    return { answer, latest: line.waiting === 1 }
  } finally {
    line.waiting -= 1
    if (line.waiting === 0) lines.delete(key)
  }
}

export const hasQueued = (key: string): boolean => lines.has(key)
