import type { HistoryEvent } from '../../src/core/automations/history-event.ts'
import type { StoredIssue } from '../../src/core/automations/stored.ts'
import type { Catalog, Webhook } from '../../src/core/model/index.ts'
import { compileFilter, visibleRecords } from '../../src/core/query/index.sql.ts'
import type { Filter } from '../../src/core/query/index.ts'
import { join, type Sql, sql } from '../../src/core/sql/index.ts'
import { type Delivery, insertDeliveries } from '../deliveries/index.ts'
import type { Env } from '../env.ts'
import { eventsOf } from './event-of.ts'
import { isNoted, notePause } from './note-pause.ts'
import { ownerScope, pauseReason } from './pause-reason.ts'

/** So many are noted in a turn: each is three statements. What else stands still is noted at its next. */
const MOST_NOTED = 3

/**
 * Gathers, row by row, what webhooks are to be told. A delivery's key is made of the webhook and the row, so a row that is heard twice is
 * told once; it stands in the batch that remembers the row as heard, so none is lost. Whether a record is one that the webhook's owner
 * sees, and that its filter means, SQL says in that batch.
 */
export class WebhookEvents {
  readonly #catalog: Catalog
  readonly #now: number
  readonly #told = new Map<Webhook, Delivery[]>()
  readonly #paused = new Map<Webhook, StoredIssue>()

  constructor(catalog: Catalog, now: number) {
    this.#catalog = catalog
    this.#now = now
  }

  /** Whether anybody is told of what happens in that project. */
  listensTo(project: number): boolean {
    return this.#catalog.webhooks.some((webhook) => webhook.on && webhook.project === project)
  }

  hear(event: HistoryEvent): void {
    // The template's example records are nobody's news.
    if (event.fields.sample) return
    for (const webhook of this.#catalog.webhooks) {
      if (!webhook.on || webhook.project !== event.project || event.at < webhook.since || event.record === null)
        continue
      const scope = ownerScope(this.#catalog, webhook, this.#now)
      const reason = pauseReason(this.#catalog, webhook)
      if (reason || !scope) {
        if (reason) this.#paused.set(webhook, reason)
        continue
      }
      const type = eventsOf(event, scope.project).find((one) => webhook.events.includes(one))
      if (type) this.#tell(webhook, event, type)
    }
  }

  #tell(webhook: Webhook, { seq, at, record, thing, fields }: HistoryEvent, event: string): void {
    const deliveries = this.#told.get(webhook) ?? []
    this.#told.set(webhook, deliveries)
    const { id, url } = webhook
    const more =
      event === 'comment.created' ? { comment: thing } : event === 'form.submitted' ? { form: fields.form?.[1] } : {}
    deliveries.push({
      kind: 'webhook',
      key: `wh_${id}_${seq}`,
      event,
      url,
      webhookId: id,
      recordId: record,
      at,
      body: { make: 'webhook', seq, ...more },
    })
  }

  /** How many have something to be told: each is a statement. */
  get size(): number {
    return this.#told.size
  }

  /** The deliveries, for the batch that remembers their rows as heard: each answers the keys that it has written. */
  deliveries(env: Env): Sql<{ key: string }>[] {
    return [...this.#told].map(([webhook, deliveries]) => {
      const scope = ownerScope(this.#catalog, webhook, this.#now)!
      const filter = webhook.filter as unknown as Filter | null
      const conditions = [visibleRecords(scope.project, 'r'), filter && compileFilter(filter, scope)].filter(
        (one) => one !== null,
      )
      const where = conditions.length > 0 ? join(conditions, ' AND ') : null
      const about = { projectId: webhook.project }
      const insert = insertDeliveries(env, deliveries, this.#now, about, { orIgnore: true, where })
      return sql<{ key: string }>`${insert} RETURNING key`
    })
  }

  /** Whom it concerns is told of webhooks that stand still, once. */
  notices(): Sql[] {
    return [...this.#paused]
      .filter(([webhook, reason]) => !isNoted(webhook, reason))
      .slice(0, MOST_NOTED)
      .flatMap(([webhook, reason]) => notePause(this.#catalog, webhook, reason, this.#now))
  }
}
