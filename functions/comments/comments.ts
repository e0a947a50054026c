import * as v from 'valibot'
import { forbidden, invalid, notFound } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { type CommentAnswer, idFrom, projectOf } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import type { Context } from '../context.ts'
import type { Row } from '../db/batch.ts'
import { mapGuardErrors } from '../db/batch.ts'
import { requireLive, selectIfVisible, visibleAnywhere } from '../db/record-visibility.ts'
import { locate } from '../records/read.ts'

export const commentInput = v.strictObject({ body: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(20_000)) })

const columns = sql`c.id, c.body, c.at, c.edited_at, c.person_id, c.record_id, p.name`
const from = sql`FROM comments c LEFT JOIN people p ON p.id = c.person_id`

export async function readComments(context: Context, sent: unknown): Promise<CommentAnswer[]> {
  const { id, project } = locate(context, sent, 'view')
  const [there, result] = await context.batch(
    selectIfVisible(id, project),
    sql`SELECT ${columns} ${from} WHERE c.record_id = ${id} AND c.deleted_at IS NULL ORDER BY c.id`,
  )
  if (there!.results.length === 0) throw notFound()
  return result!.results.map(commentFrom)
}

export async function createComment(context: Context, sent: unknown, body: unknown) {
  const { id, project } = locate(context, sent, 'comment')
  if (!project.parts.comments) throw invalid('', 'partOff', { name: 'comments' })
  const { body: text } = parse(commentInput, body)
  const write = new Change(context)
  write.add(requireLive(id, project))
  write.createEntity('comment', project.id, {
    record_id: id,
    body: text,
    person_id: context.person.id,
    at: context.now,
  })
  const { change, rows } = await mapGuardErrors({ gone: [404, () => notFound().issues[0]!] }, () =>
    write.commit(sql`SELECT ${columns} ${from} WHERE c.id = (SELECT max(id) FROM comments)`),
  )
  return { comment: commentFrom(rows[0]![0]!), change }
}

export async function updateComment(context: Context, sent: unknown, body: unknown) {
  const { body: text } = parse(commentInput, body)
  const { id, project } = await findOwnComment(context, sent)
  const write = new Change(context)
  write.updateEntity('comment', project, id, { body: text, edited_at: context.now })
  const { change, rows } = await write.commit(sql`SELECT ${columns} ${from} WHERE c.id = ${id}`)
  return { comment: commentFrom(rows[0]![0]!), change }
}

export async function deleteComment(context: Context, sent: unknown) {
  const { id, project } = await findOwnComment(context, sent)
  const write = new Change(context)
  write.updateEntity('comment', project, id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

/** One's own comment; who manages the project may take away anyone's. */
async function findOwnComment(context: Context, sent: unknown): Promise<{ id: number; project: number }> {
  const id = idFrom(sent)
  const [result] = await context.batch(
    sql`SELECT c.record_id, c.person_id FROM comments c JOIN records r ON r.id = c.record_id
      WHERE c.id = ${id} AND c.deleted_at IS NULL AND ${visibleAnywhere(context.catalog)}`,
  )
  const row = result!.results[0]
  if (id === null || !row) throw notFound()
  const project = context.project(projectOf(Number(row.record_id)), 'comment')
  if (row.person_id !== context.person.id && context.access.level(project) !== 'manage') throw forbidden()
  return { id, project: project.id }
}

const iso = (at: unknown) => (at === null ? null : new Date(Number(at)).toISOString())

const commentFrom = (row: Row): CommentAnswer => ({
  id: String(row.id),
  body: String(row.body),
  by: row.person_id === null ? null : { id: String(row.person_id), name: String(row.name ?? '') },
  at: iso(row.at)!,
  editedAt: iso(row.edited_at),
})
