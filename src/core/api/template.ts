import * as v from 'valibot'
import { isCurrency } from '../fields/index.ts'
import { LIST_KINDS } from '../model/entities.ts'
import { LANGUAGES } from '../model/language.ts'
import { SHAPES } from '../model/shape.ts'
import { nameOf } from './common.ts'

export const templateInput = v.strictObject({
  sample: v.optional(v.boolean(), false),
  sellTo: v.optional(v.picklist(['companies', 'people']), 'companies'),
  currency: v.optional(v.pipe(v.string(), v.check(isCurrency, 'not an ISO 4217 currency'))),
  /** of its names; the workspace's own where nothing is said */
  language: v.optional(v.picklist(LANGUAGES)),
  lists: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: nameOf(100),
          kind: v.optional(v.picklist(LIST_KINDS), 'open'),
          probability: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 50),
        }),
      ),
      v.minLength(1),
      v.maxLength(40),
      v.check((lists) => lists.some(({ kind }) => kind === 'open'), 'at least one step must be open'),
    ),
  ),
  /** what the team sells: the tags, and what the sample deals are about */
  services: v.optional(v.pipe(v.array(nameOf(60)), v.maxLength(20)), []),
  with: v.optional(v.array(v.picklist(['delivery', 'invoices'])), []),
})

export const templateStart = v.strictObject({ template: v.picklist(SHAPES) })

export const templateLanguage = v.strictObject({ language: v.picklist(LANGUAGES) })
