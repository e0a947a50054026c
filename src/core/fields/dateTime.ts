import * as v from 'valibot'
import { invalid } from '../errors/index.ts'
import { type Sql, sql } from '../sql/index.ts'
import type { FieldType } from './contract.ts'
import { instantFrom } from './instant.ts'
import { isEmpty, plain } from './scalars.ts'

/** An instant, in ms UTC. */
export const dateTime: FieldType<object, number> = {
  type: 'dateTime',
  storage: 'slot',
  kind: 'instant',
  config: v.object({}),
  parse(sent, _config, { name, zone }) {
    if (isEmpty(sent)) return null
    const at = typeof sent === 'string' ? instantFrom(plain(sent), zone) : null
    if (at === null) throw invalid('', 'notInstant', { name, value: sent })
    return at
  },
  toJson: (value) => new Date(value).toISOString(),
  format: (answered, _config, { locale, zone }) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
      new Date(answered as string),
    ),
  compare: (a, b) => a - b,
  jsonSql: ([slot]) => instantSql(slot!),
}

/** ms UTC -> "2026-11-23T09:30:00.000Z"; NULL stays NULL. Built-in instants are answered by it too. */
export const instantSql = (ms: Sql): Sql => sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${ms} / 1000.0, 'unixepoch')`
