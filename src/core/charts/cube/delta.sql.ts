import { typeOf } from '../../fields/index.ts'
import type { Field, Project } from '../../model/index.ts'
import { join, literal, raw, type Sql, sql } from '../../sql/index.ts'
import { daySql } from '../../time/zone.sql.ts'
import {
  ALL_AXES,
  type AxisOnDemand,
  axesOf,
  axisKind,
  fieldAxis,
  isFieldAxis,
  keptFields,
  OF_ALL_LISTS,
  type TouchedAxis,
} from './axes.ts'

/** What of a project the cube is kept by. */
export interface CubedProject extends Pick<Project, 'id' | 'cubeCreatedByList'> {
  fields: readonly Pick<Field, 'id' | 'type' | 'config' | 'cubeSlot' | 'cubeAxis' | 'slot' | 'slot2'>[]
}

/**
 * Takes the records of `ids` (a SELECT) out of the cube as they stand (-1), or puts them in (1). A write does the one
 * before and the other after, so the cube always equals a recount, whatever the write was. `touched`: the axes that the write can
 * change; each cell is a row written twice.
 */
export function cubeDelta(
  sign: 1 | -1,
  project: CubedProject,
  zone: string,
  ids: Sql,
  touched: readonly TouchedAxis[] = ALL_AXES,
): Sql {
  const names = countedColumns(project)
  return sql`INSERT INTO cube (project_id, axis, list_id, key, currency, ${raw(names.join(', '))})
    ${cubeRows(sign, project, zone, ids, { touched })}
    ON CONFLICT DO UPDATE SET ${raw(names.map((name) => `${name} = ${name} + excluded.${name}`).join(', '))}`
}

/** The columns of cubeRows behind project, axis, list, key and currency. */
export const countedColumns = (project: Pick<CubedProject, 'fields'>): string[] => [
  'n',
  ...keptFields(project.fields).flatMap(({ cubeSlot }) => [`n${cubeSlot}`, `t${cubeSlot}`]),
]

/** What the records of `ids` are in the cube, as rows of it. `tables`: where their rows and tags stand. */
export function cubeRows(
  sign: 1 | -1,
  project: CubedProject,
  zone: string,
  ids: Sql,
  {
    touched = ALL_AXES,
    tables = { records: 'records', tags: 'record_tags' },
  }: { touched?: readonly TouchedAxis[]; tables?: { records: string; tags: string } },
): Sql {
  const fields = keptFields(project.fields)
  const axisFields = project.fields.filter(({ cubeAxis }) => cubeAxis)
  const axes = axesOf(project).filter(
    (axis) => touched.includes(axis) || (touched.includes('fields') && isFieldAxis(axis)),
  )
  const codes = fields.map(({ slot2 }) => raw(`r.s${slot2}`))
  const home = sql`coalesce(${join([...codes, raw("''"), raw("''")])})`
  // A record whose amounts are of several currencies is in a cell of each.
  const several = fields.length > 1
  const currency = several ? raw('c.value') : home
  const currencies = sql`CROSS JOIN json_each((SELECT json_group_array(DISTINCT d.value) FROM json_each(json_array(${join([home, ...codes])})) d
    WHERE d.value IS NOT NULL)) c`
  const counted = (condition: Sql, value: Sql): Sql => sql`${raw(String(sign))} * sum(iif(${condition}, ${value}, 0))`
  const sums = fields.flatMap(({ slot, slot2 }) => [
    counted(sql`r.${raw(`s${slot2}`)} = ${currency}`, raw('1')),
    counted(sql`r.${raw(`s${slot2}`)} = ${currency}`, raw(`r.s${slot}`)),
  ])
  const names = countedColumns(project)
  const values = [counted(sql`${currency} = ${home}`, raw('1')), ...sums].map(
    (value, i) => sql`${value} AS ${raw(names[i]!)}`,
  )
  const day = (instant: string) => daySql(zone, raw(instant))
  const month = (instant: string) => sql`substr(${day(instant)}, 1, 7)`
  return sql`SELECT r.project_id, a.value AS axis, iif(a.value IN (${join(OF_ALL_LISTS.map(literal))}), 0, r.list_id) AS list_id,
      CASE a.value WHEN 'all' THEN '' WHEN 'tag' THEN CAST(coalesce(m.tag_id, '') AS TEXT)
        WHEN 'createdMonth' THEN ${month('r.created_at')} WHEN 'createdByList' THEN ${month('r.created_at')}
        WHEN 'createdDay' THEN ${day('r.created_at')} WHEN 'closed' THEN ${month('r.closed_at')} WHEN 'closedDay' THEN ${day('r.closed_at')}
        ${join(
          axisFields.map((field) => sql`WHEN ${fieldAxis(field)} THEN ${keyOf(field, zone)}`),
          ' ',
        )} END AS key,
      ${currency} AS currency, ${join(values)}
    FROM ${raw(tables.records)} r CROSS JOIN json_each(${JSON.stringify(axes)}) a ${several ? currencies : raw('')}
      LEFT JOIN ${raw(tables.tags)} m ON a.value = 'tag' AND m.record_id = r.id
    WHERE r.id IN (${ids}) AND r.archived_at IS NULL AND r.deleted_at IS NULL
      AND (a.value NOT IN ('closed', 'closedDay') OR r.closed_at IS NOT NULL)
    GROUP BY 1, 2, 3, 4, 5`
}

function keyOf(field: CubedProject['fields'][number], zone: string): Sql {
  const value = raw(`r.s${field.slot}`)
  const kind = axisKind(field)
  if (kind === 'options') return sql`coalesce(${value}, '')`
  if (kind === 'numbers') return sql`coalesce(CAST(CAST(${value} AS INTEGER) AS TEXT), '')`
  return sql`coalesce(substr(${typeOf(field.type)?.kind === 'instant' ? daySql(zone, value) : value}, 1, 7), '')`
}

/** An axis of the project put into its cube. */
export const addAxis = (project: CubedProject, zone: string, axis: AxisOnDemand): Sql =>
  cubeDelta(1, project, zone, sql`SELECT id FROM records WHERE project_id = ${project.id}`, [axis])

/** The cube of a whole project counted anew: after its zone changed, or the fields whose sums are kept. */
export function recountCube(project: CubedProject, zone: string): Sql[] {
  return [
    sql`DELETE FROM cube WHERE project_id = ${project.id}`,
    cubeDelta(1, project, zone, sql`SELECT id FROM records WHERE project_id = ${project.id}`),
  ]
}
