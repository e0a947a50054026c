import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Context } from '../../functions/context/index.ts'
import { runBatch } from '../../functions/db/batch.ts'
import { catalogFrom } from '../../functions/db/catalog.ts'
import { catalogStatements } from '../../functions/db/catalog-statements.ts'
import { openDatabase } from '../../functions/db/client.ts'
import type { Env } from '../../functions/env.ts'
import { accessOf } from '../../src/core/permissions/index.ts'
import { type Row, sql } from '../../src/core/sql/index.ts'

/**
 * The floor: the same verbs of the model, so the very same SQL, on node:sqlite in this process. No Worker, no HTTP, no
 * D1: what is above it in the table is what those cost.
 */
export class Floor {
  readonly #db = new DatabaseSync(':memory:')
  readonly #statements = new Map<string, StatementSync>()

  constructor() {
    const migrations = new URL('../../migrations/', import.meta.url)
    for (const name of readdirSync(migrations)
      .filter((file) => file.endsWith('.sql'))
      .sort()) {
      const text = readFileSync(new URL(name, migrations), 'utf8')
      for (const statement of text.split('--> statement-breakpoint')) this.#db.exec(statement)
    }
    this.#db.exec(
      `INSERT INTO people (id, name, email, role, created_at, updated_at) VALUES (1, 'Sokha', 'sokha@mekong.example', 'owner', 0, 0)`,
    )
  }

  /** What D1's binding looks like to the model. */
  readonly d1 = {
    prepare: (text: string) => ({ text, values: [] as unknown[], bind: (...values: unknown[]) => ({ text, values }) }),
    batch: async (batch: { text: string; values: unknown[] }[]) => {
      this.#db.exec('BEGIN')
      try {
        const results = batch.map(({ text, values }) => ({
          results: this.#all(text, values),
          meta: { rows_read: 0, rows_written: 0 },
        }))
        this.#db.exec('COMMIT')
        return results
      } catch (error) {
        this.#db.exec('ROLLBACK')
        throw error
      }
    },
  }

  /** A fresh context of the owner, with the catalog as it is now. */
  async context(): Promise<Context> {
    const db = openDatabase(this.d1 as unknown as D1Database)
    const { catalog } = catalogFrom(await runBatch(db, catalogStatements(db)))
    return new Context({
      env: { DB: this.d1 } as unknown as Env,
      catalog,
      unfilteredCatalog: catalog,
      access: accessOf(catalog, catalog.people[0]!),
      credential: { kind: 'session', token: '' },
      now: Date.now(),
      guard: sql`1`,
      idempotencyInsert: null,
      reload: () => this.context(),
    })
  }

  #all(text: string, values: unknown[]): Row[] {
    let statement = this.#statements.get(text)
    if (!statement) {
      statement = this.#db.prepare(text)
      this.#statements.set(text, statement)
    }
    return statement.all(...(values as (string | number | null)[])) as Row[]
  }
}
