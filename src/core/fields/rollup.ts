import * as v from 'valibot'
import { refuse } from '../errors/index.ts'
import type { Json } from '../model/json.ts'
import type { FieldType } from './contract.ts'

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/** Count, sum, average, least or most of the records that point here. Worked out where it is asked for (query/rollup.ts). */
export const rollup: FieldType<object, Json> = {
  type: 'rollup',
  home: 'computed',
  kind: 'number',
  config: v.object({
    project: name,
    reference: name,
    measure: v.object({ op: v.picklist(['count', 'sum', 'average', 'min', 'max']), field: v.optional(name) }),
    // The filter language's own schema stands above this room; the Worker checks it by compiling it.
    filter: v.optional(v.record(v.string(), v.unknown())),
  }),
  parse(_sent, _config, world) {
    throw refuse('', 'notSettable', { name: world.name })
  },
  answer: (value) => value,
  format: (answered, _config, { locale }) => new Intl.NumberFormat(locale).format(Number(answered)),
  compare: () => 0,
}
