import * as v from 'valibot'
import { refuse } from '../errors/index.ts'
import type { Json } from '../model/json.ts'
import type { FieldType } from './contract.ts'

/** Worked out of the record's other fields (query/formula-operand.ts). Kept by the fields' ids, shown by their names. */
export const formula: FieldType<{ formula: string }, Json> = {
  type: 'formula',
  home: 'computed',
  kind: 'number',
  config: v.object({ formula: v.pipe(v.string(), v.maxLength(20_000)) }),
  parse(_sent, _config, world) {
    throw refuse('', 'notSettable', { name: world.name })
  },
  answer: (value) => value,
  format: (answered) => String(answered),
  compare: () => 0,
}
