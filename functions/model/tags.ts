import * as v from 'valibot'
import { refuse } from '../../src/core/errors/index.ts'
import { COLORS, idFrom, type Project, type Tag } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import type { Context } from '../context.ts'
import { member } from './columns.ts'
import type { Row } from './database.ts'
import { parse } from './parse.ts'
import { between, owning } from './places.ts'
import { projectNow } from './projects.ts'
import { Write } from './write.ts'

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))
export const createSchema = v.strictObject({ name, color: v.optional(v.picklist(COLORS), 'grey') })
export const patchSchema = v.partial(
  v.strictObject({ name, color: v.picklist(COLORS), before: v.string(), after: v.string() }),
)

/** Anyone who may edit records may make a tag: it is done while tagging. */
export async function createTag(context: Context, projectId: number | null, body: unknown) {
  const project = context.project(projectId, 'edit')
  const input = parse(createSchema, body)
  free(project, input.name)
  const write = new Write(context)
  write.createThing('tag', project.id, { project_id: project.id, ...input, position: between(project.tags, {}) })
  const { change, rows } = await write.commit(sql`SELECT max(id) AS id FROM tags`)
  const now = await projectNow(context, project.id)
  return { tag: now.tags.find((one) => one.id === String(rows[0]![0]!.id)), change }
}

export async function updateTag(context: Context, sent: string, body: unknown) {
  const { project, thing: tag } = owning(context, 'tags', idFrom(sent), 'manage')
  const { before, after, ...input } = parse(patchSchema, body)
  if (input.name !== undefined) free(project, input.name, tag)
  const write = new Write(context)
  write.updateThing('tag', project.id, tag.id, {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.color !== undefined && { color: input.color }),
    ...((before ?? after) !== undefined && { position: between(project.tags, { before, after }, tag.id) }),
  })
  const { change } = await write.commit()
  const now = await projectNow(context, project.id)
  return { tag: now.tags.find((one) => one.id === String(tag.id)), change }
}

/** Its records lose it in the same change, so that counts are right and undo gives it back to them. */
export async function deleteTag(context: Context, sent: string) {
  const { project, thing: tag } = owning(context, 'tags', idFrom(sent), 'manage')
  const [held] = await context.ask(sql`SELECT tag_id, record_id FROM record_tags WHERE tag_id = ${tag.id}`)
  const write = new Write(context)
  untag(write, project, tag.id, held!.results)
  write.updateThing('tag', project.id, tag.id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

/** Takes a tag off every record that carries it. */
export function untag(write: Write, project: Project, tag: number, held: readonly Row[]): void {
  const rows = held.filter((row) => row.tag_id === tag).map((row) => [row.record_id, tag])
  if (rows.length > 0) write.update(project, [member('tags', false)], rows, 'untagged')
}

function free(project: Project, wanted: string, but?: Tag): void {
  if (project.tags.some((tag) => tag !== but && fold(tag.name) === fold(wanted)))
    throw refuse('name', 'nameTaken', { name: wanted })
}
