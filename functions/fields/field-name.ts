import { invalid } from '../../src/core/errors/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { BUILT_IN } from '../../src/core/query/index.ts'
import { requireAvailableName } from '../projects/index.ts'

/** Names that JSON in JavaScript can't carry as a key. */
const RESERVED = ['__proto__', 'constructor', 'prototype']

/**
 * Among the fields that are seen: what is worked out from another project may be hidden from who manages this one, and a refusal
 * would tell its name. Who sees both then is told them apart by core/permissions/distinct-names.ts.
 */
export function requireAvailableFieldName({ fields }: Project, wanted: string, self?: Field): void {
  requireAvailableName(fields, wanted, self)
  // What is all digits is an id.
  if (/^\d+$/.test(wanted)) throw invalid('name', 'nameReserved', { name: wanted })
  if ([...BUILT_IN, ...RESERVED].some((one) => one.toLowerCase() === wanted.toLowerCase()))
    throw invalid('name', 'nameReserved', { name: wanted })
}
