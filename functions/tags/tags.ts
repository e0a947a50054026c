import { eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { tagInput, tagPatch } from '../../src/core/api/tag.ts'
import { freeColor, type Project, type Tag } from '../../src/core/model/index.ts'
import { Change } from '../changes/index.ts'
import { untagRecords } from '../changes/untag.ts'
import type { Context } from '../context/index.ts'
import { recordTags } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { newPosition, positionBetween, reloadProject, requireAvailableName } from '../projects/index.ts'

interface TagOf {
  project: Project
  tag: Tag
}

/** Creating a tag needs only the right to edit records, since people do it while tagging. */
export async function createTag(context: Context, project: Project, input: InferOutput<typeof tagInput>) {
  requireAvailableName(project.tags, input.name)
  const change = new Change(context)
  const position = positionBetween(project.tags, {})
  const created = change.createEntity('tag', project.id, {
    projectId: project.id,
    name: input.name,
    color: input.color ?? freeColor(project.tags),
    position,
  })
  await change.commit()
  return { tag: await reloadTag(context, project, created.result[0]!.id), change: change.id }
}

export async function updateTag(
  context: Context,
  { project, tag }: TagOf,
  { before, after, ...patch }: InferOutput<typeof tagPatch>,
) {
  if (patch.name !== undefined) requireAvailableName(project.tags, patch.name, tag)
  const change = new Change(context)
  const position = newPosition(project.tags, { before, after }, tag.id)
  change.updateEntity('tag', project.id, tag.id, { ...patch, position })
  await change.commit()
  return { tag: await reloadTag(context, project, tag.id), change: change.id }
}

/** Its records lose it in the same change, so that counts are right and undo gives it back to them. */
export async function deleteTag(context: Context, { project, tag }: TagOf) {
  const [tagged] = await context.batch(
    context.db
      .select(selectColumns({ id: recordTags.recordId }))
      .from(recordTags)
      .where(eq(recordTags.tagId, tag.id)),
  )
  const change = new Change(context)
  untagRecords(
    change,
    project,
    tag.id,
    tagged.map(({ id }) => id),
  )
  change.updateEntity('tag', project.id, tag.id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

const reloadTag = async (context: Context, project: Project, id: number) =>
  (await reloadProject(context, project.id)).tags.find((one) => one.id === String(id))
