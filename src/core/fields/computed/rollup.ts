import * as v from 'valibot'
import { computed } from './computed.ts'

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/** Count, sum, average, least or most of the records that point here. Worked out where it is asked for (query/rollup.ts). */
export const rollup = computed(
  'rollup',
  'rollup',
  'number',
  v.strictObject({
    project: name,
    reference: name,
    measure: v.strictObject({ op: v.picklist(['count', 'sum', 'average', 'min', 'max']), field: v.optional(name) }),
    // The filter language's own schema stands above this room; the Worker checks it by compiling it.
    filter: v.optional(v.record(v.string(), v.unknown())),
  }),
  { format: (answered, { locale }) => new Intl.NumberFormat(locale).format(Number(answered)) },
)
