import { type Issue, issue, Problem, type Status } from '../../src/core/errors/index.ts'
import { Sql, sql } from '../../src/core/sql/index.ts'

/** D1 binds at most 100 values a statement. */
const MANY = 60
const MOST = 95

export function prepare(db: D1Database, statement: Sql): D1PreparedStatement {
  const { text, values } = statement.values.length > MANY ? withFewerBindings(statement) : statement
  return values.length ? db.prepare(text).bind(...values) : db.prepare(text)
}

/** Equal values bound once, since a wide question names its zone and its options several times over; if they are still too many, all as one. */
function withFewerBindings({ text, values }: Sql): Sql {
  const distinct = [...new Set(values)]
  const whole = distinct.length > MOST
  let n = 0
  return new Sql(
    text.replaceAll('?', () => {
      const at = distinct.indexOf(values[n++]!)
      return whole ? `(?1 ->> ${at})` : `?${at + 1}`
    }),
    whole ? [JSON.stringify(distinct)] : distinct,
  )
}

/** The rights or fields that a batch was compiled from have changed since: nothing was done; compile it anew. */
export class StaleError extends Error {}

/** A guard inside a batch said no, with its own word: nothing was written. */
export class GuardError extends Error {
  readonly code: string

  constructor(word: string) {
    super(word)
    this.code = word
  }
}

/**
 * A statement that stops its batch unless `condition` holds. SQLite has no RAISE outside triggers; a bad JSON path fails,
 * rolls everything back, writes nothing and carries the word to `run`, which throws it as Refused. Where it holds, `ok` is `answer`.
 */
export function guard(condition: Sql, word: string, answer: Sql = sql`1`): Sql {
  return sql`SELECT iif(${condition}, ${answer}, json_extract('{}', ${word})) AS ok`
}

export async function runBatch(db: D1Database, statements: readonly Sql[]): Promise<D1Result<Row>[]> {
  try {
    return await db.batch<Row>(statements.map((statement) => prepare(db, statement)))
  } catch (error) {
    const word = /bad JSON path: '([^']*)'/.exec(String(error))?.[1]
    if (word === 'stale') throw new StaleError()
    if (word !== undefined) throw new GuardError(word)
    // Each part was small enough, and all together aren't: a deep formula within a deep filter, through a lookup.
    if (TOO_MUCH.test(String(error))) throw new Problem(422, [issue('', 'tooMuch')])
    throw error
  }
}

const TOO_MUCH =
  /Expression tree is too large|statement too long|too many SQL variables|SQLITE_TOOBIG|parser stack overflow/i

export type Row = Record<string, string | number | null>

/** Runs `step`; a guard's word in `words` becomes the problem it stands for. */
export async function mapGuardErrors<T>(
  words: Record<string, readonly [Status, () => Issue | Promise<Issue>]>,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step()
  } catch (error) {
    const meant = error instanceof GuardError ? words[error.code] : undefined
    if (!meant) throw error
    throw new Problem(meant[0], [await meant[1]()])
  }
}
