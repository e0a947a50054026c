import { type Sql, sql } from '../sql/index.ts'
import { daySql } from '../time/zone.sql.ts'
import { offsetsOf } from '../time/zone.ts'
import { named } from './decimal.sql.ts'

/** `localDay` in SQL. */
export const localDaySql = (zone: string, instant: Sql): Sql => named([instant], ([v]) => daySql(zone, v!))

/** `localText` in SQL. */
export const localTextSql = (zone: string, instant: Sql): Sql =>
  named([instant], ([v]) => {
    const offsets = offsetsOf(zone)
    const ahead =
      offsets.length === 1
        ? sql`${offsets[0]![1]}`
        : sql`(SELECT o.value ->> 1 FROM json_each(${JSON.stringify(offsets)}) o WHERE o.value ->> 0 <= ${v!} ORDER BY o.value ->> 0 DESC LIMIT 1)`
    return sql`strftime('%Y-%m-%d %H:%M', CAST(floor((${v!} + ${ahead}) / 1000.0) AS INTEGER), 'unixepoch')`
  })
