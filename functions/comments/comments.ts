import { and, eq, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { CommentAnswer } from '../../src/core/api/answers.ts'
import type { commentQuery } from '../../src/core/api/comment.ts'
import { forbidden, invalid, notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Level, type Project, projectOf } from '../../src/core/model/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { asDrizzle } from '../db/as-drizzle.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { orderOf, pageOf } from '../db/page.ts'
import { r, requireLive, selectIfVisible, visibleAnywhere } from '../db/record-visibility.ts'
import { comments, people } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'

interface OwnComment {
  id: number
  project: Project
}

/** One's own comment; who manages the project may take away anyone's. */
export const ownComment = {
  noun: 'comment',
  async find(context: Context, sent: string, level: Level): Promise<OwnComment> {
    const id = idFrom(sent)
    if (id === null) throw notFound()
    const [[row]] = await context.batch(
      context.db
        .select(selectColumns({ recordId: comments.recordId, personId: comments.personId }))
        .from(comments)
        .innerJoin(r, eq(r.id, comments.recordId))
        .where(and(eq(comments.id, id), isNull(comments.deletedAt), asDrizzle(visibleAnywhere(context.catalog)))),
    )
    if (!row) throw notFound()
    const project = context.project(projectOf(row.recordId), level)
    if (row.personId !== context.person.id && context.access.level(project) !== 'manage') throw forbidden()
    return { id, project }
  },
} as const

export async function readComments(
  context: Context,
  record: { id: number; project: Project },
  { order, ...paging }: InferOutput<typeof commentQuery>,
) {
  const newest = order === 'newest'
  const { after, by, rows, cut } = pageOf(orderOf(`comments ${order}`, 'comments.id', newest), paging)
  const [visible, found] = await context.batch(
    selectIfVisible(record.id, record.project),
    selectComments(context)
      .where(and(eq(comments.recordId, record.id), isNull(comments.deletedAt), after))
      .orderBy(by)
      .limit(rows),
  )
  if (visible.length === 0) throw notFound()
  const { page, next } = cut(found, ({ id }) => [id])
  return { comments: page.map(commentAnswer), next }
}

export async function createComment(context: Context, { id, project }: { id: number; project: Project }, body: string) {
  if (!project.parts.comments) throw invalid('', 'partOff', { name: 'comments' })
  const change = new Change(context)
  change.require(requireLive(id, project))
  const created = change.createEntity('comment', project.id, {
    recordId: id,
    body,
    personId: context.person.id,
    at: context.now,
  })
  await mapGuardErrors({ gone: notFound }, () => change.commit())
  const [comment] = created.result
  return { comment: commentAnswer({ ...comment!, author: context.person.name }), change: change.id }
}

export async function updateComment(context: Context, { id, project }: OwnComment, body: string) {
  const change = new Change(context)
  change.updateEntity('comment', project.id, id, { body, editedAt: context.now })
  const [[comment]] = await change.commit(selectComments(context).where(eq(comments.id, id)))
  return { comment: commentAnswer(comment!), change: change.id }
}

export async function deleteComment(context: Context, { id, project }: OwnComment) {
  const change = new Change(context)
  change.updateEntity('comment', project.id, id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

const selectComments = ({ db }: Context) =>
  db
    .select(
      selectColumns({
        id: comments.id,
        body: comments.body,
        at: comments.at,
        editedAt: comments.editedAt,
        personId: comments.personId,
        author: people.name,
      }),
    )
    .from(comments)
    .leftJoin(people, eq(people.id, comments.personId))

interface CommentRow {
  id: number
  body: string
  at: number
  editedAt: number | null
  personId: number | null
  author: string | null
}

const commentAnswer = ({ id, body, at, editedAt, personId, author }: CommentRow): CommentAnswer => ({
  id: String(id),
  body,
  by: personId === null ? null : { id: String(personId), name: author ?? '' },
  at: new Date(at).toISOString(),
  editedAt: editedAt === null ? null : new Date(editedAt).toISOString(),
})
