import { type Sql, sql } from '../../sql/index.ts'
import { type FieldSql, namesSql, setSql } from '../contract.sql.ts'

export const person = {
  json: ([slot]) =>
    setSql(sql`iif(${slot!} IS NULL, NULL, (SELECT json_group_array(json_object('id', CAST(value AS TEXT), 'name',
    coalesce((SELECT people.name FROM people WHERE people.id = value), CAST(value AS TEXT)))) FROM json_each(${slot!})))`),
  formula: (slots): Sql => namesSql(person.json(slots)),
} satisfies FieldSql
