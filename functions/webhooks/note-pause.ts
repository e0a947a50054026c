import type { StoredIssue } from '../../src/core/automations/stored.ts'
import { type Catalog, isSameJson, type Webhook } from '../../src/core/model/index.ts'
import { accessOf, may } from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { notificationStatements } from '../notifications/index.ts'

/** Whether that was told already. */
export const isNoted = ({ paused }: Webhook, reason: StoredIssue): boolean => isSameJson(paused, reason)

/** Tells whom it concerns that a webhook stands still. */
export function notePause(catalog: Catalog, webhook: Webhook, reason: StoredIssue, now: number): Sql[] {
  const reasonJson = JSON.stringify(reason)
  return [
    sql`UPDATE webhooks SET paused = ${reasonJson} WHERE id = ${webhook.id}`,
    bumpCatalogVersion,
    ...webhookNotice(catalog, webhook, { key: `webhookPaused:${webhook.id}:${reasonJson}`, error: reason, at: now }),
  ]
}

interface Notice {
  /** made of the cause */
  key: string
  error: StoredIssue
  at: number
}

/** Of something that is wrong with a webhook, to its owner; to all who may manage the project's webhooks, where the owner can't mend it any more. */
export function webhookNotice(
  catalog: Catalog,
  { owner, project, url }: Pick<Webhook, 'owner' | 'project' | 'url'>,
  { key, error, at }: Notice,
): Sql<{ person: number }>[] {
  const managers = catalog.people
    .filter((person) => !person.deactivated && may(accessOf(catalog, person), { id: project }, 'manage'))
    .map(({ id }) => id)
  const recipients = managers.includes(owner) ? [owner] : [owner, ...managers]
  return notificationStatements(
    recipients.map((person) => ({
      person,
      key: key.slice(0, 200),
      kind: 'failure',
      at,
      project,
      record: null,
      byPerson: null,
      byAutomation: null,
      // A whole URL often is a secret.
      text: { parts: null, about: { error, webhook: new URL(url).host } },
    })),
    catalog,
  )
}
