import { and, sql as drizzleSql, eq, isNotNull } from 'drizzle-orm'
import type { WebhookInput, WebhookPatch } from '../../src/core/api/outside/webhook.ts'
import { atPath, invalid, issue, notFound, Problem } from '../../src/core/errors/index.ts'
import { idFrom, type Level, type Project, type Webhook } from '../../src/core/model/index.ts'
import { seesAsMuch } from '../../src/core/permissions/index.ts'
import { compileFilter } from '../../src/core/query/index.sql.ts'
import { type Filter, filterById } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Transaction } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { newSecret } from '../crypto.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { deliveries, webhooks } from '../db/schema/index.ts'
import { requireOutsideUrl, webhookSecret } from '../deliveries/index.ts'
import { stopWaiting } from './switch-off.ts'
import { webhookAnswers } from './webhook-answer.ts'

const MOST = 100

export interface WebhookOf {
  webhook: Webhook
  project: Project
}

export const webhookParam = {
  noun: 'webhook',
  find(context: Context, sent: string, level: Level): WebhookOf {
    const id = idFrom(sent)
    const webhook = context.unfilteredCatalog.webhooks.find((one) => one.id === id)
    if (!webhook) throw notFound()
    return { webhook, project: context.project(webhook.project, level) }
  },
} as const

export async function readWebhooks(context: Context, project: Project, paging: Paging) {
  const projectWebhooks = context.unfilteredCatalog.webhooks.filter((one) => one.project === project.id)
  const { page, next } = pageOfList('webhooks', projectWebhooks, paging, ({ id }) => [id])
  return { webhooks: await webhookAnswers(context, page), next }
}

export async function readWebhook(context: Context, { webhook }: WebhookOf) {
  const [answer] = await webhookAnswers(context, [webhook])
  return { webhook: answer! }
}

export async function createWebhook(context: Context, project: Project, input: WebhookInput) {
  const { url, events, filter, on, owner } = input
  const { env, db, now, person, unfilteredCatalog } = context
  if (unfilteredCatalog.webhooks.filter((one) => one.project === project.id).length >= MOST)
    throw invalid('', 'tooManyWebhooks', { max: MOST })
  requireOutsideUrl(env, url, 'url')
  const stored = checkedFilter(context, project, filter)
  const salt = newSecret()
  const change = new Transaction(context)
  const created = change.run(
    db
      .insert(webhooks)
      .values({
        projectId: project.id,
        url,
        events,
        filter: stored,
        isOn: on,
        ownerId: owner === undefined ? person.id : newOwner(context, owner),
        salt,
        since: now,
        at: now,
      })
      .returning({ id: webhooks.id }),
  )
  change.bumpCatalogVersion()
  change.audit({ kind: 'webhookMade', subject: ['project', project.id], detail: { to: hostOf(url) } })
  await change.commit(...dryRun(context, project, stored))
  const { webhook } = await answer(context, created.result[0]!.id)
  return { webhook: { ...webhook, secret: await webhookSecret(env, salt) } }
}

export async function updateWebhook(context: Context, { webhook, project }: WebhookOf, patch: WebhookPatch) {
  const { url, events, filter, on, owner } = patch
  const { env, db, now, person } = context
  if (url !== undefined) requireOutsideUrl(env, url, 'url')
  const stored = filter === undefined ? undefined : checkedFilter(context, project, filter)
  const tellsOtherwise = url !== undefined || events !== undefined || filter !== undefined
  const change = new Transaction(context)
  const set = {
    ...(url !== undefined && { url }),
    ...(events !== undefined && { events }),
    ...(stored !== undefined && { filter: stored }),
    ...(on !== undefined && { isOn: on }),
    // What happened while it was off, or told something else, is not made up for.
    ...(on === true && !webhook.on && { since: now, stopped: null, failingSince: null }),
    // Who sees less than its owner doesn't say where what the owner sees is sent to.
    ...(owner !== undefined
      ? { ownerId: newOwner(context, owner) }
      : tellsOtherwise && !mayActFor(context, webhook.owner) && { ownerId: person.id }),
    paused: null,
  }
  change.add(db.update(webhooks).set(set).where(eq(webhooks.id, webhook.id)))
  if (url !== undefined && url !== webhook.url)
    change.add(
      db
        .update(deliveries)
        .set({ recipient: url })
        .where(and(eq(deliveries.webhookId, webhook.id), isNotNull(deliveries.nextAt))),
    )
  if (on === false && webhook.on) change.add(stopWaiting(webhook.id))
  change.bumpCatalogVersion()
  change.audit({
    kind: 'webhookChanged',
    subject: ['project', project.id],
    detail: { to: hostOf(url ?? webhook.url), ...(url !== undefined && { before: hostOf(webhook.url) }) },
  })
  await change.commit(...dryRun(context, project, stored ?? null))
  return answer(context, webhook.id)
}

