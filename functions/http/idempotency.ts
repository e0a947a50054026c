import { and, eq } from 'drizzle-orm'
import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { sha256Hex } from '../crypto.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { answers } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { open, seal } from './sealed-answer.ts'

/** A request that its sender may repeat: the same key on the same path, by the same person, is the same request. */
export interface Repeatable {
  /** with its method: `PATCH /api/records/12` */
  path: string
  /** as it is kept: the key, or its hash where the answer is sealed with the key itself */
  storedKey: string
  /** the answer tells a secret (an API key, an invitation's link), of which the database keeps hashes only: it is sealed by this key */
  sealedWith: string | null
}

export async function repeatable(path: string, key: string, oneTimeSecret: boolean): Promise<Repeatable> {
  return oneTimeSecret
    ? { path, storedKey: `sealed ${await sha256Hex(`${path} ${key}`)}`, sealedWith: key }
    : { path, storedKey: key, sealedWith: null }
}

/** Stands in the write's own batch: of two that come at once, the second breaks on it and finds the first one's answer. */
export const idempotencyInsert = (
  { path, storedKey }: Repeatable,
  person: number,
  fingerprint: string,
  now: number,
): Sql =>
  sql`INSERT INTO answers (person_id, path, key, body, at) VALUES (${person}, ${path}, ${storedKey}, ${fingerprint}, ${now})`

/** The stored answer for this key; null if there is none. 409 while the first request is still running. */
export async function replay(context: Context, request: Repeatable, fingerprint: string): Promise<Response | null> {
  const [[row]] = await context.batch(
    context.db
      .select(selectColumns({ body: answers.body, status: answers.status, answer: answers.answer }))
      .from(answers)
      .where(isSame(context, request)),
  )
  if (!row) return null
  if (row.body !== fingerprint) throw invalid('', 'idempotency')
  if (row.status === null || row.answer === null) throw new Problem(409, [issue('', 'conflict')])
  const text = request.sealedWith === null ? row.answer : await open(row.answer, request.sealedWith)
  return new Response(text, {
    status: row.status,
    headers: { 'content-type': 'application/json', 'idempotency-replayed': 'true' },
  })
}

/** Keeps the answer of a write that stored its key in its own batch (Context.idempotencyInsert). */
export async function storeAnswer(context: Context, request: Repeatable, response: Response): Promise<Response> {
  const text = await response.clone().text()
  const answer = request.sealedWith === null ? text : await seal(text, request.sealedWith)
  const db = openDatabase(context.env.DB)
  await runBatch(db, [db.update(answers).set({ status: response.status, answer }).where(isSame(context, request))])
  return response
}

const isSame = ({ person }: Context, { path, storedKey }: Repeatable) =>
  and(eq(answers.personId, person.id), eq(answers.path, path), eq(answers.key, storedKey))
