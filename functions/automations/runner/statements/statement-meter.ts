import type { RunnerCost } from '../../../env.ts'
import type { Faults } from './faults.ts'

/** A request on the free plan may send 50 statements to D1; a pass stops well before, and the next one goes on. */
const ENOUGH_STATEMENTS = 26
const MOST_STATEMENTS = 50

/** Counts the statements that go through a D1 binding, each one of a batch too. */
export class StatementMeter {
  readonly db: D1Database
  /** in tests: more than a request may send is an error */
  readonly #isStrict: boolean
  #sent = 0
  /** of any number of turns: for the benchmark */
  cost: RunnerCost = { statements: 0, read: 0, written: 0 }

  constructor(db: D1Database, isStrict: boolean, faults: Faults | null = null) {
    this.#isStrict = isStrict
    const client: Pick<D1Database, 'prepare' | 'batch'> = {
      prepare: (text) => db.prepare(text),
      batch: async <T>(statements: D1PreparedStatement[]) => {
        this.#sent += statements.length
        if (this.#isStrict && this.#sent > MOST_STATEMENTS) throw new Error(`${this.#sent} statements in one pass`)
        const send = () => db.batch<T>(statements)
        const results = faults ? await faults.around(send) : await send()
        this.cost.statements += statements.length
        for (const { meta } of results) {
          this.cost.read += meta.rows_read
          this.cost.written += meta.rows_written
        }
        return results
      },
    }
    this.db = client as D1Database
  }

  get isSpent(): boolean {
    return this.#sent >= ENOUGH_STATEMENTS
  }

  reset(): void {
    this.#sent = 0
  }
}
