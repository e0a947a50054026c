import type { AutomationDefinition } from '../../../src/core/api/automation/index.ts'
import type { HistoryEvent } from '../../../src/core/automations/history-event.ts'
import { listensTo, matchesEvent } from '../../../src/core/automations/matches-event.ts'
import type { RowStore } from '../../../src/core/automations/row-store.ts'
import type { Json } from '../../../src/core/model/index.ts'
import type { Scope } from '../../../src/core/query/index.ts'
import type { Context } from '../../context/index.ts'
import { LONGEST_CHAIN } from '../runner/chain.ts'
import { eventFrom, isHeard, selectPastEvents } from '../runner/read-events.ts'
import type { Cause } from './cause.ts'

const PAGE = 1000
const MOST_EVENTS = 5000

/** A row of history that automations hear of, and those that led to it. */
export interface PastEvent extends HistoryEvent {
  chain: readonly number[]
  isHeard: boolean
}

/** What has happened in these projects since then, oldest first; of more than 5,000 rows the newest. */
export async function readPastEvents(
  context: Context,
  projects: readonly number[],
  since: number,
): Promise<{ events: PastEvent[]; more: boolean }> {
  const events: PastEvent[] = []
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const [rows] = await context.batch(selectPastEvents(projects, before, since, PAGE))
    for (const row of rows) {
      const event = eventFrom(row)
      const chain = row.chain === null ? [] : (JSON.parse(row.chain) as number[])
      // The template's example records are nobody's news.
      events.push({ ...event, chain, isHeard: isHeard(row) && !event.fields.sample })
    }
    if (rows.length < PAGE) return { events: events.reverse(), more: false }
    if (events.length >= MOST_EVENTS) return { events: events.reverse(), more: true }
    before = rows.at(-1)!.seq
  }
}

/** What of it would have set the automation off. `id` is the automation's, where it is saved: it hears nothing of what it has led to. */
export function eventCauses(
  { triggers }: AutomationDefinition,
  events: readonly PastEvent[],
  scope: Scope,
  id: number | null,
): Cause[] {
  return events.flatMap((event): Cause[] => {
    if (!event.isHeard || event.chain.length >= LONGEST_CHAIN || (id !== null && event.chain.includes(id))) return []
    const trigger = triggers.find(
      (one) => listensTo(one, scope.project) === event.project && matchesEvent(one, event, scope),
    )
    if (!trigger) return []
    const { seq, at, person, thing, record } = event
    const common = { key: `e${seq}`, when: trigger.when, moment: { at, seq }, by: person }
    if (trigger.when === 'webhook')
      return [{ ...common, records: () => [null], input: event.fields.input?.[1] as Json | undefined }]
    if (trigger.when !== 'linkedChanged') return record === null ? [] : [{ ...common, records: () => [record] }]
    const linked = (rows: RowStore) =>
      rows
        .row(thing)
        ?.pointing(Number(trigger.through))
        .map((one) => one.id) ?? []
    return [{ ...common, records: linked }]
  })
}
