import { eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { listInput, listPatch } from '../../src/core/api/list.ts'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import type { List, Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { reopenOrClose } from '../changes/enter-list.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { records } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { newPosition, positionBetween, reloadProject, requireAvailableName } from '../projects/index.ts'

interface ListOf {
  project: Project
  list: List
}

export async function createList(context: Context, project: Project, input: InferOutput<typeof listInput>) {
  requireAvailableName(project.lists, input.name)
  const change = new Change(context)
  const created = change.createEntity('list', project.id, {
    projectId: project.id,
    ...input,
    position: positionBetween(project.lists, {}),
  })
  await change.commit()
  return { list: await reloadList(context, project, created.result[0]!.id), change: change.id }
}

export async function updateList(
  context: Context,
  { project, list }: ListOf,
  { before, after, ...patch }: InferOutput<typeof listPatch>,
) {
  if (patch.name !== undefined) requireAvailableName(project.lists, patch.name, list)
  const change = new Change(context)
  const opens = patch.kind === 'open'
  if (patch.kind !== undefined && opens !== (list.kind === 'open')) {
    const [inList] = await context.batch(
      context.db
        .select(selectColumns({ id: records.id }))
        .from(records)
        .where(eq(records.listId, list.id)),
    )
    reopenOrClose(
      change,
      project,
      inList.map(({ id }) => id),
      opens,
    )
  }
  const position = newPosition(project.lists, { before, after }, list.id)
  change.updateEntity('list', project.id, list.id, { ...patch, position })
  await change.commit()
  return { list: await reloadList(context, project, list.id), change: change.id }
}

/** Only an empty list goes; its records must be somewhere. */
export async function deleteList(context: Context, { project, list }: ListOf) {
  if (project.lists.length === 1) throw invalid('', 'lastList')
  const change = new Change(context)
  change.add(
    guard(sql`NOT EXISTS (SELECT 1 FROM records WHERE list_id = ${list.id} AND deleted_at IS NULL)`, 'listHasRecords'),
  )
  change.updateEntity('list', project.id, list.id, { deletedAt: context.now }, 'deleted')
  await mapGuardErrors({ listHasRecords: () => new Problem(409, [issue('', 'listHasRecords')]) }, () => change.commit())
  return { change: change.id }
}

const reloadList = async (context: Context, project: Project, id: number) =>
  (await reloadProject(context, project.id)).lists.find((one) => one.id === String(id))
