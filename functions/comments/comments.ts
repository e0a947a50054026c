import { and, eq, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { CommentAnswer } from '../../src/core/api/answers.ts'
import type { commentQuery } from '../../src/core/api/comment.ts'
import { forbidden, invalid, notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Level, type Project, projectOf } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
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

/** One's own comment; who manages the project may take away anyone's, and those that automations wrote. */
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
  const { name: author } = context.person
  return { comment: commentAnswer({ ...comment!, author, automation: null }), change: change.id }
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

/** Of a comment that an automation wrote: JSON of its id and name. History knows. */
const AUTOMATION = asDrizzle<string | null>(
  sql`(SELECT json_array(CAST(a.id AS TEXT), a.name) FROM history h JOIN changes c ON c.id = h.change_id JOIN automations a ON a.id = c.via_id
    WHERE h.kind = 'comment' AND h.thing_id = comments.id AND h.what = 'created' AND c.via = 'automation')`,
)

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
        automation: AUTOMATION,
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
  automation: string | null
}

function commentAnswer({ id, body, at, editedAt, personId, author, automation }: CommentRow): CommentAnswer {
  const by = automation === null && personId !== null ? { id: String(personId), name: author ?? '' } : null
  return {
    id: String(id),
    body,
    by,
    ...(automation !== null && { automation: automationNamed(automation) }),
    at: new Date(at).toISOString(),
    editedAt: editedAt === null ? null : new Date(editedAt).toISOString(),
  }
}

function automationNamed(json: string): { id: string; name: string } {
  const [id, name] = JSON.parse(json) as [string, string]
  return { id, name }
}
