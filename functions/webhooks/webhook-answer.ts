import type { WebhookAnswer, WebhookEvent } from '../../src/core/api/outside/webhook.ts'
import type { StoredIssue } from '../../src/core/automations/stored.ts'
import { type IssueCode, issue, Problem } from '../../src/core/errors/index.ts'
import type { Webhook } from '../../src/core/model/index.ts'
import { seesAsMuch } from '../../src/core/permissions/index.ts'
import { compileFilter } from '../../src/core/query/index.sql.ts'
import type { Filter } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { pauseReason } from './pause-reason.ts'
import { BOTH_SECRETS } from './target.ts'

interface State {
  id: number
  stopped: string | null
  failing_since: number | null
  rotated_at: number | null
  last: number | null
}

/** Webhooks as who manages their project reads them; in one statement more than the catalog. */
export async function webhookAnswers(context: Context, webhooks: readonly Webhook[]): Promise<WebhookAnswer[]> {
  const [states] = await context.batch(
    sql<State>`SELECT w.id, w.stopped, w.failing_since, w.rotated_at,
        (SELECT d.at FROM deliveries d WHERE d.webhook_id = w.id ORDER BY d.id DESC LIMIT 1) AS last
      FROM json_each(${JSON.stringify(webhooks.map(({ id }) => id))}) j CROSS JOIN webhooks w ON w.id = j.value`,
  )
  const known = new Map(states.map((one) => [one.id, one]))
  return webhooks.map((one) => answerOf(context, one, known.get(one.id)))
}

function answerOf(context: Context, webhook: Webhook, state: State | undefined): WebhookAnswer {
  const { unfilteredCatalog: catalog, access, now } = context
  const { id, project, url, events, on, owner } = webhook
  const person = catalog.people.find((one) => one.id === owner)
  const stopped = state?.stopped ? (JSON.parse(state.stopped) as StoredIssue) : null
  const reason = on ? pauseReason(catalog, webhook) : null
  const both = state?.rotated_at == null ? 0 : state.rotated_at + BOTH_SECRETS
  const instant = (time: number | null | undefined) => (time == null ? null : new Date(time).toISOString())
  return {
    id: String(id),
    project: String(project),
    url,
    events: events as WebhookEvent[],
    ...filterAnswer(context, webhook),
    on,
    owner: person ? { id: String(owner), name: person.name } : null,
    paused: reason && reasonAnswer(reason),
    stopped: stopped && !on ? reasonAnswer(stopped) : null,
    failingSince: instant(state?.failing_since),
    earlierSecretUntil: both > now ? instant(both) : null,
    lastAt: instant(state?.last),
    mayRead: seesAsMuch(access, catalog, person),
  }
}

function reasonAnswer({ code, ...parts }: StoredIssue) {
  const { path: _, ...reason } = issue('', code as IssueCode, parts)
  return reason as { code: string; message: string }
}

/** None where it names what the reader can't: a filter that is shown would tell of it. */
function filterAnswer(context: Context, { project: id, filter }: Webhook): Pick<WebhookAnswer, 'filter'> {
  if (filter === null) return { filter: null }
  try {
    compileFilter(filter as unknown as Filter, context.scope(context.project(id, 'manage')))
    return { filter }
  } catch (problem) {
    if (problem instanceof Problem) return {}
    throw problem
  }
}
