import { type DurationConfig, type DurationEvent, typeOf } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { isDay } from '../../time/day.ts'
import { daySql } from '../../time/zone.sql.ts'
import { dayOf } from '../../time/zone.ts'
import { numberOf, slotsOf } from '../columns.ts'
import type { Compared, Row } from '../row.ts'
import type { Operand } from '../scope.ts'
import { col, inputsOf, type Scope } from '../scope.ts'

/** An event of a record: when it was, in ms or, where only the day is known, as YYYY-MM-DD. */
interface Moment {
  at: Sql
  of(row: Row): Compared
  day: boolean
}

/**
 * From one event to the other, in ms. If only the day of either is known, whole days in the workspace's zone are counted.
 * Null where one has not come to pass.
 */
export function durationOperand(scope: Scope, field: Field, name: string): Operand {
  const { from, to } = field.config as unknown as DurationConfig
  const [a, b] = [momentOf(scope, from), momentOf(scope, to)]
  const days = (moment: Moment) =>
    sql`julianday(${moment.day ? moment.at : daySql(scope.catalog.workspace.zone, moment.at)})`
  const key =
    a.day || b.day ? sql`CAST(round((${days(b)} - ${days(a)}) * 86400000) AS INTEGER)` : sql`(${b.at} - ${a.at})`
  const { zone } = scope.catalog.workspace
  const dayIn = (moment: Moment, row: Row) => {
    const instant = moment.of(row)
    const day = instant === null ? '' : moment.day ? String(instant) : dayOf(zone, Number(instant))
    // The last instants of 9999 have no day of four digits in every zone.
    return isDay(day) ? Date.parse(day) : null
  }
  const of = (row: Row) => {
    const [from, to] = a.day || b.day ? [dayIn(a, row), dayIn(b, row)] : [a.of(row), b.of(row)]
    return from === null || to === null ? null : Number(to) - Number(from)
  }
  return { name, kind: 'number', key, of, read: numberOf(name) }
}

function momentOf(scope: Scope, event: DurationEvent): Moment {
  switch (event.event) {
    case 'created':
      return { at: col(scope, 'created_at'), of: (row) => row.createdAt, day: false }
    case 'closed':
      return { at: col(scope, 'closed_at'), of: (row) => row.closedAt, day: false }
    case 'entered':
      return {
        at: enteredSql(scope, Number(event.list)),
        of: (row) => row.entered(Number(event.list)),
        day: false,
      }
    case 'field': {
      const field = inputsOf(scope.project).find((one) => String(one.id) === event.field)
      const kind = field && typeOf(field.type)?.kind
      if (!field || field.slot === null || (kind !== 'date' && kind !== 'instant'))
        return { at: raw('NULL'), of: () => null, day: false }
      const of = (row: Row) => (row.values.get(field.id) as Compared | undefined) ?? null
      return { at: slotsOf(scope, field)[0]!, of, day: kind === 'date' }
    }
  }
}

/** The first time it came into the list, as history tells; what was taken back since does not count. */
const enteredSql = (scope: Scope, list: number): Sql =>
  sql`coalesce((SELECT min(coalesce(h.fields ->> '$.enteredListAt[1]', c.at)) FROM history h JOIN changes c ON c.id = h.change_id
    WHERE h.kind = 'record' AND h.thing_id = ${col(scope, 'id')} AND h.fields ->> '$.list[1]' = ${list}
      AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id)),
    iif(${col(scope, 'list_id')} = ${list}, ${col(scope, 'entered_list_at')}, NULL))`
