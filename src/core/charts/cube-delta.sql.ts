import { typeOf } from '../fields/index.ts'
import type { Field } from '../model/index.ts'
import { join, raw, type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.sql.ts'
import { ALL_AXES, axisKind, CUBE_AXES, type CubeAxis, fieldAxis, keptFields, type TouchedAxis } from './cube.ts'

/** What of a project the cube is kept by. */
export interface CubedProject {
  id: number
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
  const fields = keptFields(project.fields)
  const own = project.fields.filter(({ cubeAxis }) => cubeAxis)
  const axes = [
    ...CUBE_AXES.filter((axis) => touched.includes(axis)),
    ...own.map(fieldAxis).filter((axis) => touched.includes('fields') || touched.includes(axis)),
  ] satisfies CubeAxis[]
  const codes = fields.map(({ slot2 }) => raw(`r.s${slot2}`))
  const home = sql`coalesce(${join([...codes, raw("''"), raw("''")])})`
  // A record whose amounts are of several currencies is in a cell of each.
  const several = fields.length > 1
  const currency = several ? raw('c.value') : home
  const currencies = sql`CROSS JOIN json_each((SELECT json_group_array(DISTINCT d.value) FROM json_each(json_array(${join([home, ...codes])})) d
    WHERE d.value IS NOT NULL)) c`
  const counted = (condition: Sql, value: Sql): Sql => sql`${raw(String(sign))} * sum(iif(${condition}, ${value}, 0))`
  const sums = fields.flatMap(({ slot, slot2, cubeSlot }): [string, Sql][] => [
    [`n${cubeSlot}`, counted(sql`r.${raw(`s${slot2}`)} = ${currency}`, raw('1'))],
    [`t${cubeSlot}`, counted(sql`r.${raw(`s${slot2}`)} = ${currency}`, raw(`r.s${slot}`))],
  ])
  const values: [string, Sql][] = [['n', counted(sql`${currency} = ${home}`, raw('1'))], ...sums]
  const day = (instant: string) => daySql(zone, raw(instant))
  return sql`INSERT INTO cube (project_id, axis, list_id, key, currency, ${raw(values.map(([name]) => name).join(', '))})
    SELECT r.project_id, a.value AS axis, iif(a.value = 'createdDay', 0, r.list_id) AS list,
      CASE a.value WHEN 'all' THEN '' WHEN 'tag' THEN CAST(coalesce(m.tag_id, '') AS TEXT)
        WHEN 'created' THEN substr(${day('r.created_at')}, 1, 7) WHEN 'createdDay' THEN ${day('r.created_at')}
        WHEN 'closed' THEN substr(${day('r.closed_at')}, 1, 7) WHEN 'closedDay' THEN ${day('r.closed_at')}
        ${join(
          own.map((field) => sql`WHEN ${fieldAxis(field)} THEN ${keyOf(field, zone)}`),
          ' ',
        )} END AS key,
      ${currency} AS currency, ${join(values.map(([, value]) => value))}
    FROM records r CROSS JOIN json_each(${JSON.stringify(axes)}) a ${several ? currencies : raw('')}
      LEFT JOIN record_tags m ON a.value = 'tag' AND m.record_id = r.id
    WHERE r.id IN (${ids}) AND r.archived_at IS NULL AND r.deleted_at IS NULL
      AND (a.value NOT IN ('closed', 'closedDay') OR r.closed_at IS NOT NULL)
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT DO UPDATE SET ${raw(values.map(([name]) => `${name} = ${name} + excluded.${name}`).join(', '))}`
}

function keyOf(field: CubedProject['fields'][number], zone: string): Sql {
  const value = raw(`r.s${field.slot}`)
  const kind = axisKind(field)
  if (kind === 'options') return sql`coalesce(${value}, '')`
  if (kind === 'numbers') return sql`coalesce(CAST(CAST(${value} AS INTEGER) AS TEXT), '')`
  return sql`coalesce(substr(${typeOf(field.type)?.kind === 'instant' ? daySql(zone, value) : value}, 1, 7), '')`
}

/** A field's axis put into the cube. */
export const addAxis = (project: CubedProject, zone: string, field: Pick<Field, 'id'>): Sql =>
  cubeDelta(1, project, zone, sql`SELECT id FROM records WHERE project_id = ${project.id}`, [fieldAxis(field)])

/** The cube of a whole project counted anew: after its zone changed, or the fields whose sums are kept. */
export function recountCube(project: CubedProject, zone: string): Sql[] {
  return [
    sql`DELETE FROM cube WHERE project_id = ${project.id}`,
    cubeDelta(1, project, zone, sql`SELECT id FROM records WHERE project_id = ${project.id}`),
  ]
}
