import type { GenericSchema } from 'valibot'
import { invalid } from '../errors/index.ts'
import type { Json } from '../model/json.ts'
import type { FieldType, Kind, Reader } from './contract.ts'

/** A type whose values are worked out where they are asked for: nothing is sent, nothing is stored. */
export function computed<Config>(
  type: string,
  kind: Kind,
  config: GenericSchema<unknown, Config>,
  format: (answered: Json, reader: Reader) => string = String,
): FieldType<Config, Json> {
  return {
    type,
    storage: 'computed',
    kind,
    config,
    parse(_sent, _config, { name }) {
      throw invalid('', 'notSettable', { name })
    },
    toJson: (value) => value,
    format: (answered, _config, reader) => format(answered, reader),
    compare: () => 0,
  }
}
