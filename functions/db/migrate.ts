import start from '../../migrations/0000_start.sql'
import search from '../../migrations/0001_search.sql'
import identity from '../../migrations/0002_identity.sql'
import slimWrites from '../../migrations/0003_slim_writes.sql'
import presence from '../../migrations/0004_presence.sql'
import refusedRows from '../../migrations/0005_refused_rows.sql'
import listAsks from '../../migrations/0006_list_asks.sql'
import bin from '../../migrations/0007_bin.sql'
import automations from '../../migrations/0008_automations.sql'
import dashboards from '../../migrations/0009_dashboards.sql'
import forms from '../../migrations/0010_forms.sql'
import webhooks from '../../migrations/0011_webhooks.sql'
import createdByList from '../../migrations/0012_created_by_list.sql'
import { recountCube } from '../../src/core/charts/index.sql.ts'

type Migration = readonly [name: string, text: string, then?: (db: D1Database) => Promise<D1PreparedStatement[]>]

/** In order; each is applied once, ever. `then`: statements of the same batch, which SQL alone can't say; read before it. */
const MIGRATIONS: readonly Migration[] = [
  ['0000_start', start],
  ['0001_search', search],
  ['0002_identity', identity],
  ['0003_slim_writes', slimWrites, countAnew],
  ['0004_presence', presence],
  ['0005_refused_rows', refusedRows],
  ['0006_list_asks', listAsks],
  ['0007_bin', bin],
  ['0008_automations', automations],
  ['0009_dashboards', dashboards],
  ['0010_forms', forms],
  ['0011_webhooks', webhooks],
  ['0012_created_by_list', createdByList],
]

const migrated = new WeakSet<D1Database>()

/**
 * Resolves when the database has every migration that this Worker brings. Asked until the first answer in each isolate, by each
 * request for itself: a promise that belongs to another request ends with that one, and what waits for it may go on in its place,
 * where it can't read its own body ("Cannot perform I/O on behalf of a different request").
 */
export async function ensureMigrated(db: D1Database): Promise<void> {
  if (migrated.has(db)) return
  await migrate(db)
  migrated.add(db)
}

async function migrate(db: D1Database): Promise<void> {
  const applied = await names(db)
  for (const migration of MIGRATIONS) if (!applied.has(migration[0])) await apply(db, migration)
}

/** One batch that begins with its row: of two Workers that start at once, the second breaks on it and finds the work done. */
async function apply(db: D1Database, [name, text, then]: Migration): Promise<void> {
  const statements = text.split('--> statement-breakpoint').map((statement) => db.prepare(statement))
  try {
    await db.batch([
      db.prepare('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL)'),
      db.prepare('INSERT INTO migrations (name, at) VALUES (?, ?)').bind(name, Date.now()),
      ...statements,
      ...((await then?.(db)) ?? []),
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

/** The cube, of every project: its days are the workspace's zone's, which SQLite doesn't know. */
async function countAnew(db: D1Database): Promise<D1PreparedStatement[]> {
  const workspace = await db.prepare('SELECT zone FROM workspace').first<{ zone: string }>()
  if (!workspace) return []
  const projects = await db.prepare('SELECT id FROM projects WHERE deleted_at IS NULL').all<{ id: number }>()
  // As the migration chooses them: it hasn't run yet.
  const fields = await db
    .prepare(
      "SELECT id, type, project_id AS project, slot, slot2 FROM fields WHERE type = 'currency' AND deleted_at IS NULL ORDER BY position, id",
    )
    .all<{ id: number; type: string; project: number; slot: number; slot2: number }>()
  return projects.results.flatMap(({ id }) => {
    const first = fields.results.find(({ project }) => project === id)
    const recount = recountCube(
      { id, cubeCreatedByList: false, fields: first ? [{ ...first, config: null, cubeSlot: 1, cubeAxis: false }] : [] },
      workspace.zone,
    )
    return recount.map(({ text, values }) => db.prepare(text).bind(...values))
  })
}
