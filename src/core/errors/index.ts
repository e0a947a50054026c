import { type IssueCode, SENTENCES } from './codes.ts'

export { type IssueCode, SENTENCES } from './codes.ts'

/** One thing that is wrong, at `path` in what was sent (`values.12`, `filter.and.0.op`; '' is the whole). */
export interface Issue {
  path: string
  code: IssueCode
  message: string
  [part: string]: unknown
}

export type Status = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500

/** So many faults are told of one request: who mends them finds the others at the next. */
export const MOST_ISSUES = 100

/** What a verb throws when it refuses. The Worker answers it as RFC 9457 problem JSON; nothing was written. */
export class Problem extends Error {
  readonly status: Status
  readonly issues: readonly Issue[]

  constructor(status: Status, faults: readonly Issue[]) {
    super(faults[0]?.message ?? String(status))
    this.name = 'Problem'
    this.status = status
    this.issues = faults.slice(0, MOST_ISSUES)
  }
}

/** A fault with its English sentence filled in. */
export function issue(path: string, code: IssueCode, parts: Record<string, unknown> = {}): Issue {
  return { path, code, message: fill(SENTENCES[code], parts), ...parts }
}

/** `{name}` in a sentence is replaced by the part of that name; long values are cut so that a message stays one. */
export function fill(sentence: string, parts: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => show(parts[name]))
}

function show(part: unknown): string {
  const text = Array.isArray(part) ? part.join(', ') : typeof part === 'string' ? part : (JSON.stringify(part) ?? '')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

export const invalid = (path: string, code: IssueCode, parts?: Record<string, unknown>): Problem =>
  new Problem(422, [issue(path, code, parts)])
export const notFound = (): Problem => new Problem(404, [issue('', 'notFound')])
export const forbidden = (): Problem => new Problem(403, [issue('', 'forbidden')])

/** Runs `step`; faults that name no place of their own are at `path`. */
export const atPath = <T>(path: string, step: () => T): T => withPath((inner) => inner || path, step)

/** The same, whatever place the faults name themselves. */
export const onlyAtPath = <T>(path: string, step: () => T): T => withPath(() => path, step)

function withPath<T>(pathOf: (inner: string) => string, step: () => T): T {
  try {
    return step()
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    throw new Problem(
      problem.status,
      problem.issues.map((one) => ({ ...one, path: pathOf(one.path) })),
    )
  }
}

/** Runs every step and throws all their faults together, so that a person mends a form once, not field by field. */
export class IssueCollector {
  readonly list: Issue[] = []

  try<T>(path: string, step: () => T): T | undefined {
    try {
      return step()
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 422) throw problem
      for (const one of problem.issues.slice(0, MOST_ISSUES - this.list.length))
        this.list.push({ ...one, path: join(path, one.path) })
      return undefined
    }
  }

  throwIfAny(): void {
    if (this.list.length > 0) throw new Problem(422, this.list)
  }
}

const join = (a: string, b: string) => (a && b ? `${a}.${b}` : a || b)
