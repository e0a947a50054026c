import { invalid, issue, Problem } from '../../src/core/errors/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { prepare } from '../db/batch.ts'

/** The answer given before under this key, or null. Still being made: 409, to be asked again. */
export async function replay(context: Context, path: string, key: string, body: string): Promise<Response | null> {
  const [result] = await context.batch(
    sql`SELECT body, status, answer FROM answers WHERE person_id = ${context.person.id} AND path = ${path} AND key = ${key}`,
  )
  const row = result?.results[0]
  if (!row) return null
  if (row.body !== body) throw invalid('', 'idempotency')
  if (row.status === null) throw new Problem(409, [issue('', 'conflict')])
  return new Response(row.answer as string, {
    status: row.status as number,
    headers: { 'content-type': 'application/json', 'idempotency-replayed': 'true' },
  })
}

/** Keeps the answer of a write that remembered its key in its own batch (Context.remember). */
export async function store(context: Context, path: string, key: string, response: Response): Promise<Response> {
  const answer = await response.clone().text()
  await prepare(
    context.env.DB,
    sql`UPDATE answers SET status = ${response.status}, answer = ${answer}
      WHERE person_id = ${context.person.id} AND path = ${path} AND key = ${key}`,
  ).run()
  return response
}
