import { forbidden } from '../../src/core/errors/index.ts'
import type { Catalog, Level, Project } from '../../src/core/model/index.ts'
import { type Access, requireProject } from '../../src/core/permissions/index.ts'
import { SQL_LANGUAGE, type SqlScope } from '../../src/core/query/index.sql.ts'
import { join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { type Guard, guard, type ResultsOf, runBatch, type Statement } from '../db/batch.ts'
import { type Cost, type Database, openDatabase } from '../db/client.ts'
import { LAST_SEQ } from '../db/history-seq.ts'
import type { Env } from '../env.ts'
import type { Credential } from './credential.ts'

/** Steps that nobody waits for; `cache` is what the edge keeps of this Worker's answers, where it keeps any. */
export type WaitUntil = (step: (cache?: CacheContext) => Promise<void>) => void

export interface ContextParts {
  env: Env
  catalog: Catalog
  unfilteredCatalog: Catalog
  access: Access
  now: number
  credential: Credential
  guard: Sql
  idempotencyInsert: Sql | null
  reload: () => Promise<Context>
  waitUntil?: WaitUntil
}

/**
 * Who asks, what they may see, and when. `batch` is the only way to the database for a person's request: it begins with a
 * guard that the session still lives and that the catalog is still the one this was compiled from, so a request needs one
 * call and a revoked session fails at its next.
 */
export class Context {
  readonly env: Env
  /** builds statements for `batch`; to run one by itself would go round the guard */
  readonly db: Database
  /** already filtered to what the person may see */
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
  /** that the session lives and the catalog is the one in memory; answers the newest seq */
  readonly #guard: Guard
  /** the request's Idempotency-Key, stored in the write's own batch */
  readonly idempotencyInsert: Sql | null
  /** the same person's context with the catalog as it is now: for answering what a write has just changed in it */
  readonly reload: () => Promise<Context>
  /** runs a step that nobody waits for, once the answer is on its way */
  readonly waitUntil: WaitUntil
  readonly cost: Cost = { calls: 0, read: 0, written: 0 }
  /** The newest history row when the last batch ran: an answer's ETag says that it includes everything up to here. */
  seq = 0
  /** the history rows that this request has written: whoever sent it knows its own echo by them */
  readonly ownSeqs: number[] = []

  constructor(parts: ContextParts) {
    this.env = parts.env
    this.db = openDatabase(parts.env.DB, this.cost)
    this.catalog = parts.catalog
    this.unfilteredCatalog = parts.unfilteredCatalog
    this.access = parts.access
    this.now = parts.now
    this.credential = parts.credential
    this.#guard = guard(parts.guard, 'stale', LAST_SEQ)
    this.idempotencyInsert = parts.idempotencyInsert
    this.reload = parts.reload
    this.waitUntil = parts.waitUntil ?? (() => {})
  }

  get person() {
    return this.access.person
  }

  /** One batch, all or nothing; results stand in the order of the statements. Throws StaleError or GuardError. */
  async batch<const T extends readonly Statement[]>(...statements: T): Promise<ResultsOf<T>> {
    return this.guardedBatch([], statements)
  }

  /** The same, with more guards that hold before it: each statement has its cost, however little it does, so they are one. */
  async guardedBatch<const T extends readonly Statement[]>(
    guards: readonly Guard[],
    statements: T,
  ): Promise<ResultsOf<T>> {
    const columns = guards.map(({ expression }, i) => sql`${expression} AS ${raw(`ok${i}`)}`)
    const head = sql<{ ok: number }>`SELECT ${join([sql`${this.#guard.expression} AS ok`, ...columns])}`
    const [[current], ...results] = await runBatch(this.db, [head, ...statements])
    this.seq = Number(current!.ok)
    return results as unknown as ResultsOf<T>
  }

  /** One value, in one statement with the guard; null where the query finds nothing. */
  async scalar(query: Sql): Promise<string | null> {
    const [[row]] = await runBatch(this.db, [
      sql<{ ok: number; value: string | null }>`SELECT ${this.#guard.expression} AS ok, (${query}) AS value`,
    ])
    this.seq = Number(row!.ok)
    return row!.value
  }

  /** The same project with all its fields. */
  unfilteredProject(project: Project): Project {
    return this.unfilteredCatalog.projects.find((one) => one.id === project.id) ?? project
  }

  /** The project, if the person may do `level` there: 404 where it can't be seen, 403 where it can. */
  project(id: number | null, level: Level): Project {
    return requireProject(this.catalog, this.access, id, level)
  }

  /** What questions about a project's records are compiled from; its row is called `r`. */
  scope(project: Project): SqlScope {
    return {
      catalog: this.catalog,
      project,
      me: this.person.id,
      now: this.now,
      row: 'r',
      language: SQL_LANGUAGE,
    }
  }

  /** The token of the session that asks; 403 for a key. What lets people in is not a key's to change: it would outlive the key. */
  requireSession(): string {
    if (this.credential.kind !== 'session') throw forbidden()
    return this.credential.token
  }
}
