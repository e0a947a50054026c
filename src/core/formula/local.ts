import { type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.sql.ts'
import { dayOf, offsetAt, offsetsOf } from '../time/zone.ts'
import { named } from './decimal.ts'

/** The first and last instants that have a day of four digits in every zone. */
export const FIRST = Date.parse('0001-01-02T00:00:00Z')
export const LAST = Date.UTC(9999, 11, 30)

/** The day of an instant where the workspace is. */
export const localDay = dayOf
export const localDaySql = (zone: string, instant: Sql): Sql => named([instant], ([v]) => daySql(zone, v!))

/** "2026-11-23 16:30", where the workspace is. */
export const localText = (zone: string, at: number): string =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16).replace('T', ' ')

export const localTextSql = (zone: string, instant: Sql): Sql =>
  named([instant], ([v]) => {
    const offsets = offsetsOf(zone)
    const ahead =
      offsets.length === 1
        ? sql`${offsets[0]![1]}`
        : sql`(SELECT o.value ->> 1 FROM json_each(${JSON.stringify(offsets)}) o WHERE o.value ->> 0 <= ${v!} ORDER BY o.value ->> 0 DESC LIMIT 1)`
    return sql`strftime('%Y-%m-%d %H:%M', CAST(floor((${v!} + ${ahead}) / 1000.0) AS INTEGER), 'unixepoch')`
  })
