import { raw, type Sql, sql } from '../../sql/index.ts'
import { type FieldSql, namesSql, setSql } from '../contract.sql.ts'
import { byId, optionSql } from './select.sql.ts'
import { indexOf, type OptionsConfig } from './select.ts'

export const multiSelect = {
  json: ([slot], config) =>
    setSql(
      sql`iif(${slot!} IS NULL, NULL, (SELECT json_group_array(${optionSql(raw('value'), config)}) FROM json_each(${slot!})))`,
    ),
  sort: ([slot], config) =>
    sql`(SELECT group_concat(printf('%04d', json_extract(${placesById(config)}, '$."' || value || '"')), ' ') FROM json_each(${slot!}))`,
  formula: (slots, config): Sql => namesSql(multiSelect.json(slots, config)),
} satisfies FieldSql<OptionsConfig>

const placesById = (config: OptionsConfig) => byId(config, ({ id }) => indexOf(id, config))