/** A new secret; for a day messages are signed with the one before, too, so that none is refused until it has been put in its place. */
export async function rotateSecret(context: Context, { webhook, project }: WebhookOf) {
  requireOwnerRights(context, webhook)
  const { env, db, now } = context
  const salt = newSecret()
  const change = new Transaction(context)
  change.add(
    db
      .update(webhooks)
      .set({ earlierSalt: drizzleSql`${webhooks.salt}`, salt, rotatedAt: now })
      .where(eq(webhooks.id, webhook.id)),
  )
  change.audit({ kind: 'webhookSecretChanged', subject: ['project', project.id], detail: { to: hostOf(webhook.url) } })
  await change.commit()
  const [answered] = await webhookAnswers(context, [webhook])
  return { webhook: { ...answered!, secret: await webhookSecret(env, salt) } }
}

export async function deleteWebhook(context: Context, { webhook, project }: WebhookOf) {
  const { db, now } = context
  const change = new Transaction(context)
  change.add(db.update(webhooks).set({ deletedAt: now }).where(eq(webhooks.id, webhook.id)), stopWaiting(webhook.id))
  change.bumpCatalogVersion()
  change.audit({ kind: 'webhookDeleted', subject: ['project', project.id], detail: { to: hostOf(webhook.url) } })
  await change.commit()
  return {}
}

/** 403 for who doesn't see all that its owner sees: what it tells isn't theirs to know, or to have told. */
export function requireOwnerRights(context: Context, { owner }: Webhook): void {
  if (!mayActFor(context, owner)) throw new Problem(403, [issue('', 'beyondOwn')])
}

function mayActFor({ unfilteredCatalog: catalog, access }: Context, id: number): boolean {
  return seesAsMuch(
    access,
    catalog,
    catalog.people.find((one) => one.id === id),
  )
}

/** Nobody has told more than they may see themselves. */
function newOwner(context: Context, sent: string): number {
  const owner = context.unfilteredCatalog.people.find(({ id, deactivated }) => String(id) === sent && !deactivated)
  if (!owner) throw invalid('owner', 'unknownPerson', { value: sent })
  if (!mayActFor(context, owner.id)) throw new Problem(403, [issue('owner', 'beyondOwn')])
  return owner.id
}

/** By ids; 422 for what it can't name. */
function checkedFilter(context: Context, project: Project, filter: Filter | null): Filter | null {
  if (filter === null) return null
  const scope = context.scope(project)
  const stored = filterById(filter, scope)
  atPath('filter', () => compileFilter(stored, scope))
  return stored
}

/** Asks it of no record: whether it is too much for D1 is known only by asking. */
const dryRun = (context: Context, project: Project, filter: Filter | null) =>
  filter ? [sql`SELECT 1 FROM records r WHERE false AND ${compileFilter(filter, context.scope(project))}`] : []

/** A whole URL often is a secret. */
const hostOf = (url: string): string => new URL(url).host

async function answer(context: Context, id: number) {
  const reloaded = await context.reload()
  return readWebhook(reloaded, webhookParam.find(reloaded, String(id), 'manage'))
}
