import type { Project } from '../../model/index.ts'
import { raw, type Sql, sql, unionAll } from '../../sql/index.ts'
import { axesOf, type CubeAxis, fieldAxis } from '../cube/axes.ts'
import { type CubedProject, countedColumns, cubeRows } from '../cube/delta.sql.ts'

/** What of a project's cube is read as of a day. */
export interface CubeRead {
  project: CubedProject
  touched: CubeAxis[]
}

/** What of a project's cube a text reads: the axes, and the fields whose sums or values it names. */
export function cubeReadBy(text: string, project: Project): CubeRead {
  const reads = (axis: CubeAxis) => text.includes(`c.project_id = ${project.id} AND c.axis = '${axis}'`)
  const fields = project.fields
    .map((field) => ({
      ...field,
      cubeSlot: field.cubeSlot !== null && text.includes(`c.t${field.cubeSlot}`) ? field.cubeSlot : null,
      cubeAxis: field.cubeAxis && reads(fieldAxis(field)),
    }))
    .filter(({ cubeSlot, cubeAxis }) => cubeSlot !== null || cubeAxis)
  const read = { id: project.id, cubeCreatedByList: reads('createdByList'), fields }
  return { project: read, touched: axesOf(read).filter(reads) }
}

/** Today's cube, without what has changed since as it is now, and with it as it was. */
export function cubeThen(cubes: readonly CubeRead[], zone: string): Sql[] {
  const names = [...new Set(cubes.flatMap(({ project }) => countedColumns(project)))]
  const since = ([1, -1] as const).flatMap((sign) =>
    cubes.map(({ project, touched }) => {
      const counted = countedColumns(project)
      const columns = names.map((name) => (counted.includes(name) ? name : `0 AS ${name}`)).join(', ')
      const tableName = (table: string) => (sign === 1 ? `${table}_then` : `main.${table}`)
      const tables = {
        records: tableName('records'),
        tags: touched.includes('tag') ? tableName('record_tags') : 'main.record_tags',
      }
      const ids = sql`SELECT id FROM changed WHERE project_id = ${project.id}`
      const rows = cubeRows(sign, project, zone, ids, { touched, tables })
      return sql`SELECT project_id, axis, list_id, key, currency, ${raw(columns)} FROM (${rows})`
    }),
  )
  // Each question reads the few cells that it is about.
  return [
    sql`cube_since AS MATERIALIZED (${unionAll(since)})`,
    sql`cube AS NOT MATERIALIZED (SELECT project_id, axis, list_id, key, currency, ${raw(names.join(', '))} FROM main.cube
      UNION ALL SELECT * FROM cube_since)`,
  ]
}
