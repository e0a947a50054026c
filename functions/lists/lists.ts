import * as v from 'valibot'
import { invalid, issue } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { COLORS, idFrom, LIST_KINDS, type List, type Project } from '../../src/core/model/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { Change } from '../changes/change.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { findPart, positionBetween } from '../projects/ordering.ts'
import { reloadProject } from '../projects/projects.ts'

const listShape = {
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
  kind: v.picklist(LIST_KINDS),
  probability: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  staleAfterDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))),
  color: v.picklist(COLORS),
}
export const listInput = v.strictObject({
  ...listShape,
  kind: v.optional(listShape.kind, 'open'),
  probability: v.optional(listShape.probability, 50),
  staleAfterDays: v.optional(listShape.staleAfterDays, null),
  color: v.optional(listShape.color, 'grey'),
})
export const listPatch = v.strictObject({
  ...v.partial(v.object(listShape)).entries,
  before: v.optional(v.string()),
  after: v.optional(v.string()),
})

export async function createList(context: Context, projectId: number | null, body: unknown) {
  const project = context.project(projectId, 'manage')
  const input = parse(listInput, body)
  requireFreeListName(project, input.name)
  const write = new Change(context)
  write.createEntity('list', project.id, {
    project_id: project.id,
    name: input.name,
    kind: input.kind,
    probability: input.probability,
    stale_after_days: input.staleAfterDays,
    color: input.color,
    position: positionBetween(project.lists, {}),
  })
  const { change, rows } = await write.commit(sql`SELECT max(id) AS id FROM lists`)
  const made = await reloadProject(context, project.id)
  return { list: made.lists.find((one) => one.id === String(rows[0]![0]!.id)), change }
}

export async function updateList(context: Context, sent: string, body: unknown) {
  const { project, thing: list } = findPart(context, 'lists', idFrom(sent), 'manage')
  const input = parse(listPatch, body)
  if (input.name !== undefined) requireFreeListName(project, input.name, list)
  const write = new Change(context)
  if (input.kind !== undefined && (input.kind === 'open') !== (list.kind === 'open'))
    await reclose(context, write, project, list, input.kind === 'open')
  write.updateEntity('list', project.id, list.id, {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.kind !== undefined && { kind: input.kind }),
    ...(input.probability !== undefined && { probability: input.probability }),
    ...(input.staleAfterDays !== undefined && { stale_after_days: input.staleAfterDays }),
    ...(input.color !== undefined && { color: input.color }),
    ...((input.before ?? input.after) !== undefined && { position: positionBetween(project.lists, input, list.id) }),
  })
  const { change } = await write.commit()
  const now = await reloadProject(context, project.id)
  return { list: now.lists.find((one) => one.id === String(list.id)), change }
}

/** A list that becomes a closed one closes its records, as of the day they came in; one that becomes open opens them. */
async function reclose(context: Context, write: Change, project: Project, list: List, open: boolean): Promise<void> {
  const [result] = await context.batch(sql`SELECT id FROM records WHERE list_id = ${list.id}`)
  const closed = columns.derivedColumn(columns.closedAt, open ? raw('NULL') : raw('r.entered_list_at'))
  write.updateRecords(
    project,
    [closed],
    result!.results.map((row) => [row.id, null]),
  )
}

/** Only an empty list goes; its records must be somewhere. */
export async function deleteList(context: Context, sent: string) {
  const { project, thing: list } = findPart(context, 'lists', idFrom(sent), 'manage')
  if (project.lists.length === 1) throw invalid('', 'lastList')
  const write = new Change(context)
  write.add(
    guard(sql`NOT EXISTS (SELECT 1 FROM records WHERE list_id = ${list.id} AND deleted_at IS NULL)`, 'listHasRecords'),
  )
  write.updateEntity('list', project.id, list.id, { deleted_at: context.now }, 'deleted')
  return mapGuardErrors({ listHasRecords: [409, () => issue('', 'listHasRecords')] }, async () => ({
    change: (await write.commit()).change,
  }))
}

function requireFreeListName(project: Project, name: string, but?: List): void {
  if (project.lists.some((list) => list !== but && fold(list.name) === fold(name)))
    throw invalid('name', 'nameTaken', { name })
}
