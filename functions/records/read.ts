import { notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Project, projectOf } from '../../src/core/model/index.ts'
import type { Level } from '../../src/core/permissions/index.ts'
import { recordJson } from '../../src/core/query/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { andVisibleOne } from '../db/record-visibility.ts'
import { scopeOf } from './input.ts'

/** The record's id and project, if the person may do `level` there. That it exists is for the batch to prove. */
export function locate(context: Context, id: unknown, level: Level): { id: number; project: Project } {
  const found = idFrom(id)
  if (found === null) throw notFound()
  return { id: found, project: context.project(projectOf(found), level) }
}

/**
 * One row, one column `json`: the whole record, as its writer is told it. Who has just given it to somebody else hears of it
 * once more; to be read anew it must be `seen`.
 */
export function recordStatement(context: Context, project: Project, id: Sql, seen: Sql = raw('')): Sql {
  return sql`SELECT ${recordJson(scopeOf(context, project), project.fields)} AS json FROM records r WHERE r.id = ${id} AND r.project_id = ${project.id}${seen}`
}

export async function readRecord(context: Context, sent: unknown): Promise<string> {
  const { id, project } = locate(context, sent, 'view')
  const [result] = await context.batch(recordStatement(context, project, sql`${id}`, andVisibleOne(project)))
  const json = result?.results[0]?.json
  if (typeof json !== 'string') throw notFound()
  return `{"record":${json}}`
}
