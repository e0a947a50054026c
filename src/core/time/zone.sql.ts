import { type Sql, sql } from '../sql/index.ts'
import { offsetsOf } from './zone.ts'

/** The local day of an instant, in SQL: NULL for NULL. */
export function daySql(zone: string, instant: Sql): Sql {
  const offsets = offsetsOf(zone)
  const ahead =
    offsets.length === 1
      ? sql`${offsets[0]![1]}`
      : sql`(SELECT o.value ->> 1 FROM json_each(${JSON.stringify(offsets)}) o WHERE o.value ->> 0 <= ${instant} ORDER BY o.value ->> 0 DESC LIMIT 1)`
  return sql`date(CAST(floor((${instant} + ${ahead}) / 1000.0) AS INTEGER), 'unixepoch')`
}
