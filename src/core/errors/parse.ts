import * as v from 'valibot'
import { type Issue, issue, MOST_ISSUES, Problem } from './index.ts'

/** A request's body by its schema; whatever doesn't fit is an issue of its own, named by its path. */
export function parse<T extends v.GenericSchema>(schema: T, body: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  throw new Problem(422, result.issues.slice(0, MOST_ISSUES).map(issueOf))
}

function issueOf(one: v.BaseIssue<unknown>): Issue {
  const nearest = one.issues && nearestOf(one.issues)
  if (nearest) {
    const inner = issueOf(nearest)
    return { ...inner, path: [pathOf(one), inner.path].filter(Boolean).join('.') }
  }
  const path = pathOf(one)
  const name = path || 'body'
  if (isUnknownKey(one)) return issue(path, 'unknownKey', { name: path.split('.').at(-1) })
  if (one.received === 'undefined') return issue(path, 'required', { name })
  const [code, parts] = wrongOf(one)
  return issue(path, code, { name, ...parts })
}

const isUnknownKey = ({ expected }: v.BaseIssue<unknown>) => expected === 'never'

/**
 * Of what is wrong by each of several shapes, the one that tells most: the deepest value of a wrong kind, else a key that no
 * shape knows, else what is missing; undefined where nothing within was looked at.
 */
function nearestOf(issues: readonly v.BaseIssue<unknown>[]): v.BaseIssue<unknown> | undefined {
  const within = issues.filter(({ path }) => path !== undefined)
  const present = within.filter((one) => !isUnknownKey(one) && one.received !== 'undefined')
  if (present.length > 0) return present.reduce((best, one) => (one.path!.length > best.path!.length ? one : best))
  const unknown = Map.groupBy(within.filter(isUnknownKey), pathOf)
  // Each shape tells the first key only that it doesn't know, so what the most of them tell is a key of another shape.
  const [rarest] = [...unknown.values()].sort((x, y) => x.length - y.length)
  return rarest?.[0] ?? within[0]
}

/** In the product's words: a schema library's own are for who writes schemas. */
function wrongOf({ kind, type, input, expected, message, requirement }: v.BaseIssue<unknown>): Wrong {
  const isText = typeof input === 'string'
  if (kind === 'validation') {
    if (type === 'max_length') return isText ? ['textTooLong', { max: requirement }] : ['tooMany', { max: requirement }]
    if (type === 'non_empty' || type === 'min_length') return ['required', {}]
    if (type === 'min_value') return ['belowMinimum', { min: requirement }]
    if (type === 'max_value') return ['aboveMaximum', { max: requirement }]
    // A check of our own says what is wrong in its own words.
    return message.startsWith('Invalid ') ? ['notFormed', {}] : ['shape', { reason: message }]
  }
  if (type === 'picklist' || type === 'literal')
    return ['notOneOf', { value: input, options: expected?.replace(/[()"]/g, '').split(' | ') }]
  return SCHEMAS[type]?.(input) ?? ['notFormed', {}]
}

type Wrong = [code: Issue['code'], parts: Record<string, unknown>]

const SCHEMAS: Record<string, (input: unknown) => Wrong> = {
  string: () => ['notText', {}],
  number: (value) => ['notNumber', { value }],
  boolean: () => ['notCheckbox', {}],
  array: () => ['notList', {}],
  object: () => ['notObject', {}],
  strict_object: () => ['notObject', {}],
  record: () => ['notObject', {}],
}

const pathOf = ({ path }: v.BaseIssue<unknown>): string => path?.map((item) => String(item.key)).join('.') ?? ''
