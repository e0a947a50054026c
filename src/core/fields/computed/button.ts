import * as v from 'valibot'
import { computed } from './computed.ts'

const words = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))

/** Something to press, which automations listen to. It has no value. */
export const button = computed(
  'button',
  'nothing',
  'boolean',
  v.strictObject({
    /** what stands on it; the field's name where nothing is said */
    label: v.optional(v.nullable(words), null),
    /** what is asked before; null: it does it at once */
    confirm: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(300))), null),
  }),
)
