import type { GenericSchema } from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Json } from '../../model/json.ts'
import type { Computation, Definition, Kind, Reader } from '../contract.ts'

interface Rest extends Pick<Definition, 'formulaType' | 'holds' | 'builtIn' | 'filledBy'> {
  format?: (answered: Json, reader: Reader) => string
}

/** A type whose values are worked out where they are asked for: nothing is sent, nothing is stored. */
export function computed<Name extends string, Config>(
  type: Name,
  by: Computation,
  kind: Kind,
  config: GenericSchema<unknown, Config>,
  { format = String, ...rest }: Rest = {},
) {
  return {
    type,
    storage: 'computed',
    computed: by,
    kind,
    config,
    parse(_sent, _config, { name }) {
      throw invalid('', 'notSettable', { name })
    },
    format: (answered, _config, reader) => format(answered, reader),
    compare: () => 0,
    ...rest,
  } satisfies Definition<Config, Json>
}
