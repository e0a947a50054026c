import type { Field } from '../model/index.ts'
import { identityOf } from '../text/identity.ts'

/**
 * Fields under names that tell them apart. Two may be stored under one: whoever made the second couldn't see the first, and a
 * refusal would have told its name. For who sees both the later one is called “Name (2)”, so that questions, formulas and answers by name mean
 * one field; either can be renamed.
 */
export function withDistinctNames(fields: readonly Field[]): Field[] {
  const taken = new Map<string, number>()
  for (const { id, name } of fields) taken.set(identityOf(name), Math.min(id, taken.get(identityOf(name)) ?? id))
  if (taken.size === fields.length) return [...fields]
  return fields.map((field) => {
    if (taken.get(identityOf(field.name)) === field.id) return field
    let n = 2
    while (taken.has(identityOf(`${field.name} (${n})`))) n++
    const name = `${field.name} (${n})`
    taken.set(identityOf(name), field.id)
    return { ...field, name }
  })
}
