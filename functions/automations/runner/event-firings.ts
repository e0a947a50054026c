import { listensTo, matchesEvent } from '../../../src/core/automations/matches-event.ts'
import type { Automation, Catalog, Json } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { runBatch } from '../../db/batch.ts'
import type { Database } from '../../db/client.ts'
import { definitionOf, ownerScope } from '../pause-reason.ts'
import type { Firing } from './firing.ts'
import { overtakenFirings } from './overtaken.ts'
import { type EventRow, eventFrom, isHeard } from './read-events.ts'

/** So many records that are linked to a changed one are dealt with at a time. */
const MOST_LINKED = 20

interface Times {
  now: number
  /** what had come due by then has been found */
  until: number
}

/** What a row of history sets off, in the order of the automations; of the records linked to it the next few that had no turn yet. */
export async function eventFirings(
  db: Database,
  catalog: Catalog,
  row: EventRow,
  { now, until }: Times,
): Promise<Firing[]> {
  const event = eventFrom(row)
  // The template's example records are nobody's news.
  if (event.fields.sample) return []
  const chain = row.chain === null ? [] : (JSON.parse(row.chain) as number[])
  const firings: Firing[] = []
  for (const automation of catalog.automations) {
    if (!automation.on || event.at < automation.since) continue
    const { triggers } = definitionOf(automation)
    const project = catalog.projects.find(({ id }) => id === automation.project)
    if (!project || !triggers.some((trigger) => listensTo(trigger, project) === event.project)) continue
    const scope = ownerScope(catalog, automation, now)
    if (!scope) continue
    firings.push(...overtakenFirings(automation, event, scope, until))
    if (!isHeard(row)) continue
    const trigger = triggers.find((one) => listensTo(one, project) === event.project && matchesEvent(one, event, scope))
    if (!trigger) continue
    const cause = { when: trigger.when, at: event.at, seq: event.seq, change: event.change, by: event.person }
    const key = `${automation.id}:e${event.seq}`
    if (trigger.when === 'linkedChanged') {
      const linked = await readLinked(db, automation, Number(trigger.through), event.thing, key)
      firings.push(...linked.map((record) => ({ automation, record, cause, key: `${key}:${record}`, chain })))
    } else if (trigger.when === 'webhook') {
      const input = event.fields.input?.[1] as Json | undefined
      firings.push({ automation, record: null, cause, key, chain, input })
    } else firings.push({ automation, record: event.record, cause, key, chain })
  }
  // A pass that began with what is done already might never come to what isn't.
  return firings.length > 1 ? withoutRun(db, firings) : firings
}

async function withoutRun(db: Database, firings: readonly Firing[]): Promise<Firing[]> {
  const [rows] = await runBatch(db, [
    sql<{
      key: string
    }>`SELECT x.key FROM json_each(${JSON.stringify(firings.map(({ key }) => key))}) k CROSS JOIN runs x ON x.key = k.value`,
  ])
  const done = new Set(rows.map(({ key }) => key))
  return firings.filter(({ key }) => !done.has(key))
}

/** Records that point at the changed one and had no run because of it yet. */
async function readLinked(
  db: Database,
  { project }: Automation,
  field: number,
  to: number,
  key: string,
): Promise<number[]> {
  const [rows] = await runBatch(db, [
    sql<{ id: number }>`SELECT r.id FROM links l JOIN records r ON r.id = l.from_id
      WHERE l.to_id = ${to} AND l.field_id = ${field} AND r.project_id = ${project} AND r.archived_at IS NULL AND r.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM runs x WHERE x.key = ${`${key}:`} || r.id) ORDER BY r.id LIMIT ${MOST_LINKED}`,
  ])
  return rows.map(({ id }) => id)
}
