import { DatabaseSync } from 'node:sqlite'
import { encodeValue, type FieldType } from '../../src/core/fields/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'

/** A table of records as D1 has it: untyped slots, filled through one JSON parameter, people and folded texts beside it. */
export class Slots {
  readonly #database = new DatabaseSync(':memory:')
  readonly columns: readonly Sql[] = [raw('s1'), raw('s2')]

  constructor(people: readonly { id: number; name: string }[]) {
    this.#database.exec(`CREATE TABLE records (id INTEGER PRIMARY KEY, s1 BLOB, s2 BLOB, folded TEXT);
      CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`)
    for (const { id, name } of people) this.#database.prepare('INSERT INTO people VALUES (?, ?)').run(id, name)
  }

  fill(type: FieldType, rows: readonly { value: unknown; folded: string | null }[]): void {
    this.#database.exec('DELETE FROM records')
    const json = rows.map(({ value, folded }) => [...encodeValue(type, value), null].slice(0, 2).concat(folded))
    this.#database
      .prepare(`INSERT INTO records (s1, s2, folded) SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
        json_extract(value, '$[2]') FROM json_each(?) ORDER BY key`)
      .run(JSON.stringify(json))
  }

  /** One column of all rows, in the order they were filled or the one asked for. */
  column(what: Sql, order: Sql = raw('id')): unknown[] {
    const query = sql`SELECT ${what} AS it FROM records ORDER BY ${order}`
    return this.#database
      .prepare(query.text)
      .all(...query.values)
      .map(({ it }) => it)
  }
}
