import { type Sql, sql } from '../../sql/index.ts'
import type { FieldSql } from '../contract.sql.ts'
import { indexOf, type Option, type OptionsConfig } from './select.ts'

export const select = {
  json: ([slot], config) => sql`iif(${slot!} IS NULL, NULL, ${optionSql(slot!, config)})`,
  sort: ([slot], config) =>
    sql`json_extract(${byId(config, ({ id }) => indexOf(id, config))}, '$."' || ${slot!} || '"')`,
  formula: (slots, config): Sql => sql`${select.json(slots, config)} ->> '$.name'`,
} satisfies FieldSql<OptionsConfig>

/** An option as it is answered; one that was taken out by its id alone. */
export function optionSql(id: Sql, config: OptionsConfig): Sql {
  const option = sql`json_extract(${byId(config, ({ id, name }) => ({ id, name }))}, '$."' || ${id} || '"')`
  return sql`json(coalesce(${option}, json_object('id', ${id}, 'name', ${id})))`
}

/** One bound JSON value for all options: {"<id>": what(option)}. */
export function byId(config: OptionsConfig, what: (option: Option) => unknown): Sql {
  const value = JSON.stringify(Object.fromEntries(config.options.map((option) => [option.id, what(option)])))
  return sql`${value}`
}
