import { eq } from 'drizzle-orm'
import { isBuiltIn, isKnown } from '../../src/core/csv/index.ts'
import { notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Level, type Project } from '../../src/core/model/index.ts'
import { may } from '../../src/core/permissions/index.ts'
import type { Context } from '../context/index.ts'
import { importChunks, imports } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'
import type { ImportJob, ImportPlan } from './import-job.ts'
import { fieldFor } from './read-rows.ts'

/** The import of that id, if it is the person's own or they manage its project. */
export async function findImport(context: Context, sent: unknown, level: Level): Promise<ImportJob> {
  const id = idFrom(sent)
  if (id === null) throw notFound()
  const [[row], chunks] = await context.batch(
    context.db.select(selectAll(imports)).from(imports).where(eq(imports.id, id)),
    selectChunks(context, id),
  )
  const project = context.catalog.projects.find((one) => one.id === row?.projectId)
  if (!row || !project || !isShown(context, project, row)) throw notFound()
  return {
    id,
    project: context.project(project.id, level),
    change: row.changeId,
    file: row.file,
    plan: row.plan as unknown as ImportPlan,
    state: row.state,
    at: row.at,
    chunks,
  }
}

export const importParam = { noun: 'import', find: findImport } as const

export const selectChunks = ({ db }: Context, id: number) =>
  db.select(selectAll(importChunks)).from(importChunks).where(eq(importChunks.importId, id)).orderBy(importChunks.row)

/**
 * Its counts and refused rows tell of what somebody else's file had in it: for who manages the project, and sees each field that it
 * filled. What is gone meanwhile may have pointed at a project that is closed to them, unless none is.
 */
export function isShown(
  { access, person }: Context,
  project: Project,
  { personId, plan }: Pick<typeof imports.$inferSelect, 'personId' | 'plan'>,
): boolean {
  if (personId === person.id) return true
  if (!may(access, project, 'manage')) return false
  const isOpen = Object.values(access.rights.projects).every((rights) => rights.access !== 'none')
  if (isOpen && !access.key?.projects) return true
  const known = (plan as unknown as ImportPlan).mapping.filter(isKnown)
  return known.every((column) => isBuiltIn(column.to) || fieldFor(project, column))
}
