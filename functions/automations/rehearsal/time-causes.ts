import type { AutomationDefinition, Trigger } from '../../../src/core/api/automation/index.ts'
import {
  type Calendar,
  type DueTrigger,
  datesDue,
  dueAfter,
  dueOn,
  isDue,
  sinceWindow,
} from '../../../src/core/automations/due.ts'
import { RowStore } from '../../../src/core/automations/row-store.ts'
import { scheduledBetween } from '../../../src/core/automations/schedule.ts'
import { compileFilter, type SqlScope, visibleRecords } from '../../../src/core/query/index.sql.ts'
import { answeredOf, match } from '../../../src/core/query/index.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { dayOf } from '../../../src/core/time/zone.ts'
import type { Context } from '../../context/index.ts'
import type { Cause } from './cause.ts'
import type { PastEvent } from './event-causes.ts'
import type { PastRows } from './past-rows.ts'

/** So many records that nothing has happened to within the frame are looked at, of each trigger. */
const MOST = 500
/** Of a schedule so many of its moments are looked at for records that fit. */
const MOST_MOMENTS = 10

interface Frame {
  context: Context
  scope: SqlScope
  past: PastRows
  events: readonly PastEvent[]
  from: number
  to: number
}

/** What time would have set off within the frame, as the records were then. */
export async function timeCauses(frame: Frame, definition: AutomationDefinition): Promise<Cause[]> {
  const found: Cause[] = []
  for (const trigger of definition.triggers) {
    if (trigger.when === 'schedule') found.push(...(await scheduled(frame, trigger.cron, definition)))
    else if (trigger.when === 'dateReached') found.push(...(await reached(frame, trigger)))
    else if (isDue(trigger)) found.push(...(await stoodStill(frame, trigger)))
  }
  return found
}

const calendarOf = ({ scope }: Frame): Calendar => {
  const { zone, workingDays, holidays } = scope.catalog.workspace
  return { zone, workingDays, holidays }
}

/** The records of the project that something has happened to within the frame. */
const touched = ({ scope, events }: Frame): Set<number> =>
  new Set(events.flatMap(({ project, record }) => (project === scope.project.id && record !== null ? [record] : [])))

async function selectIds({ context, scope }: Frame, condition: Sql): Promise<number[]> {
  const visible = visibleRecords(scope.project, 'r')
  const [rows] = await context.batch(
    sql<{
      id: number
    }>`SELECT r.id FROM records r WHERE r.project_id = ${scope.project.id} AND r.deleted_at IS NULL AND ${condition}
      ${visible ? sql` AND ${visible}` : raw('')} ORDER BY r.id DESC LIMIT ${raw(String(MOST))}`,
  )
  return rows.map(({ id }) => id)
}

async function stoodStill(
  frame: Frame,
  trigger: Extract<DueTrigger, { when: 'stuck' | 'inactive' }>,
): Promise<Cause[]> {
  const { scope, past, events, from, to } = frame
  const calendar = calendarOf(frame)
  const [low, high] = sinceWindow(trigger, from, to, calendar)
  const isStuck = trigger.when === 'stuck'
  const column = raw(isStuck ? 'r.entered_list_at' : 'r.last_activity')
  const untouched = await selectIds(frame, sql`${column} > ${low} AND ${column} <= ${high}`)
  const records = new Set([...touched(frame), ...untouched])
  past.want(records)
  await past.load()
  const began = new Map([...records].map((id) => [id, new Set<number>(isStuck ? [] : past.activityOf(id))]))
  const add = (id: number | null, since: unknown) => {
    if (id !== null && typeof since === 'number') began.get(id)?.add(since)
  }
  if (isStuck)
    for (const { kind, record, fields } of events)
      if (kind === 'record') for (const since of fields.enteredListAt ?? []) add(record, since)
  const latest = { at: Number.POSITIVE_INFINITY, seq: null }
  for (const id of records) {
    const row = past.at(latest, (rows) => rows.row(id), new RowStore())?.value
    if (row) add(id, isStuck ? row.enteredListAt : row.lastActivity)
  }
  const lists = new Set(
    trigger.list
      ? [Number(trigger.list)]
      : scope.project.lists.filter(({ kind }) => kind === 'open').map(({ id }) => id),
  )
  return [...began].flatMap(([id, all]) =>
    [...all].flatMap((since): Cause[] => {
      if (since <= low || since > high) return []
      return [
        {
          key: `${id}:${trigger.when[0]}${trigger.days}:${since}`,
          when: trigger.when,
          moment: { at: dueAfter(trigger, since, calendar), seq: null },
          by: null,
          records: () => [id],
          hasCome: (row) => lists.has(row.list) && (isStuck ? row.enteredListAt : row.lastActivity) === since,
        },
      ]
    }),
  )
}

