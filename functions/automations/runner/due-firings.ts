import type { Trigger } from '../../../src/core/api/automation/index.ts'
import { type Calendar, datesDue, dueOn, isDue } from '../../../src/core/automations/due.ts'
import { scheduledBetween } from '../../../src/core/automations/schedule.ts'
import type { Automation, Catalog } from '../../../src/core/model/index.ts'
import { compileFilter, SQL_LANGUAGE, type SqlScope, visibleRecords } from '../../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { definitionOf, ownerScope, pauseReason } from '../pause-reason.ts'
import type { Firing } from './firing.ts'
import { type StandingQuestion, standingStill } from './standing-still.ts'

/** Of a schedule that was missed for long, the latest. */
const MOST_MISSED = 100
/** So many records at a time. */
const MOST = 20

/** Something that time may have set off: what is asked for that, and what comes of the answer. */
export interface DueQuestion {
  /** the same for the same moment: what was answered with nothing needn't be asked again */
  key: string
  /** null where no record is asked for */
  statement: Sql<DueRow> | null
  firings(rows: readonly DueRow[]): Firing[]
}

export interface DueRow {
  question: number
  id: number
  since: number
}

/** All that is to be asked at a moment: little where nothing can have come. `from` is up to when everything has been dealt with. */
export function dueQuestions(catalog: Catalog, { from, to }: { from: number; to: number }): DueQuestion[] {
  const { zone, workingDays, holidays } = catalog.workspace
  const calendar = { zone, workingDays, holidays }
  const standing: StandingQuestion[] = []
  const others: DueQuestion[] = []
  for (const automation of catalog.automations) {
    const since = Math.max(from, automation.since)
    if (!automation.on || since >= to || !isTimed(automation) || pauseReason(catalog, automation)) continue
    const plain = ownerScope(catalog, automation, to)
    if (!plain) continue
    const scope: SqlScope = { ...plain, language: SQL_LANGUAGE }
    const window = { scope, automation, calendar, from: since, to }
    for (const trigger of definitionOf(automation).triggers) {
      if (trigger.when === 'schedule') others.push(...scheduled(window, trigger.cron))
      else if (trigger.when === 'dateReached') others.push(...reached(window, trigger))
      else if (isDue(trigger)) standing.push({ automation, project: scope.project, trigger, from: since, to })
    }
  }
  return [...standingStill(standing, calendar).map((one, i) => ({ ...one, key: `still ${i} ${to}` })), ...others]
}

/** Whether anything of it waits for time. */
const isTimed = (automation: Automation): boolean =>
  definitionOf(automation).triggers.some((trigger) => trigger.when === 'schedule' || isDue(trigger))

interface Window {
  scope: SqlScope
  automation: Automation
  calendar: Calendar
  from: number
  to: number
}

function reached(
  { scope, automation, calendar, from, to }: Window,
  trigger: Extract<Trigger, { when: 'dateReached' }>,
): DueQuestion[] {
  const [field] = trigger.fields
  const offset = `${trigger.before ? '-' : '+'}${trigger.days ?? 0}`
  return datesDue(trigger, from, to, calendar).map((date) => {
    const cause = { when: trigger.when, at: dueOn(trigger, date, calendar) }
    return ofRecords(
      { scope, automation },
      compileFilter({ field: field!, op: 'on', value: date }, scope),
      cause,
      `d${field}${offset}:${date}`,
    )
  })
}

/** A schedule is of every record that fits the conditions; of none in particular where there are no conditions. */
function scheduled({ scope, automation, from, to }: Window, cron: string): DueQuestion[] {
  const { conditions } = definitionOf(automation)
  const moments = scheduledBetween(cron, scope.catalog.workspace.zone, from, to, MOST_MISSED)
  return moments.map((time) => {
    const cause = { when: 'schedule' as const, at: time }
    if (conditions) return ofRecords({ scope, automation }, compileFilter(conditions, scope), cause, `c${time}`)
    const key = `${automation.id}:0:c${time}`
    return { key, statement: null, firings: () => [{ automation, record: null, cause, key, chain: [] }] }
  })
}

/** One run for each record that fits and had none because of this yet. */
function ofRecords(
  { scope, automation }: Pick<Window, 'scope' | 'automation'>,
  fits: Sql,
  cause: Firing['cause'],
  mark: string,
): DueQuestion {
  const { project } = scope
  const visible = visibleRecords(project, 'r')
  return {
    key: `${automation.id} ${mark}`,
    statement: sql`SELECT 0 AS question, r.id, 0 AS since FROM records r
      WHERE r.project_id = ${project.id} AND r.archived_at IS NULL AND r.deleted_at IS NULL AND ${fits}${visible ? sql` AND ${visible}` : raw('')}
        AND NOT EXISTS (SELECT 1 FROM runs x WHERE x.key = ${`${automation.id}:`} || r.id || ${`:${mark}`}) ORDER BY r.id LIMIT ${raw(String(MOST))}`,
    firings: (rows) =>
      rows.map(({ id }) => ({ automation, record: id, cause, key: `${automation.id}:${id}:${mark}`, chain: [] })),
  }
}
