import type { Effect } from '../../../../src/core/automations/plan.ts'
import { invalid } from '../../../../src/core/errors/index.ts'
import { type Sql, sql } from '../../../../src/core/sql/index.ts'
import { dayOf, startOfDay } from '../../../../src/core/time/zone.ts'
import type { Context } from '../../../context/index.ts'
import { type Delivery, insertDeliveries } from '../../../deliveries/index.ts'
import { composeText } from '../../../mail/index.ts'
import type { Firing } from '../firing.ts'

/** Mails to customers that a workspace sends a day: more would be a newsletter, and no provider's idea of one. */
const MOST_MAILS = 500

type Email = Extract<Effect, { do: 'email' }>
const isEmail = (effect: Effect): effect is Email => effect.do === 'email'

/** Webhooks and mails to customers, as rows of `deliveries` in the run's own batch. */
export function deliveriesOf(
  { automation, record, key, cause, done = 0 }: Firing,
  effects: readonly Effect[],
): { keys: string[]; statements(context: Context): Sql[] } {
  const named = effects.flatMap((effect, i): Delivery[] => {
    const id = `run_${key.replaceAll(':', '_')}_${done + i}`
    if (effect.do === 'webhook')
      return [
        {
          kind: 'webhook',
          key: id,
          event: 'automation.run',
          url: effect.url,
          body: { make: 'automation', automation: automation.id, record, when: cause.when, at: cause.at },
        },
      ]
    if (!isEmail(effect)) return []
    const mail = composeText({ to: effect.to, subject: effect.subject, text: effect.body, replyTo: effect.replyTo })
    return [{ kind: 'mail', key: id, event: 'customer', mail }]
  })
  return {
    keys: named.map((one) => one.key),
    statements: ({ env, now }) =>
      named.length === 0
        ? []
        : [
            insertDeliveries(env, named, now, {
              projectId: automation.project,
              recordId: record,
              runId: sql`(SELECT id FROM runs WHERE key = ${key})`,
            }),
          ],
  }
}

/** What history keeps of a mail to a customer. */
export const mailedEvents = (effects: readonly Effect[]) =>
  effects.filter(isEmail).map(({ to, toField, subject, body }) => ({
    // Under its field, so that only they read the address who see it there.
    ...(toField && /^\d+$/.test(toField) ? { [toField]: [null, to] } : { to: [null, to] }),
    subject: [null, subject],
    body: [null, body],
  }))

/** 422 `mailLimit` once the day's mails to customers have been sent. */
export async function requireMailsLeft(context: Context, effects: readonly Effect[]): Promise<void> {
  const wanted = effects.filter(isEmail).length
  if (wanted === 0) return
  const { zone } = context.catalog.workspace
  const start = startOfDay(zone, dayOf(zone, context.now))
  const sent = await context.scalar(sql`SELECT count(*) FROM deliveries WHERE event = 'customer' AND at >= ${start}`)
  if (Number(sent) + wanted > MOST_MAILS) throw invalid('', 'mailLimit', { max: MOST_MAILS })
}
