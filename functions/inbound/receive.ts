import { and, eq, isNull } from 'drizzle-orm'
import type { InboundMapping } from '../../src/core/api/outside/inbound.ts'
import { issue, notFound, Problem } from '../../src/core/errors/index.ts'
import type { Json } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change, inboundHistory } from '../changes/index.ts'
import { type Context, ringAutomations, runInternally } from '../context/index.ts'
import { sha256Hex } from '../crypto.ts'
import { guard, mapGuardErrors, runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { inbound, refusals } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import type { Env } from '../env.ts'
import { keepRefusal } from './refusals.ts'
import { asSent, takeIn } from './take-in.ts'

interface Received {
  token: string
  /** what the sender calls this message: the same one is taken in once in 24 hours */
  key: string | undefined
  /** reads what was sent, or refuses it: asked only where there is such an address */
  body: () => unknown
}

interface ReceivedRecord {
  id: string
  created: boolean
}

/**
 * Takes in what others send to one of a project's addresses: a row of history that automations are set off by, and by its
 * mapping a record. 404 where there is no
 * such address, or who made it may no longer manage the project.
 */
export async function receive(
  env: Env,
  { token, key, body }: Received,
  now: number,
  waitUntil: Context['waitUntil'],
): Promise<ReceivedRecord | null> {
  const db = openDatabase(env.DB)
  const [[address]] = await runBatch(db, [
    db
      .select(
        selectColumns({
          id: inbound.id,
          project: inbound.projectId,
          person: inbound.personId,
          mapping: inbound.mapping,
        }),
      )
      .from(inbound)
      .where(and(eq(inbound.token, await sha256Hex(token)), isNull(inbound.deletedAt))),
  ])
  if (!address) throw notFound()
  const repeated = key === undefined ? null : await sha256Hex(key)
  return runInternally({ env, person: address.person, now, waitUntil }, async (context) => {
    await requireManager(context, address.project)
    return receiveFor(context, address, { input: body() as Json, repeated })
  }).catch((error: unknown) => {
    // It was taken in before.
    if (/UNIQUE constraint failed: answers/.test(String(error))) return null
    // Whose it was has left, or may no longer do this: then there is no such address.
    if (error instanceof Problem && [401, 403].includes(error.status)) throw notFound()
    throw error
  })
}

/** An address as what comes in there is taken in. */
export interface Address {
  id: number
  project: number
  person: number
  mapping: InboundMapping | null
}

interface Message {
  input: Json
  /** hash of what the sender calls it; null where it has no name */
  repeated: string | null
  /** the refusal that it is kept as already: it goes in the same change */
  refusal?: number
}

/** The record that was made or updated; null where there is no mapping. What can't be taken in is kept, and told as a 422. */
export async function receiveFor(
  context: Context,
  { id, project, mapping, person }: Address,
  { input, repeated, refusal }: Message,
): Promise<ReceivedRecord | null> {
  const { env, db, now } = context
  const json = JSON.stringify(input)
  const change = new Change(context, { via: 'webhook', viaId: id })
  change.require(guard(sql`EXISTS (SELECT 1 FROM inbound WHERE id = ${id} AND deleted_at IS NULL)`, 'gone'))
  if (refusal !== undefined) {
    change.require(guard(sql`EXISTS (SELECT 1 FROM refusals WHERE id = ${refusal})`, 'gone'))
    change.add(db.delete(refusals).where(eq(refusals.id, refusal)))
  }
  const write = async () => {
    const taken = mapping && (await takeIn(context, change, context.project(project, 'manage'), mapping, input))
    if (repeated !== null)
      change.add(
        sql`INSERT INTO answers (person_id, path, key, body, at) VALUES (${person}, ${`inbound ${id}`}, ${repeated}, '', ${now})`,
      )
    change.add(
      inboundHistory(change.idSql, project, id, json),
      db.update(inbound).set({ usedAt: now }).where(eq(inbound.id, id)),
    )
    change.afterCommit(() => ringAutomations(env))
    const [[row]] = await mapGuardErrors({ gone: notFound, ...taken?.guardProblems }, () =>
      change.commit(sql<{ id: number | null }>`SELECT ${taken?.id ?? null} AS id`),
    )
    return taken && { id: String(row!.id), created: taken.created }
  }
  if (!mapping) return write()
  try {
    return await asSent(mapping, write)
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 422) throw problem
    if (refusal === undefined) await keepRefusal(env, id, json, problem, now)
    throw new Problem(
      422,
      problem.issues.map(({ path, code, message, name }) => ({
        path,
        code,
        message,
        ...(name !== undefined && { name }),
      })),
    )
  }
}

/** What memory alone says is proven against the database before it is told. */
async function requireManager(context: Context, project: number): Promise<void> {
  try {
    context.project(project, 'manage')
  } catch (problem) {
    await context.batch()
    throw problem
  }
}

/** 429 where too much comes to one address, or from one client. */
export async function requirePace({ INBOUND_LIMIT }: Env, token: string, network: string): Promise<void> {
  if (!INBOUND_LIMIT) return
  const keys = [await sha256Hex(token), ...(network === '' ? [] : [network])]
  const answers = await Promise.all(keys.map((key) => INBOUND_LIMIT.limit({ key })))
  if (answers.some(({ success }) => !success))
    throw new Problem(429, [issue('', 'tooManyAttempts', { seconds: 60, minutes: 1 })])
}
