import { typeOf, type UniqueIdConfig } from '../../src/core/fields/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { RecordColumn } from './record-columns.ts'

/*
 * A uniqueId field counts in its own row (`fields.counter`): a record's value is the prefix and the next number, worked out in
 * the batch that makes it, so no two records ever get the same.
 */

/** "INV-" and 7 of four digits -> 'INV-0007' */
const numberSql = ({ digits }: UniqueIdConfig, prefix: string, n: Sql): Sql =>
  sql`${prefix} || printf(${`%0${digits}d`}, ${n})`

const autoNumberFields = (project: Project) => project.fields.filter((field) => typeOf(field.type)?.counted)

/** The columns that number the records of one payload; `before` is how many the same write made earlier. */
export function autoNumberColumns(project: Project, before: number): RecordColumn[] {
  return autoNumberFields(project).map((field): RecordColumn => {
    const config = field.config as unknown as UniqueIdConfig
    const value = numberSql(config, config.prefix, next(field.id, before))
    return {
      key: String(field.id),
      current: { plain: raw('NULL'), json: raw('NULL') },
      incoming: () => ({ plain: value, json: value }),
      assignments: () => [[`s${field.slot}`, value]],
      axes: [],
    }
  })
}

const next = (field: number, before: number): Sql =>
  sql`(SELECT counter FROM fields WHERE id = ${field}) + ${before + 1} + p.key`

/** Their folded texts, by which search finds them. `id` is a payload row's record. */
export function autoNumberTexts(project: Project, before: number, payload: string, id: Sql): Sql[] {
  return autoNumberFields(project).map((field) => {
    const config = field.config as unknown as UniqueIdConfig
    return sql`INSERT INTO texts (id, text) SELECT ${id} * 128 + ${field.slot},
      ${numberSql(config, fold(config.prefix), next(field.id, before))} FROM json_each(${payload}) p`
  })
}

/** Once all are made: so many numbers are given out. */
export const advanceCounters = (project: Project, count: number): Sql[] =>
  autoNumberFields(project).map((field) => sql`UPDATE fields SET counter = counter + ${count} WHERE id = ${field.id}`)

/** Numbers the records that were made while the field was away. */
export function numberUnnumbered(project: Project, field: number, slot: number, config: UniqueIdConfig): Sql[] {
  const column = raw(`s${slot}`)
  const without = sql`FROM records r WHERE r.project_id = ${project.id} AND r.${column} IS NULL`
  const before = sql`(SELECT counter - (SELECT count(*) ${without}) FROM fields WHERE id = ${field})`
  const rest = sql`(SELECT r.id, ${before} + row_number() OVER (ORDER BY r.number) AS n ${without})`
  return [
    sql`UPDATE fields SET counter = counter + (SELECT count(*) ${without}) WHERE id = ${field}`,
    // The texts first: once the records have their numbers, none of them is among the rest.
    sql`INSERT INTO texts (id, text) SELECT m.id * 128 + ${slot}, ${numberSql(config, fold(config.prefix), raw('m.n'))}
      FROM ${rest} m WHERE true ON CONFLICT (id) DO UPDATE SET text = excluded.text`,
    sql`UPDATE records AS r SET ${column} = ${numberSql(config, config.prefix, raw('m.n'))} FROM ${rest} m WHERE m.id = r.id`,
  ]
}

/** Numbers the records that were there before the field that was just made, in the order in which they came. */
export function numberAll(project: Project, slot: number, config: UniqueIdConfig): Sql[] {
  const field = raw('(SELECT max(id) FROM fields)')
  const numbered = sql`(SELECT r.id, row_number() OVER (ORDER BY r.number) AS n FROM records r WHERE r.project_id = ${project.id})`
  return [
    sql`UPDATE records AS r SET s${raw(String(slot))} = ${numberSql(config, config.prefix, raw('m.n'))} FROM ${numbered} m WHERE m.id = r.id`,
    sql`UPDATE fields SET counter = (SELECT count(*) FROM records WHERE project_id = ${project.id}) WHERE id = ${field}`,
    sql`INSERT INTO texts (id, text) SELECT m.id * 128 + ${slot}, ${numberSql(config, fold(config.prefix), raw('m.n'))}
      FROM ${numbered} m WHERE true ON CONFLICT (id) DO UPDATE SET text = excluded.text`,
  ]
}
