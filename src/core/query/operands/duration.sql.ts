import type { DurationConfig, DurationEvent } from '../../fields/index.ts'
import type { Field } from '../../model/index.ts'
import { raw, type Sql, sql } from '../../sql/index.ts'
import { daySql } from '../../time/zone.sql.ts'
import { slotsOf } from '../columns.sql.ts'
import { col, type OperandSql, type SqlScope } from '../scope.sql.ts'
import { durationOperand, eventField, isOfDay } from './duration.ts'

/** `durationOperand` in SQL. */
export function durationOperandSql(scope: SqlScope, field: Field, name: string): OperandSql {
  const { from, to } = field.config as unknown as DurationConfig
  const [start, end] = [momentSql(scope, from), momentSql(scope, to)]
  const days = (event: DurationEvent, moment: Sql) =>
    sql`julianday(${isOfDay(scope, event) ? moment : daySql(scope.catalog.workspace.zone, moment)})`
  const key =
    isOfDay(scope, from) || isOfDay(scope, to)
      ? sql`CAST(round((${days(to, end)} - ${days(from, start)}) * 86400000) AS INTEGER)`
      : sql`(${end} - ${start})`
  return { ...durationOperand(scope, field, name), key }
}

function momentSql(scope: SqlScope, event: DurationEvent): Sql {
  switch (event.event) {
    case 'created':
      return col(scope, 'created_at')
    case 'closed':
      return col(scope, 'closed_at')
    case 'entered':
      return enteredSql(scope, Number(event.list))
    case 'field': {
      const field = eventField(scope, event.field)
      return field ? slotsOf(scope, field)[0]! : raw('NULL')
    }
  }
}

/** The first time it came into the list, as history tells; what was taken back since does not count. */
const enteredSql = (scope: SqlScope, list: number): Sql =>
  sql`coalesce((SELECT min(coalesce(h.fields ->> '$.enteredListAt[1]', c.at)) FROM history h JOIN changes c ON c.id = h.change_id
    WHERE h.kind = 'record' AND h.thing_id = ${col(scope, 'id')} AND h.fields ->> '$.list[1]' = ${list}
      AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.undoes = c.id)),
    iif(${col(scope, 'list_id')} = ${list}, ${col(scope, 'entered_list_at')}, NULL))`
