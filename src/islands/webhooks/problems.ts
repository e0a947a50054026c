import { createSignal } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { errorMessage, toastError } from '../../client/error-message.ts'

/** What is wrong with a form, each by its place in what was sent; the focus goes to the first. */
export function createPlaced(form: () => HTMLFormElement | undefined) {
  const [serverProblems, setServerProblems] = createSignal<readonly { path: string; text: string }[]>([])
  function focus(path: string): void {
    requestAnimationFrame(() => {
      const place = [...(form()?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
        .filter(({ dataset }) => path === dataset.place || path.startsWith(`${dataset.place}.`))
        .at(-1)
      place?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
    })
  }
  return {
    at: (place: string): string | undefined =>
      serverProblems().find(({ path }) => path === place || path.startsWith(`${place}.`))?.text,
    say(path: string, text: string): void {
      setServerProblems([{ path, text }])
      focus(path)
    },
    clear: () => setServerProblems([]),
    async set(error: unknown): Promise<void> {
      const errors = error instanceof ApiProblem && [403, 422].includes(error.status) ? error.errors : []
      const placed = errors.filter(({ path }) => path !== '')
      if (placed.length === 0) return toastError(error)
      const texts = placed.map((one) => errorMessage(new ApiProblem(422, [one], one.message)))
      const all = await Promise.all(texts)
      setServerProblems(placed.map(({ path }, i) => ({ path, text: all[i]! })))
      focus(placed[0]!.path)
    },
  }
}
