import * as v from 'valibot'
import { type Issue, issue, Problem } from './index.ts'

/** A request's body by its schema; every misfit is a fault of its own, named by its path. */
export function parse<T extends v.GenericSchema>(schema: T, body: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  throw new Problem(422, result.issues.map(faultOf))
}

function faultOf(one: v.BaseIssue<unknown>): Issue {
  const path = one.path?.map((item) => String(item.key)).join('.') ?? ''
  if (one.received === 'undefined') return issue(path, 'required', { name: path })
  if (one.type === 'max_length' && typeof one.input === 'string')
    return issue(path, 'textTooLong', { name: path, max: one.requirement as number })
  return issue(path, 'shape', { reason: one.message })
}
