import type { Catalog, Level, Project } from '../src/core/model/index.ts'
import { type Access, requireProject } from '../src/core/permissions/index.ts'
import { type Sql, sql } from '../src/core/sql/index.ts'
import type { Credential } from './auth/credential.ts'
import { guard, type Row, runBatch } from './db/batch.ts'
import type { Hub } from './live/hub.ts'

export interface Env {
  DB: D1Database
  FILES: R2Bucket
  HUB: DurableObjectNamespace<Hub>
  /** signs cookies instead of the secret kept in the database */
  SECRET?: string
  /** answers tell how many rows they read and wrote: for the benchmark only, since counts would tell of hidden rows */
  BENCH?: string
}

/**
 * Who asks, what they may see, and when. `ask` is the only way to the database for a person's request: its batch begins
 * with a guard that the session still lives and that the catalog is still the one this was compiled from, so a request
 * needs one call and a revoked session fails at its next.
 */
export class Context {
  readonly env: Env
  /** already narrowed to what the person may see */
  readonly catalog: Catalog
  /**
   * The same with all that is hidden: for what must hold whoever writes (counts, numbers, defaults, uniqueness), never for an
   * answer. test/sinks.test.ts knows which files may read it.
   */
  readonly unfilteredCatalog: Catalog
  readonly access: Access
  readonly now: number
  /** what the request showed of itself */
  readonly credential: Credential
  readonly guard: Sql
  /** the request's Idempotency-Key, remembered in the write's own batch */
  readonly idempotencyInsert: Sql | null
  /** the same person's context with the catalog as it is now: for answering what a write has just changed in it */
  readonly reload: () => Promise<Context>

  /** work that nobody waits for, once the answer is on its way */
  readonly waitUntil: (step: () => Promise<void>) => void

  constructor(
    parts: Pick<
      Context,
      | 'env'
      | 'catalog'
      | 'unfilteredCatalog'
      | 'access'
      | 'now'
      | 'credential'
      | 'guard'
      | 'idempotencyInsert'
      | 'reload'
    > &
      Partial<Pick<Context, 'waitUntil'>>,
  ) {
    this.env = parts.env
    this.catalog = parts.catalog
    this.unfilteredCatalog = parts.unfilteredCatalog
    this.access = parts.access
    this.now = parts.now
    this.credential = parts.credential
    this.guard = parts.guard
    this.idempotencyInsert = parts.idempotencyInsert
    this.reload = parts.reload
    this.waitUntil = parts.waitUntil ?? (() => {})
  }

  get person() {
    return this.access.person
  }

  /** Rows that D1 read and wrote for this request: what the edge bills. */
  readonly cost = { read: 0, written: 0, calls: 0 }

  /** The last change of the workspace when the database was last asked: what an answer is known to be as new as. */
  seq = 0

  /** One batch, all or nothing; results stand in the order of the statements. Throws Stale or Refused. */
  async batch(...statements: Sql[]): Promise<D1Result<Row>[]> {
    const results = await runBatch(this.env.DB, [guard(this.guard, 'stale', lastSeq), ...statements])
    this.seq = Number(results[0]!.results[0]!.ok)
    this.cost.calls++
    for (const { meta } of results) {
      this.cost.read += meta.rows_read
      this.cost.written += meta.rows_written
    }
    return results.slice(1)
  }

  /** The same project with all its fields. */
  unfilteredProject(project: Project): Project {
    return this.unfilteredCatalog.projects.find((one) => one.id === project.id) ?? project
  }

  /** The project, if the person may do `level` there. */
  project(id: number | null, level: Level): Project {
    return requireProject(this.catalog, this.access, id, level)
  }
}

const lastSeq = sql`(SELECT coalesce(max(seq), 0) FROM history)`
