import { type Calendar, type DueTrigger, dueAfter, sinceWindow } from '../../../src/core/automations/due.ts'
import type { Automation, Project } from '../../../src/core/model/index.ts'
import { visibleRecords } from '../../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { dueIndex } from './due-index.ts'
import type { Firing } from './firing.ts'

export type Standing = Extract<DueTrigger, { when: 'stuck' | 'inactive' }>

/** A trigger that waits for something to stand still, and the time in which that may have come due. */
export interface StandingQuestion {
  automation: Automation
  /** as the automation's owner sees it */
  project: Project
  trigger: Standing
  from: number
  to: number
}

interface Found {
  question: number
  id: number
  since: number
}

/** So many at a time; those that have had their turn are not found again. */
const MOST = 20

/** Since when something stands still. */
export const sinceColumn = ({ when }: Standing): Sql => raw(when === 'stuck' ? 'r.entered_list_at' : 'r.last_activity')

/** `automation:record:stuck14:<since when>`: of one stay, or one silence, one run. */
export const stuckMark = ({ when, days }: Standing) => `${when}${days}`

/**
 * The next records that have come due for any of these, in one statement a project and kind: each question is a range of an index, so
 * where nothing is due nothing is read.
 */
export function standingStill(
  questions: readonly StandingQuestion[],
  calendar: Calendar,
): { statement: Sql<Found>; firings(rows: readonly Found[]): Firing[] }[] {
  const groups = Map.groupBy(
    questions,
    ({ trigger, project }) => `${trigger.when} ${project.id} ${project.recordOwners ?? ''}`,
  )
  return [...groups.values()].map((group) => ({
    statement: statementOf(group, calendar),
    firings: (rows) =>
      rows.map(({ question, id, since }) => {
        const { automation, trigger } = group[question]!
        return {
          automation,
          record: id,
          cause: { when: trigger.when, at: dueAfter(trigger, since, calendar) },
          key: `${automation.id}:${id}:${stuckMark(trigger)}:${since}`,
          chain: [],
        }
      }),
  }))
}

function statementOf(group: readonly StandingQuestion[], calendar: Calendar): Sql<Found> {
  const [{ trigger, project }] = group as [StandingQuestion]
  const column = sinceColumn(trigger)
  const windows = group.map((one) => {
    const [low, high] = sinceWindow(one.trigger, one.from, one.to, calendar)
    return { low, high, lists: listsOf(one), automation: `${one.automation.id}:`, mark: `:${stuckMark(one.trigger)}:` }
  })
  const visible = visibleRecords(project, 'r')
  return sql`SELECT q.key AS question, r.id, ${column} AS since
    FROM json_each(${JSON.stringify(windows)}) q CROSS JOIN records r INDEXED BY ${raw(dueIndex(trigger.when, project.id))}
    WHERE project_id = ${raw(String(project.id))} AND archived_at IS NULL AND deleted_at IS NULL
      AND ${column} > q.value ->> 'low' AND ${column} <= q.value ->> 'high'
      AND r.list_id IN (SELECT l.value FROM json_each(q.value, '$.lists') l)${visible ? sql` AND ${visible}` : raw('')}
      AND NOT EXISTS (SELECT 1 FROM runs x WHERE x.key = (q.value ->> 'automation') || r.id || (q.value ->> 'mark') || ${column})
    ORDER BY q.key, ${column}, r.id LIMIT ${raw(String(MOST))}`
}

/** What is won or lost needs no reminder, unless its list is named. */
export const listsOf = ({ trigger, project }: Pick<StandingQuestion, 'trigger' | 'project'>): number[] =>
  trigger.list ? [Number(trigger.list)] : project.lists.filter(({ kind }) => kind === 'open').map(({ id }) => id)