async function reached(frame: Frame, trigger: Extract<Trigger, { when: 'dateReached' }>): Promise<Cause[]> {
  const { scope, past, events, from, to } = frame
  const [field] = trigger.fields as [string]
  const calendar = calendarOf(frame)
  const dates = new Set(datesDue(trigger, from, to, calendar))
  if (dates.size === 0) return []
  const sorted = [...dates].sort()
  const within = { field, op: 'between' as const, value: [sorted[0]!, sorted.at(-1)!] }
  const untouched = await selectIds(frame, compileFilter(within, scope))
  // A record's date may have been another one after each thing that happened to it.
  const moments = [
    ...[...new Set([...touched(frame), ...untouched])].map((id) => ({ id, at: to, seq: null as number | null })),
    ...events.flatMap(({ project, record, seq, at }) =>
      project === scope.project.id && record !== null ? [{ id: record, at, seq }] : [],
    ),
  ]
  const pairs = new Map<string, { id: number; date: string }>()
  do {
    for (const { id, ...moment } of moments) {
      const days = past.at(moment, (rows) => daysAt({ ...scope, now: moment.at }, field, rows, id), new RowStore())
      for (const date of days?.value ?? []) if (dates.has(date)) pairs.set(`${id} ${date}`, { id, date })
    }
  } while (await past.load())
  const offset = `${trigger.before ? '-' : '+'}${trigger.days ?? 0}`
  return [...pairs.values()].map(({ id, date }): Cause => {
    const dueAt = dueOn(trigger, date, calendar)
    return {
      key: `${id}:d${field}${offset}:${date}`,
      when: trigger.when,
      moment: { at: dueAt, seq: null },
      by: null,
      records: () => [id],
      hasCome: (row) => match({ field, op: 'on', value: date }, { ...scope, now: dueAt }, row),
    }
  })
}

function daysAt(scope: SqlScope, field: string, rows: RowStore, id: number): string[] {
  const row = rows.row(id)
  if (!row) return []
  const { zone } = scope.catalog.workspace
  return answeredOf(scope, field, row).map(({ value }) =>
    String(value).length === 10 ? String(value) : dayOf(zone, Date.parse(String(value))),
  )
}

/** Of every record that fits the conditions; of none in particular where there are none. */
async function scheduled(frame: Frame, cron: string, { conditions }: AutomationDefinition): Promise<Cause[]> {
  const { context, scope, from, to } = frame
  const moments = scheduledBetween(cron, scope.catalog.workspace.zone, from, to, MOST)
  const ids = new Set<number | null>(conditions ? touched(frame) : [null])
  if (conditions && moments.length > 0) {
    const visible = visibleRecords(scope.project, 'r')
    const results = await context.batch(
      ...moments.slice(-MOST_MOMENTS).map(
        (time) => sql<{
          id: number
        }>`SELECT r.id FROM records r WHERE r.project_id = ${scope.project.id} AND r.deleted_at IS NULL
          AND ${compileFilter(conditions, { ...scope, now: time })}${visible ? sql` AND ${visible}` : raw('')} ORDER BY r.id DESC LIMIT ${raw(String(MOST))}`,
      ),
    )
    for (const rows of results) for (const { id } of rows) ids.add(id)
  }
  const all = [...ids].sort((a, b) => (a ?? 0) - (b ?? 0))
  return moments.map((time) => ({
    key: `c${time}`,
    when: 'schedule',
    moment: { at: time, seq: null },
    by: null,
    records: () => all,
  }))
}
