import { sql as drizzleSql, getTableName } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { type Bound, balanced, join, jsonObject, raw, Sql, sql } from '../../src/core/sql/index.ts'
import { NEXT_SEQ } from '../db/history-seq.ts'
import { ENTITIES, type EntityKind, entityColumn } from './entities.ts'

/** What an entity's history row says besides its values: which change, of which project (0 for none). */
export interface EntityChange {
  change: Sql
  kind: EntityKind
  project: number | Sql
}

type Values = Readonly<Record<string, unknown>>

/** The history of entities that were just inserted: `which` says which, on their table `t`. */
export function historyOfNew(
  { change, kind, project }: EntityChange,
  keys: readonly string[],
  which: Sql,
): EntityStatement {
  const fields = keys.map((key): [string, Sql] => {
    const { name } = entityColumn(kind, key)
    return [name, sql`json_array(NULL, t.${raw(name)})`]
  })
  return history(sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, fields)
    SELECT ${NEXT_SEQ} - 1 + row_number() OVER (ORDER BY t.id), ${change}, ${project}, ${kind}, t.id, 'created', ${jsonObject(fields)} FROM ${tableOf(kind)} t WHERE t.id ${which}`)
}

/** Any number of entities in one statement, and their history in another. */
export function insertMany(entity: EntityChange, values: readonly Values[]): EntityStatement[] {
  const { kind } = entity
  const keys = Object.keys(values[0]!)
  const columns = keys.map((key) => entityColumn(kind, key))
  const rows = values.map((one) => columns.map((column, i) => encode(column, one[keys[i]!])))
  return [
    sql`INSERT INTO ${tableOf(kind)} (${raw(columns.map(({ name }) => name).join(', '))})
      SELECT ${join(columns.map((_, i) => raw(`p.value ->> ${i}`)))} FROM json_each(${JSON.stringify(rows)}) p`,
    historyOfNew(entity, keys, sql`> (SELECT max(id) FROM ${tableOf(kind)}) - ${values.length}`),
  ]
}

/** What differs goes into history with what it was before, then into the row; nothing where nothing is set. */
export function updateOne(
  { change, kind, project }: EntityChange,
  id: number,
  patch: Values,
  what: string,
): EntityStatement[] {
  const set = Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const column = entityColumn(kind, key)
      return { name: column.name, value: value instanceof Sql ? value : sql`${encode(column, value)}` }
    })
  if (set.length === 0) return []
  const changed = balanced(
    set.map(({ name, value }) => sql`t.${raw(name)} IS NOT ${value}`),
    'OR',
  )
  const fields = jsonObject(set.map(({ name, value }) => [name, sql`json_array(t.${raw(name)}, ${value})`]))
  return [
    history(sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, fields)
      SELECT ${NEXT_SEQ}, ${change}, ${project}, ${kind}, t.id, ${what}, ${fields} FROM ${tableOf(kind)} t WHERE t.id = ${id} AND ${changed}`),
    sql`UPDATE ${tableOf(kind)} AS t SET ${join(set.map(({ name, value }) => sql`${raw(name)} = ${value}`))} WHERE t.id = ${id}`,
  ]
}

/** The same of any number of entities, each its own values of the same columns: one statement, and their history in another. */
export function updateMany({ change, kind, project }: EntityChange, values: readonly Values[]): EntityStatement[] {
  const keys = Object.keys(values[0]!).filter((key) => key !== 'id')
  const columns = keys.map((key) => entityColumn(kind, key))
  const rows = JSON.stringify(
    values.map((one) => [one.id, ...columns.map((column, i) => encode(column, one[keys[i]!]))]),
  )
  const fields = columns.map(({ name }, i): [string, Sql] => [
    name,
    sql`json_array(t.${raw(name)}, p.value ->> ${raw(String(i + 1))})`,
  ])
  const set = columns.map(({ name }, i) => raw(`${name} = p.value ->> ${i + 1}`))
  return [
    history(sql`INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, fields)
      SELECT ${NEXT_SEQ} - 1 + row_number() OVER (ORDER BY t.id), ${change}, ${project}, ${kind}, t.id, 'updated', ${jsonObject(fields)}
      FROM json_each(${rows}) p JOIN ${tableOf(kind)} t ON t.id = p.value ->> 0`),
    sql`UPDATE ${tableOf(kind)} AS t SET ${join(set)} FROM json_each(${rows}) p WHERE t.id = p.value ->> 0`,
  ]
}

/** A field that goes, comes back or gets other columns: its sums and its axis in the cube are no longer right, and are kept again when they are asked for. */
export const stopSumming = (kind: EntityKind, id: number, keys: readonly string[]): Sql[] =>
  kind === 'field' && (keys.includes('deletedAt') || keys.includes('slot'))
    ? [
        sql`UPDATE fields SET cube_slot = NULL WHERE id = ${id} AND cube_slot IS NOT NULL`,
        sql`DELETE FROM cube WHERE axis = ${`f${id}`} AND project_id = (SELECT project_id FROM fields WHERE id = ${id} AND cube_axis = 1)`,
        sql`UPDATE fields SET cube_axis = 0 WHERE id = ${id} AND cube_axis = 1`,
      ]
    : []

/** What a statement writes: history, whose seqs are asked for, or the thing itself. */
export type EntityStatement = Sql | { history: Sql }
const history = (insert: Sql) => ({ history: insert })

const tableOf = (kind: EntityKind): Sql => raw(getTableName(ENTITIES[kind].table))

/** As the database keeps it: JSON as text, flags as 0 and 1. Nothing is NULL, or JSON's null where the column always has some JSON. */
function encode(column: SQLiteColumn, value: unknown): Bound {
  if (value === undefined || (value === null && !column.notNull)) return null
  return column.mapToDriverValue(value) as Bound
}

/** Drizzle takes null for the column's NULL; a column that always has some JSON is meant to hold JSON's null. */
export const withJsonNulls = (kind: EntityKind, values: object) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) =>
      value === null && entityColumn(kind, key).notNull ? [key, drizzleSql`'null'`] : [key, value],
    ),
  )
