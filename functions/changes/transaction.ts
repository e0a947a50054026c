import { requireWriteAccess } from '../../src/core/permissions/index.ts'
import type { Sql } from '../../src/core/sql/index.ts'
import { type Context, notifyLiveHub } from '../context/index.ts'
import type { Guard, ResultOf, ResultsOf, Statement } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { type AuditEntry, auditEntry } from './audit-entry.ts'

/** What a statement answers, once its batch has run. */
export class Pending<R> {
  #result: { value: R } | undefined

  get result(): R {
    if (!this.#result) throw new Error('the batch has not run yet')
    return this.#result.value
  }

  /** Called by the transaction that it belongs to. */
  resolve(value: unknown): void {
    this.#result = { value: value as R }
  }
}

/**
 * Everything that one request writes, as one batch of D1: all of it happens or none. The request's Idempotency-Key stands in the
 * same batch, so a repeated request finds its answer or writes for the first time. What can be undone is written by `Change`,
 * which keeps its history too; for what can't (people, roles, teams, keys, invitations) there is the audit log.
 */
export class Transaction {
  protected readonly context: Context
  readonly #statements: { statement: Statement; pending?: Pending<unknown> }[] = []
  readonly #required: Guard[] = []
  readonly #afterCommit: Parameters<Context['waitUntil']>[0][] = []
  #changesCatalog = false
  /** whether all that it writes is told by its history */
  protected readonly hasHistory: boolean = false

  readonly #idempotencyInsert: Sql | null

  /**
   * `interim`: a batch that isn't the request's last. The Idempotency-Key stands in the last one only, so that a request that was cut
   * off in the middle goes on when it is repeated.
   */
  constructor(context: Context, { interim = false }: { interim?: boolean } = {}) {
    // No verb has to remember it.
    requireWriteAccess(context.access)
    this.context = context
    this.#idempotencyInsert = interim ? null : context.idempotencyInsert
  }

  add(...statements: readonly Statement[]): void {
    for (const statement of statements) this.#statements.push({ statement })
  }

  /** What must hold before anything is written. All of it is one statement, as each has its cost; a guard of what is written in the batch is added in its place. */
  require(...guards: readonly Guard[]): void {
    this.#required.push(...guards)
  }

  /** Adds a statement whose result is needed, such as an insert with RETURNING; it is there after `commit`. */
  run<S extends Statement>(statement: S): Pending<ResultOf<S>> {
    const pending = new Pending<ResultOf<S>>()
    this.#statements.push({ statement, pending })
    return pending
  }

  /** A line of the audit log; who did it and when are the request's. */
  audit(entry: Omit<AuditEntry, 'at' | 'person'>): void {
    const { now, person } = this.context
    this.add(auditEntry({ ...entry, at: now, person: person.id }))
  }

  /** What is to be done once all of it is written. Nobody waits for it, and a crash may lose it: cron must make it good. */
  afterCommit(step: Parameters<Context['waitUntil']>[0]): void {
    this.#afterCommit.push(step)
  }

  /** Every isolate reads the catalog anew before it answers again. */
  bumpCatalogVersion(): void {
    this.#changesCatalog = true
  }

  /** Runs the batch; `reads` are its last statements, so they see what was written. */
  async commit<const T extends readonly Statement[]>(...reads: T): Promise<ResultsOf<T>> {
    return (await this.runBatch([], reads, [])).reads
  }

  /** For subclasses: statements to put before and after everything that was added. */
  protected async runBatch<const T extends readonly Statement[]>(
    first: readonly Statement[],
    reads: T,
    last: readonly Statement[],
  ): Promise<{ first: unknown[]; reads: ResultsOf<T> }> {
    const idempotencyInsert = this.#idempotencyInsert
    const head = [...(idempotencyInsert ? [idempotencyInsert] : []), ...first]
    // Of two requests with one key the later finds the earlier's answer, whatever that has made of what is required.
    const [required, inPlace] = idempotencyInsert ? [[], this.#required] : [this.#required, []]
    const results: readonly unknown[] = await this.context.guardedBatch(required, [
      ...head,
      ...inPlace,
      ...this.#statements.map(({ statement }) => statement),
      ...reads,
      ...last,
      ...(this.#changesCatalog ? [bumpCatalogVersion] : []),
    ])
    const { env, waitUntil } = this.context
    const access = this.#changesCatalog || !this.hasHistory
    waitUntil(() => notifyLiveHub(env, access))
    for (const step of this.#afterCommit) waitUntil(step)
    const begin = head.length + inPlace.length
    const start = begin + this.#statements.length
    for (const [i, { pending }] of this.#statements.entries()) pending?.resolve(results[begin + i])
    return {
      first: results.slice(head.length - first.length, head.length),
      reads: results.slice(start, start + reads.length) as unknown as ResultsOf<T>,
    }
  }
}
