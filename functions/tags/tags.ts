import * as v from 'valibot'
import { invalid } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { COLORS, idFrom, type Project, type Tag } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { Change } from '../changes/change.ts'
import { setMember } from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import type { Row } from '../db/batch.ts'
import { findPart, positionBetween } from '../projects/ordering.ts'
import { reloadProject } from '../projects/projects.ts'

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))
export const tagInput = v.strictObject({ name, color: v.optional(v.picklist(COLORS), 'grey') })
export const tagPatch = v.partial(
  v.strictObject({ name, color: v.picklist(COLORS), before: v.string(), after: v.string() }),
)

/** Anyone who may edit records may make a tag: it is done while tagging. */
export async function createTag(context: Context, projectId: number | null, body: unknown) {
  const project = context.project(projectId, 'edit')
  const input = parse(tagInput, body)
  requireFreeTagName(project, input.name)
  const write = new Change(context)
  write.createEntity('tag', project.id, {
    project_id: project.id,
    ...input,
    position: positionBetween(project.tags, {}),
  })
  const { change, rows } = await write.commit(sql`SELECT max(id) AS id FROM tags`)
  const now = await reloadProject(context, project.id)
  return { tag: now.tags.find((one) => one.id === String(rows[0]![0]!.id)), change }
}

export async function updateTag(context: Context, sent: string, body: unknown) {
  const { project, thing: tag } = findPart(context, 'tags', idFrom(sent), 'manage')
  const { before, after, ...input } = parse(tagPatch, body)
  if (input.name !== undefined) requireFreeTagName(project, input.name, tag)
  const write = new Change(context)
  write.updateEntity('tag', project.id, tag.id, {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.color !== undefined && { color: input.color }),
    ...((before ?? after) !== undefined && { position: positionBetween(project.tags, { before, after }, tag.id) }),
  })
  const { change } = await write.commit()
  const now = await reloadProject(context, project.id)
  return { tag: now.tags.find((one) => one.id === String(tag.id)), change }
}

/** Its records lose it in the same change, so that counts are right and undo gives it back to them. */
export async function deleteTag(context: Context, sent: string) {
  const { project, thing: tag } = findPart(context, 'tags', idFrom(sent), 'manage')
  const [held] = await context.batch(sql`SELECT tag_id, record_id FROM record_tags WHERE tag_id = ${tag.id}`)
  const write = new Change(context)
  untag(write, project, tag.id, held!.results)
  write.updateEntity('tag', project.id, tag.id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

/** Takes a tag off every record that carries it. */
export function untag(write: Change, project: Project, tag: number, held: readonly Row[]): void {
  const rows = held.filter((row) => row.tag_id === tag).map((row) => [row.record_id, tag])
  if (rows.length > 0) write.updateRecords(project, [setMember('tags', false)], rows, 'untagged')
}

function requireFreeTagName(project: Project, wanted: string, but?: Tag): void {
  if (project.tags.some((tag) => tag !== but && fold(tag.name) === fold(wanted)))
    throw invalid('name', 'nameTaken', { name: wanted })
}
