import { createSignal } from 'solid-js'
import { ApiProblem } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'

/** What is wrong with a draft, each by its place in what was sent. */
export interface Problems {
  /** what is to be said at a part of the form */
  at(path: string): string | undefined
  count(): number
  set(error: unknown): Promise<void>
  clear(): void
}

export function createProblems(): Problems {
  const [problems, setProblems] = createSignal<{ path: string; text: string }[]>([])
  return {
    at: (path) => problems().find((one) => one.path === path || one.path.startsWith(`${path}.`))?.text,
    count: () => problems().length,
    async set(error) {
      const errors = error instanceof ApiProblem ? error.errors : []
      setProblems(
        await Promise.all(
          errors.map(async (one) => ({
            path: one.path,
            text: await errorMessage(new ApiProblem(422, [one], one.message)),
          })),
        ),
      )
    },
    clear: () => setProblems([]),
  }
}

/** Whether it says what is wrong where: a refusal of what was sent. */
export const isPlaced = (error: unknown): error is ApiProblem => error instanceof ApiProblem && error.status === 422

/** Brings whoever saved to the first place that is to be mended. */
export function focusProblem(form: HTMLFormElement): void {
  const first = form.querySelector('[data-problem], [aria-invalid="true"]')
  const place = first?.closest('li, fieldset') ?? first
  const control = 'select, input, textarea, button'
  const target = place?.matches(control) ? place : place?.querySelector(control)
  if (target instanceof HTMLElement) target.focus()
}
