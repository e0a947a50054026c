import { and, sql as drizzleSql, eq, isNull } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { InboundAnswer, InboundMapping, inboundInput, inboundPatch } from '../../src/core/api/outside/inbound.ts'
import { notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Level, type Project } from '../../src/core/model/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { newSecret, sha256Hex } from '../crypto.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { inbound, people } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { selectWorkspaceAddress } from '../workspace/index.ts'
import { storedMapping } from './mapping.ts'

const REFUSED = drizzleSql<number>`(SELECT count(*) FROM refusals f WHERE f.inbound_id = "inbound"."id")`

const selectInbound = ({ db }: Context) =>
  db
    .select(
      selectColumns({
        id: inbound.id,
        name: inbound.name,
        personId: inbound.personId,
        person: people.name,
        at: inbound.at,
        usedAt: inbound.usedAt,
        mapping: inbound.mapping,
        refused: REFUSED,
      }),
    )
    .from(inbound)
    .leftJoin(people, eq(people.id, inbound.personId))

/** The addresses at which a project takes in data, without their tokens. */
export async function readInbound(context: Context, project: Project, paging: Paging) {
  const { after, by, rows, cut } = pageOf(orderOf('inbound', 'inbound.id', true), paging)
  const [found] = await context.batch(
    selectInbound(context)
      .where(and(eq(inbound.projectId, project.id), isNull(inbound.deletedAt), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  return { inbound: page.map(inboundAnswer), next }
}

/** Makes one. What comes in there is taken in with the rights that its maker has at that moment. */
export async function createInbound(
  context: Context,
  project: Project,
  { name, mapping: sent, key }: InferOutput<typeof inboundInput>,
) {
  const mapping = storedMapping(context, project, sent, key)
  const token = newSecret()
  const { db, now, person } = context
  const change = new Transaction(context)
  const created = change.run(
    db
      .insert(inbound)
      .values({ projectId: project.id, name, token: await sha256Hex(token), personId: person.id, at: now, mapping })
      .returning(),
  )
  change.audit({ kind: 'inboundMade', subject: ['project', project.id], detail: { name } })
  const [[workspace]] = await change.commit(selectWorkspaceAddress(db))
  const answer = inboundAnswer({ ...created.result[0]!, person: person.name, refused: 0 })
  return { inbound: { ...answer, token, url: `${workspace!.address}/api/in/${token}` } }
}

/** One of a project that the person may do `level` in. */
export const inboundParam = {
  noun: 'inbound',
  async find(context: Context, sent: string, level: Level): Promise<HeldInbound> {
    const [[row]] = await context.batch(
      context.db
        .select(
          selectColumns({
            id: inbound.id,
            name: inbound.name,
            projectId: inbound.projectId,
            mapping: inbound.mapping,
          }),
        )
        .from(inbound)
        .where(and(eq(inbound.id, idFrom(sent) ?? 0), isNull(inbound.deletedAt))),
    )
    if (!row) throw notFound()
    context.project(row.projectId, level)
    return row
  },
} as const

export interface HeldInbound {
  id: number
  name: string
  projectId: number
  mapping: InboundMapping | null
}

/** What comes in from then on is made of it. Who changes that says with their own rights what becomes of it. */
export async function updateInbound(
  context: Context,
  { id, projectId, name: before, mapping: old }: HeldInbound,
  { name, mapping: sent, key }: InferOutput<typeof inboundPatch>,
) {
  const { db, person } = context
  const isMapped = sent !== undefined || key !== undefined
  const entries = sent === undefined ? (old?.entries ?? null) : sent
  const by = key === undefined ? (old?.key ?? null) : key
  const mapping = isMapped ? storedMapping(context, context.project(projectId, 'manage'), entries, by) : old
  const change = new Transaction(context)
  change.add(
    db
      .update(inbound)
      .set({ ...(name !== undefined && { name }), ...(isMapped && { mapping, personId: person.id }) })
      .where(eq(inbound.id, id)),
  )
  change.audit({ kind: 'inboundChanged', subject: ['project', projectId], detail: { name: name ?? before } })
  const [[row]] = await change.commit(selectInbound(context).where(eq(inbound.id, id)))
  return { inbound: inboundAnswer(row!) }
}

/** It answers 404 from its next request on. */
export async function deleteInbound(context: Context, { id, name, projectId }: HeldInbound) {
  const { db, now } = context
  const change = new Transaction(context)
  change.add(db.update(inbound).set({ deletedAt: now }).where(eq(inbound.id, id)))
  change.audit({ kind: 'inboundRevoked', subject: ['project', projectId], detail: { name } })
  await change.commit()
  return {}
}

interface InboundRow {
  id: number
  name: string
  personId: number
  person: string | null
  at: number
  usedAt: number | null
  mapping: InboundMapping | null
  refused: number
}

const inboundAnswer = ({ id, name, personId, person, at, usedAt, mapping, refused }: InboundRow): InboundAnswer => ({
  id: String(id),
  name,
  by: { id: String(personId), name: person ?? '' },
  at: new Date(at).toISOString(),
  usedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
  mapping: mapping?.entries ?? null,
  key: mapping?.key ?? null,
  refused,
})
