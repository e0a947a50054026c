import fc, { type GeneratorValue } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runBatch } from '../../../functions/db/batch.ts'
import type { Database } from '../../../functions/db/client.ts'
import { compile, parseCompilable } from '../../../src/core/formula/index.sql.ts'
import { evaluate, FormulaError, type Setting, type Tree, TYPES } from '../../../src/core/formula/index.ts'
import { raw, sql } from '../../../src/core/sql/index.ts'
import { encodeArgument, env, fields, plain, type Row, readAs, setting } from '../../core/formula/engines.ts'
import { formula, row } from '../../core/formula/random.ts'
import { type BareDatabase, startDatabase } from './database.ts'

/* The formulas of test/core/formula, drawn from the same registry, in D1 itself: its SQLite is another build, with other limits. */

const RUNS = process.env.PROOF ? 80 : 8
const EACH = 25

let bare: BareDatabase
let db: Database

beforeAll(async () => {
  bare = await startDatabase()
  db = bare.db
  const columns = fields.map(({ id }) => `s${id} BLOB, c${id} BLOB`).join(', ')
  await runBatch(db, [raw(`CREATE TABLE drawn (id INTEGER PRIMARY KEY, ${columns})`)])
})

afterAll(() => bare.close())

const filled = (rows: readonly Row[]) => {
  const stored = rows.map((one) => fields.flatMap(({ name }) => encodeArgument(one[name] ?? null)))
  const columns = fields.flatMap((_, i) => [`value ->> ${2 * i}`, `value ->> ${2 * i + 1}`]).join(', ')
  return [
    raw('DELETE FROM drawn'),
    sql`INSERT INTO drawn SELECT NULL, ${raw(columns)} FROM json_each(${JSON.stringify(stored)}) ORDER BY key`,
  ]
}

const selectValues = (tree: Tree, formulaSetting: Setting) => {
  const code = compile(tree, (id) => ({ value: raw(`r.s${id}`), currency: raw(`r.c${id}`) }), formulaSetting)
  return sql<{
    value: string | number | null
    currency: string | null
  }>`SELECT ${code.value} AS value, ${code.currency ?? raw('NULL')} AS currency FROM drawn r ORDER BY r.id`
}

/** null for one that is refused: too large, or of two currencies known beforehand. */
function drawn(g: GeneratorValue): { text: string; tree: Tree } | null {
  const text = formula(g, g(fc.constantFrom, ...TYPES), g(fc.integer, { min: 1, max: 4 }))
  try {
    return { text, tree: parseCompilable(text, env) }
  } catch (error) {
    if (error instanceof FormulaError) return null
    throw error
  }
}

test(`${RUNS * EACH} random formulas say the same in JavaScript and in D1`, { timeout: 600_000 }, async () => {
  let tried = 0
  const zone = fc.constantFrom('UTC', 'Asia/Phnom_Penh', 'America/New_York', 'Australia/Lord_Howe')
  const property = fc.asyncProperty(
    fc.gen(),
    fc.array(row, { minLength: 4, maxLength: 4 }),
    zone,
    async (g: GeneratorValue, rows, timeZone) => {
      const here = { ...setting, zone: timeZone }
      const some = Array.from({ length: EACH }, () => drawn(g)).filter((one) => one !== null)
      const [, , ...results] = await runBatch(db, [
        ...filled(rows),
        ...some.map(({ tree }) => selectValues(tree, here)),
      ])
      for (const [i, { text, tree }] of some.entries()) {
        const names = new Map(fields.map(({ id, name }) => [id, name]))
        const js = rows.map((one) => plain(evaluate(tree, (id) => one[names.get(id)!] ?? null, here)))
        const d1 = results[i]!.map(({ value, currency }) => readAs(tree, value ?? null, String(currency)))
        expect(d1, `${text} in ${timeZone}, of ${JSON.stringify(rows)}`).toEqual(js)
        tried++
      }
    },
  )
  await fc.assert(property, { numRuns: RUNS })
  expect(tried).toBeGreaterThan(RUNS * EACH * 0.9)
})
