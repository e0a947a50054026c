import start from '../../migrations/0000_start.sql'
import search from '../../migrations/0001_search.sql'
import identity from '../../migrations/0002_identity.sql'

/** In order; each is applied once, ever. */
const MIGRATIONS: readonly (readonly [name: string, text: string])[] = [
  ['0000_start', start],
  ['0001_search', search],
  ['0002_identity', identity],
]

const done = new WeakMap<D1Database, Promise<void>>()

/** Resolves when the database has every migration that this Worker brings. Asked once per isolate. */
export function ensureMigrated(db: D1Database): Promise<void> {
  let promise = done.get(db)
  if (!promise) {
    promise = migrate(db).catch((error) => {
      done.delete(db)
      throw error
    })
    done.set(db, promise)
  }
  return promise
}

async function migrate(db: D1Database): Promise<void> {
  const applied = await names(db)
  for (const [name, text] of MIGRATIONS) if (!applied.has(name)) await apply(db, name, text)
}

/** One batch that begins with its row: of two Workers that start at once, the second breaks on it and finds the work done. */
async function apply(db: D1Database, name: string, text: string): Promise<void> {
  const statements = text.split('--> statement-breakpoint').map((statement) => db.prepare(statement))
  try {
    await db.batch([
      db.prepare('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL)'),
      db.prepare('INSERT INTO migrations (name, at) VALUES (?, ?)').bind(name, Date.now()),
      ...statements,
    ])
  } catch (error) {
    if (!(await names(db)).has(name)) throw error
  }
}

async function names(db: D1Database): Promise<Set<string>> {
  const exists = await db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").first()
  if (!exists) return new Set()
  const { results } = await db.prepare('SELECT name FROM migrations').all<{ name: string }>()
  return new Set(results.map((row) => row.name))
}
