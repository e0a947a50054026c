import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import { jsonChunks } from './json-chunks.ts'
import type { RecordColumn } from './record-columns.ts'

/**
 * The statements that keep `texts` in step with the text columns of a payload: kept where there is a text, gone where it
 * was emptied. Folding and identity are JavaScript's (SQLite knows ASCII only), so it is done here and not in the batch. `newId` gives a
 * new record's id by its row, which is `p.value ->> 0`; else that is the record's id itself.
 */
export function searchTextStatements(columns: readonly RecordColumn[], rows: readonly unknown[][], newId?: Sql): Sql[] {
  const changed: unknown[][] = []
  const added: unknown[][] = []
  const emptied: unknown[][] = []
  columns.forEach(({ text }, i) => {
    if (!text) return
    rows.forEach((row, n) => {
      const stored = row[i + 1] ?? ''
      if (text.keep && stored === '') return
      const written = stored === '' ? '' : text.of(stored)
      const folded = fold(written)
      const identity = text.identified ? identityOf(written) : folded
      const into = folded === '' ? emptied : text.keep === 'there' ? added : changed
      into.push([newId ? n : row[0], text.slot, folded, identity === folded ? null : identity])
    })
  })
  const key = sql`${newId ?? raw('(p.value ->> 0)')} * 128 + (p.value ->> 1)`
  const each = (list: unknown[][], statement: (payload: string) => Sql) =>
    [...jsonChunks(list)].map(([, payload]) => statement(payload))
  return [
    ...each(
      changed,
      (
        payload,
      ) => sql`INSERT INTO texts (id, text, identity) SELECT ${key}, p.value ->> 2, p.value ->> 3 FROM json_each(${payload}) p WHERE true
        ON CONFLICT (id) DO UPDATE SET text = excluded.text, identity = excluded.identity
        WHERE text <> excluded.text OR identity IS NOT excluded.identity`,
    ),
    ...each(
      added,
      (payload) =>
        sql`INSERT OR IGNORE INTO texts (id, text, identity) SELECT ${key}, p.value ->> 2, p.value ->> 3 FROM json_each(${payload}) p`,
    ),
    // New records have nothing to lose.
    ...(newId
      ? []
      : each(emptied, (payload) => sql`DELETE FROM texts WHERE id IN (SELECT ${key} FROM json_each(${payload}) p)`)),
  ]
}
