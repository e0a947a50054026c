import { onCleanup } from 'solid-js'
import { hasPending } from './store.ts'

const PAUSE = 300

/** Gathers records, and acts on them once their writes are answered, a moment after the last one. */
export function onceSettled(act: (ids: Set<string>) => void): (id: string) => void {
  const gathered = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  function plan(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const settled = new Set([...gathered].filter((id) => !hasPending(id)))
      for (const id of settled) gathered.delete(id)
      if (gathered.size > 0) plan()
      if (settled.size > 0) act(settled)
    }, PAUSE)
  }
  return (id) => {
    gathered.add(id)
    plan()
  }
}
