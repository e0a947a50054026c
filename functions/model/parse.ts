import * as v from 'valibot'
import { type Fault, fault, Problem } from '../../src/core/errors/index.ts'

/** A request's body by its schema; every misfit is a fault of its own, named by its path. */
export function parse<T extends v.GenericSchema>(schema: T, body: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  throw new Problem(422, result.issues.map(faultOf))
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const path = issue.path?.map((item) => String(item.key)).join('.') ?? ''
  if (issue.received === 'undefined') return fault(path, 'required', { name: path })
  if (issue.type === 'max_length' && typeof issue.input === 'string')
    return fault(path, 'textTooLong', { name: path, max: issue.requirement as number })
  return fault(path, 'shape', { reason: issue.message })
}
