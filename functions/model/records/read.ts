import type { Level } from '../../../src/core/access/index.ts'
import { notFound } from '../../../src/core/errors/index.ts'
import { idFrom, type Project, projectOf } from '../../../src/core/model/index.ts'
import { recordJson } from '../../../src/core/query/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context.ts'
import { guard } from '../database.ts'
import { scopeOf } from './input.ts'

/** The record's id and project, if the person may do `level` there. That it exists is for the batch to prove. */
export function locate(context: Context, id: unknown, level: Level): { id: number; project: Project } {
  const found = idFrom(id)
  if (found === null) throw notFound()
  return { id: found, project: context.project(projectOf(found), level) }
}

/** One row, one column `json`: the whole record. */
export function recordStatement(context: Context, project: Project, id: Sql): Sql {
  return sql`SELECT ${recordJson(scopeOf(context, project), project.fields)} AS json FROM records r WHERE r.id = ${id} AND r.project_id = ${project.id}`
}

export const recordLives = (id: number, project: Project): Sql =>
  guard(
    sql`EXISTS (SELECT 1 FROM records WHERE id = ${id} AND project_id = ${project.id} AND deleted_at IS NULL)`,
    'gone',
  )

export async function readRecord(context: Context, sent: unknown): Promise<string> {
  const { id, project } = locate(context, sent, 'view')
  const [result] = await context.ask(recordStatement(context, project, sql`${id}`))
  const json = result?.results[0]?.json
  if (typeof json !== 'string') throw notFound()
  return `{"record":${json}}`
}
