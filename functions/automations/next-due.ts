import { dueAfter, isDue, sinceWindow } from '../../src/core/automations/due.ts'
import { nextScheduled } from '../../src/core/automations/schedule.ts'
import type { Automation } from '../../src/core/model/index.ts'
import { visibleRecords } from '../../src/core/query/index.sql.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { definitionOf } from './pause-reason.ts'
import { listsOf, type Standing, sinceColumn } from './runner/standing-still.ts'

/** A trigger that waits for something to stand still, and since when what isn't due yet has done so. */
interface Waiting {
  automation: number
  trigger: Standing
  low: number
}

export interface Found {
  question: number
  since: number | null
}

/** The record that will have stood still for long enough first, for each such trigger; whether conditions will choose it nobody knows yet. */
export interface FirstDue {
  waiting: readonly Waiting[]
  statements: readonly Sql<Found>[]
}

export function firstDue(context: Context, automations: readonly Automation[]): FirstDue {
  const { zone, workingDays, holidays } = context.catalog.workspace
  const calendar = { zone, workingDays, holidays }
  const dueTriggers = automations.flatMap((automation) => {
    const project = context.catalog.projects.find(({ id }) => id === automation.project)
    if (!project || !automation.on) return []
    return definitionOf(automation).triggers.flatMap((trigger) => {
      if (!isDue(trigger) || trigger.when === 'dateReached') return []
      const [low] = sinceWindow(trigger, context.now, context.now, calendar)
      return [{ automation: automation.id, trigger, low, project }]
    })
  })
  const groups = Map.groupBy(
    dueTriggers.map((one, question) => ({ ...one, question })),
    ({ trigger, project }) => `${trigger.when} ${project.id}`,
  )
  const statements = [...groups.values()].map((group) => {
    const [{ trigger, project }] = group as [(typeof group)[number]]
    const column = sinceColumn(trigger)
    const visible = visibleRecords(project, 'r')
    const questions = group.map(({ question, trigger, low }) => ({
      question,
      low,
      lists: listsOf({ trigger, project }),
    }))
    return sql<Found>`SELECT q.value ->> 'question' AS question, (SELECT min(${column}) FROM records r
        WHERE project_id = ${raw(String(project.id))} AND archived_at IS NULL AND deleted_at IS NULL AND ${column} > q.value ->> 'low'
          AND r.list_id IN (SELECT l.value FROM json_each(q.value, '$.lists') l)${visible ? sql` AND ${visible}` : raw('')}) AS since
      FROM json_each(${JSON.stringify(questions)}) q`
  })
  return { waiting: dueTriggers, statements }
}

/** When an automation may be set off next by time: by a schedule, or by the first record that will have stood still. */
export function nextDue(
  { catalog, now }: Pick<Context, 'catalog' | 'now'>,
  automation: Automation,
  { waiting }: FirstDue,
  rows: readonly Found[],
): (number | null)[] {
  const { zone, workingDays, holidays } = catalog.workspace
  const scheduled = definitionOf(automation).triggers.map((trigger) =>
    trigger.when === 'schedule' ? nextScheduled(trigger.cron, zone, now) : null,
  )
  const standing = rows.flatMap(({ question, since }) => {
    const { automation: of, trigger } = waiting[question]!
    return of === automation.id && since !== null ? [dueAfter(trigger, since, { zone, workingDays, holidays })] : []
  })
  return [...scheduled, ...standing]
}
