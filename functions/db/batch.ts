import type { BatchItem } from 'drizzle-orm/batch'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { type Bound, Sql, sql } from '../../src/core/sql/index.ts'
import type { Database } from './client.ts'

/** One of Drizzle's builders, or SQL compiled from what people ask of their own fields. */
export type Statement = BatchItem<'sqlite'> | Sql

/** Of compiled SQL its rows, of a builder what it answers. */
export type ResultOf<S> = S extends Sql<infer Row> ? Row[] : S extends BatchItem<'sqlite'> ? S['_']['result'] : never
export type ResultsOf<T extends readonly Statement[]> = { -readonly [K in keyof T]: ResultOf<T[K]> }

/** The rights or fields that a batch was compiled from have changed since: nothing was done; compile it anew. */
export class StaleError extends Error {}

/** Others have written since to what a batch goes by: nothing was done; read it again. The catalog may be the same. */
export class WrittenError extends StaleError {}

/** So often is tried what others make stale. */
export const MOST_ATTEMPTS = 9

/** Before the next attempt: many at once would only make each other stale again. */
export async function backOff(attempt: number): Promise<void> {
  if (attempt > 2) await new Promise((wake) => setTimeout(wake, Math.random() * 10 * attempt))
}

/** A guard inside a batch said no, with its own code: nothing was written. */
export class GuardError extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/**
 * A statement that stops its batch unless `condition` holds. SQLite has no RAISE outside triggers; a bad JSON path fails,
 * rolls everything back, writes nothing and carries the code to `runBatch`, which throws it as GuardError. Where it holds,
 * `ok` is `value`.
 */
export function guard(condition: Sql, code: string, value: Sql = sql`1`): Guard {
  return new Guard(sql`iif(${condition}, ${value}, json_extract('{}', ${code}))`)
}

export class Guard extends Sql<{ ok: number }> {
  readonly expression: Sql

  constructor(expression: Sql) {
    super(['SELECT ', ' AS ok'], [expression])
    this.expression = expression
  }
}

/** All or nothing; results stand in the order of the statements. Throws StaleError, GuardError, or a Problem (422) where it is too much for D1. */
export async function runBatch<const T extends readonly Statement[]>(
  db: Database,
  statements: T,
): Promise<ResultsOf<T>> {
  if (statements.length === 0) return [] as unknown as ResultsOf<T>
  const items = statements.map((one) => (one instanceof Sql ? asQuery(db.$client, one) : one))
  try {
    return (await db.batch(items as [BatchItem<'sqlite'>])) as unknown as ResultsOf<T>
  } catch (error) {
    const code = /bad JSON path: '([^']*)'/.exec(String(error))?.[1]
    if (code === 'stale') throw new StaleError()
    if (code === 'written') throw new WrittenError()
    if (code !== undefined) throw new GuardError(code)
    // Each part was small enough, and all together aren't: a deep formula within a deep filter, through a lookup.
    if (TOO_MUCH.test(String(error))) throw new Problem(422, [issue('', 'tooMuch')])
    throw error
  }
}

const TOO_MUCH =
  /Expression tree is too large|statement too long|too many SQL variables|SQLITE_TOOBIG|parser stack overflow/i

/**
 * Compiled SQL as Drizzle's session takes it. Drizzle's own `sql` would render it a second time (three times the CPU of a
 * write, measured), and its raw queries can't carry values into a batch on D1.
 */
function asQuery(client: D1Database, statement: Sql): BatchItem<'sqlite'> {
  const { text, values } = bindings(statement)
  const prepared = {
    stmt: client.prepare(text),
    getQuery: () => ({ sql: text, params: values }),
    mapResult: (result: D1Result) => result.results,
  }
  return { _prepare: () => prepared } as unknown as BatchItem<'sqlite'>
}

/**
 * A builder without values, to be used in any number of batches: Drizzle renders one anew each time it runs (70 µs a statement,
 * measured), and cannot take its own prepared queries into a batch.
 */
export function renderOnce<T extends BatchItem<'sqlite'>>(builder: T): T {
  const prepared = (builder as unknown as { _prepare(): unknown })._prepare()
  return { _prepare: () => prepared } as unknown as T
}

/** D1 binds at most 100 values a statement. */
const MANY = 60
const MOST = 95

/** Equal values are bound once, since a wide question names its zone and its options several times over; if they are still too many, all as one. */
function bindings(statement: Sql): { text: string; values: readonly Bound[] } {
  const { values } = statement
  if (values.length <= MANY) return { text: statement.text, values }
  const distinct = [...new Set(values)]
  const asOne = distinct.length > MOST
  const text = statement.strings.reduce((before, after, n) => {
    const index = distinct.indexOf(values[n - 1]!)
    return `${before}${asOne ? `(?1 ->> ${index})` : `?${index + 1}`}${after}`
  })
  return { text, values: asOne ? [JSON.stringify(distinct)] : distinct }
}

/** Runs `step`; a GuardError whose code is in `problems` is rethrown as that problem. */
export async function mapGuardErrors<T>(
  problems: Readonly<Record<string, () => Problem | Promise<Problem>>>,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step()
  } catch (error) {
    const problem = error instanceof GuardError ? problems[error.code] : undefined
    throw problem ? await problem() : error
  }
}
