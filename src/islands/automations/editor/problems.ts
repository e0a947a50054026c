import { createMemo, createSignal } from 'solid-js'
import { ApiProblem } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { pauseIssue } from '../../../core/automations/pause-issue.ts'
import { say } from '../../../i18n/automation-words.ts'
import type { Placed } from './missing.ts'

/** What is wrong with a draft, each by its place in what was sent. */
export interface Problems {
  /** what is to be said at a trigger or a step, and of nothing within its branches */
  at(path: string): string[]
  /** the same of a list as a whole, and of nothing in it */
  exactly(path: string): string[]
  all(): readonly Placed[]
  /** whether an admin may allow what is refused */
  isHidden(): boolean
  /** looks for what is missing, and from then on as long as it is; whether nothing is */
  check(): boolean
  set(error: unknown): Promise<void>
  clear(): void
}

export function createProblems(missing: () => readonly Placed[]): Problems {
  const [serverProblems, setServerProblems] = createSignal<readonly Placed[]>([])
  const [isChecked, setChecked] = createSignal(false)
  const all = createMemo((): readonly Placed[] => [...(isChecked() ? missing() : []), ...serverProblems()])
  const textsOf = (isMeant: (path: string) => boolean) => [
    ...new Set(all().flatMap(({ path, text }) => (isMeant(path) ? [text] : []))),
  ]
  return {
    at: (path) => textsOf((one) => belongs(one, path)),
    exactly: (path) => textsOf((one) => one === path),
    all,
    isHidden: () => serverProblems().length > 0 && serverProblems().every(({ code }) => code === 'hiddenFromSome'),
    check() {
      setServerProblems([])
      setChecked(true)
      return missing().length === 0
    },
    async set(error) {
      const errors = error instanceof ApiProblem ? error.errors : []
      setServerProblems(
        await Promise.all(errors.map(async (one) => ({ path: one.path, code: one.code, text: await textOf(one) }))),
      )
    },
    clear() {
      setServerProblems([])
      setChecked(false)
    },
  }
}

/** Paths and ids are nobody's words: what is only refused by its place is called “this”, what is named by its id is gone. */
async function textOf(error: ApiProblem['errors'][number]): Promise<string> {
  const { code, path, name, value, message } = error
  if (code === 'required' || code === 'shape') return say('need.this')
  const isById = /^\d+(\.\d+)*$/.test(String(name ?? value ?? ''))
  const issue = isById && code.startsWith('unknown') ? { ...error, ...pauseIssue({ code, what: '' }) } : { ...error }
  if (name === path) issue.name = say('need.thisThing')
  return errorMessage(new ApiProblem(422, [issue], message))
}

/** Whether it says what is wrong where: a refusal of what was sent. */
export const isPlaced = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && (error.status === 422 || error.errors.some(({ path }) => path === 'owner'))

/** Somebody has changed it since. */
export const isConflict = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status === 409 && error.errors.some(({ path }) => path === 'base')

const CONTROLS = 'select, input:not([type=checkbox]), textarea, button'
const EMPTY = ':is(input:not([type=checkbox]), textarea)'

/** Brings whoever saved to a place that is to be mended: to what is empty or wrong there, else to its first control. */
export function focusPlace(form: HTMLFormElement, path: string): void {
  const places = [...form.querySelectorAll<HTMLElement>('[data-place]')]
  const place = places.filter((one) => belongs(path, one.dataset.place!)).at(-1)
  if (!place) return
  const isWithinPlace = (one: Element) => one.closest('[data-place]') === place
  const wrong = place.querySelector<HTMLElement>('[aria-invalid="true"]')
  const empty = [...place.querySelectorAll<HTMLInputElement>(EMPTY)].find(
    (one) => isWithinPlace(one) && one.value === '',
  )
  const first = [...place.querySelectorAll<HTMLElement>(CONTROLS)].find(isWithinPlace)
  ;(wrong ?? empty ?? first)?.focus()
}

/** A box with a number that can't be: what was typed is in no draft. */
export const wrongBox = (form: HTMLFormElement): HTMLElement | null => form.querySelector('input[type=number]:invalid')

/** `actions.0.text` belongs to `actions.0`; `actions.0.then.1.text` to `actions.0.then.1`. */
const belongs = (path: string, placePath: string): boolean =>
  path === placePath || (path.startsWith(`${placePath}.`) && !/^(then|else)\.\d/.test(path.slice(placePath.length + 1)))

/** Where it is, in words: "Step 2 › 1". */
export function placeName(path: string): string {
  const [part, ...rest] = path.split('.')
  if (part === 'actions') {
    const numbers = rest.filter((one, i) => /^\d+$/.test(one) && (i === 0 || /^(then|else)$/.test(rest[i - 1]!)))
    return numbers.length > 0 ? say('step', { n: numbers.map((one) => Number(one) + 1).join(' › ') }) : say('thenDo')
  }
  if (part === 'triggers') return say('when')
  return part === 'conditions' ? say('if') : part === 'owner' ? say('ownerLabel') : part === 'name' ? say('name') : ''
}
