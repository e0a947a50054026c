import { type DurationConfig, type DurationEvent, typeOf } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import { isDay } from '../../time/day.ts'
import { dayOf } from '../../time/zone.ts'
import type { Compared, Row } from '../row.ts'
import { inputsOf, type PlainOperand, type Scope } from '../scope.ts'
import { numberOf } from './read.ts'

/**
 * From one event to the other, in ms. If only the day of either is known, whole days in the workspace's zone are counted.
 * Null where one has not come to pass.
 */
export function durationOperand(scope: Scope, field: Field, name: string): PlainOperand {
  const { from, to } = field.config as unknown as DurationConfig
  const inDays = isOfDay(scope, from) || isOfDay(scope, to)
  const eventTime = (event: DurationEvent, row: Row) =>
    inDays ? dayOfEvent(scope, event, row) : momentOf(scope, event, row)
  const of = (row: Row) => {
    const [start, end] = [eventTime(from, row), eventTime(to, row)]
    return start === null || end === null ? null : Number(end) - Number(start)
  }
  return { name, kind: 'number', of, read: numberOf(name) }
}

/** When it was, in ms or, where only the day is known, as YYYY-MM-DD. */
function momentOf(scope: Scope, event: DurationEvent, row: Row): Compared {
  switch (event.event) {
    case 'created':
      return row.createdAt
    case 'closed':
      return row.closedAt
    case 'entered':
      return row.entered(Number(event.list))
    case 'field': {
      const field = eventField(scope, event.field)
      return field ? ((row.values.get(field.id) as Compared | undefined) ?? null) : null
    }
  }
}

/** The first instant of its day, as UTC has it. */
function dayOfEvent(scope: Scope, event: DurationEvent, row: Row): number | null {
  const moment = momentOf(scope, event, row)
  const { zone } = scope.catalog.workspace
  const day = moment === null ? '' : isOfDay(scope, event) ? String(moment) : dayOf(zone, Number(moment))
  // The last instants of 9999 have no day of four digits in every zone.
  return isDay(day) ? Date.parse(day) : null
}

/** Whether only the day of it is known. */
export function isOfDay(scope: Scope, event: DurationEvent): boolean {
  const field = event.event === 'field' ? eventField(scope, event.field) : null
  return field !== null && typeOf(field.type)?.kind === 'date'
}

/** The field that holds the moment; null where it is gone, or holds no day and no instant any more. */
export function eventField(scope: Scope, id: string): Field | null {
  const field = inputsOf(scope.project).find((one) => String(one.id) === id)
  const kind = field && typeOf(field.type)?.kind
  return field && field.slot !== null && (kind === 'date' || kind === 'instant') ? field : null
}
