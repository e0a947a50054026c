import { notFound } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { compileOnce, recordJson, type ValueKeys } from '../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { andVisibleOne } from '../db/record-visibility.ts'

/** A record that a route's path names, in a project where who asks may do what the route requires. */
export interface RecordOf {
  id: number
  project: Project
}

/**
 * One row, one column `json`: the whole record, as its writer is told it. Who has just given it to somebody else hears of it
 * once more; to be read anew it must be `visible`. Its values are keyed by field id unless `keys` says by name.
 */
export function selectRecord(
  context: Context,
  project: Project,
  id: Sql,
  { visible = raw(''), keys }: { visible?: Sql; keys?: ValueKeys | undefined } = {},
): Sql<{ json: string }> {
  const json = jsonOf(context, project, keys)
  return sql`SELECT ${json} AS json FROM records r WHERE r.id = ${id} AND r.project_id = ${project.id}${visible}`
}

/** Several that the reader sees, each with its id. */
export const selectRecords = (
  context: Context,
  project: Project,
  ids: readonly number[],
): Sql<{ id: number; json: string }> =>
  sql`SELECT r.id, ${jsonOf(context, project)} AS json FROM json_each(${JSON.stringify(ids)}) w CROSS JOIN records r ON r.id = w.value
    WHERE r.project_id = ${project.id}${andVisibleOne(project)}`

const jsonOf = (context: Context, project: Project, keys?: ValueKeys): Sql =>
  compileOnce(context.scope(project), `record ${keys}`, (scope) => recordJson(scope, project.fields, { keys }))

export async function readRecord(context: Context, { id, project }: RecordOf, keys?: ValueKeys): Promise<string> {
  const record = await context.scalar(
    selectRecord(context, project, sql`${id}`, { visible: andVisibleOne(project), keys }),
  )
  if (record === null) throw notFound()
  return `{"record":${record}}`
}
