import * as v from 'valibot'
import { computed } from './computed.ts'

/** Worked out of the record's other fields (query/formula-operand.ts). Kept by the fields' ids, shown by their names. */
export const formula = computed(
  'formula',
  'formula',
  'number',
  v.strictObject({ formula: v.pipe(v.string(), v.maxLength(20_000)) }),
)
