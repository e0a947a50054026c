import { raw, sql } from '../sql/index.ts'
import { byCodePoint } from '../text/fold.ts'
import type { FieldType } from './contract.ts'
import { isEmpty } from './scalars.ts'
import { byId, named, type OptionsConfig, optionOf, optionSql, optionsConfig } from './select.ts'

/** Some of a list of options, each once, in the options' order. Stored as a JSON array of ids. */
export const multiSelect: FieldType<OptionsConfig, string[]> = {
  type: 'multiSelect',
  storage: 'slot',
  kind: 'set',
  config: optionsConfig,
  parse(sent, config, { name }) {
    if (isEmpty(sent)) return null
    const wanted = (Array.isArray(sent) ? sent : [sent]).map((one) => optionOf(one, config, name).id)
    const ids = config.options.map((option) => option.id).filter((id) => wanted.includes(id))
    return ids.length > 0 ? ids : null
  },
  encode: (value) => [JSON.stringify(value)],
  decode: ([stored]) => (stored == null ? null : (JSON.parse(stored as string) as string[])),
  toJson: (value, config) => value.map((id) => named(id, config)),
  format: (answered, _config, { locale }) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
      (answered as { name: string }[]).map((one) => one.name),
    ),
  compare: (a, b, config) => byCodePoint(places(a, config), places(b, config)),
  jsonSql: ([slot], config) =>
    sql`iif(${slot!} IS NULL, NULL, (SELECT json_group_array(${optionSql(raw('value'), config)}) FROM json_each(${slot!})))`,
  sortSql: ([slot], config) =>
    sql`(SELECT group_concat(printf('%04d', json_extract(${placesById(config)}, '$."' || value || '"')), ' ') FROM json_each(${slot!}))`,
  text: (value, config) => value.map((id) => named(id, config).name).join(' '),
}

/** Options' places, of four digits each: sets are ordered by their first option, then their second, … */
const places = (ids: string[], config: OptionsConfig) =>
  ids.map((id) => String(config.options.findIndex((option) => option.id === id)).padStart(4, '0')).join(' ')

const placesById = (config: OptionsConfig) =>
  byId(config, ({ id }) => config.options.findIndex((option) => option.id === id))
