import { and, eq, isNull } from 'drizzle-orm'
import type { InboundMapping } from '../../src/core/api/outside/inbound.ts'
import type { StoredIssue } from '../../src/core/automations/stored.ts'
import { type IssueCode, issue, notFound, type Problem } from '../../src/core/errors/index.ts'
import { idFrom, type Json, type Level } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { inbound, refusals } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import type { Env } from '../env.ts'
import type { HeldInbound } from './inbound.ts'

/** So many an address keeps: the last ones. */
const MOST = 20

/** Keeps what an address could not take in, for a person to look at. */
export async function keepRefusal(env: Env, address: number, input: string, problem: Problem, now: number) {
  await runBatch(openDatabase(env.DB), [
    sql`INSERT INTO refusals (inbound_id, at, input, reasons) VALUES (${address}, ${now}, ${input}, ${JSON.stringify(reasonsOf(problem))})`,
    sql`DELETE FROM refusals WHERE inbound_id = ${address} AND id <= (
      SELECT id FROM refusals WHERE inbound_id = ${address} ORDER BY id DESC LIMIT 1 OFFSET ${MOST})`,
    sql`UPDATE inbound SET used_at = ${now} WHERE id = ${address}`,
  ])
}

/** Without the names of records that something could have been: whoever sent it, or reads this, may not see them. */
export const reasonsOf = ({ issues }: Problem): StoredIssue[] =>
  issues.slice(0, MOST).map(({ message: _, candidates: __, ...rest }) => rest)

export async function readRefusals(context: Context, { id }: HeldInbound, paging: Paging) {
  const { after, by, rows, cut } = pageOf(orderOf('refusals', 'refusals.id', true), paging)
  const [found] = await context.batch(
    context.db
      .select(selectColumns({ id: refusals.id, at: refusals.at, input: refusals.input, reasons: refusals.reasons }))
      .from(refusals)
      .where(and(eq(refusals.inboundId, id), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, (row) => [row.id])
  return { refusals: page.map(refusalAnswer), next }
}

const refusalAnswer = ({
  id,
  at,
  input,
  reasons,
}: Pick<typeof refusals.$inferSelect, 'id' | 'at' | 'input' | 'reasons'>) => ({
  id: String(id),
  at: new Date(at).toISOString(),
  input: JSON.parse(input) as Record<string, Json>,
  errors: reasons.map(({ code, path, ...parts }) => issue(path, code as IssueCode, parts) as never),
})

export interface HeldRefusal {
  id: number
  address: number
  projectId: number
  person: number
  mapping: InboundMapping | null
  input: string
}

/** One of an address whose project the person may do `level` in. */
export const refusalParam = {
  noun: 'refusal',
  async find(context: Context, sent: string, level: Level): Promise<HeldRefusal> {
    const [[row]] = await context.batch(
      context.db
        .select(
          selectColumns({
            id: refusals.id,
            address: inbound.id,
            projectId: inbound.projectId,
            person: inbound.personId,
            mapping: inbound.mapping,
            input: refusals.input,
          }),
        )
        .from(refusals)
        .innerJoin(inbound, eq(inbound.id, refusals.inboundId))
        .where(and(eq(refusals.id, idFrom(sent) ?? 0), isNull(inbound.deletedAt))),
    )
    if (!row) throw notFound()
    context.project(row.projectId, level)
    return row
  },
} as const

/** Nobody has to look at it any more. */
export async function deleteRefusal(context: Context, { id }: HeldRefusal) {
  const change = new Transaction(context)
  change.add(context.db.delete(refusals).where(eq(refusals.id, id)))
  await change.commit()
  return {}
}
