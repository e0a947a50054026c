import * as v from 'valibot'
import { refuse } from '../errors/index.ts'
import type { Json } from '../model/json.ts'
import type { FieldType } from './contract.ts'

interface Config {
  reference: string
  field: string
}

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/**
 * What a linked record has, seen through a reference. Nothing of it is stored: the query language reads it where it stands
 * (query/lookup.ts), so its kind and its form are those of the field it shows.
 */
export const lookup: FieldType<Config, Json[]> = {
  type: 'lookup',
  home: 'computed',
  kind: 'text',
  config: v.object({ reference: name, field: name }),
  parse(_sent, _config, world) {
    throw refuse('', 'notSettable', { name: world.name })
  },
  answer: (value) => value,
  format: (answered, _config, { locale }) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format((answered as Json[]).map(String)),
  compare: () => 0,
}
