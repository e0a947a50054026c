import { DatabaseSync } from 'node:sqlite'
import { compile } from '../../../src/core/formula/index.sql.ts'
import {
  type Environment,
  environment,
  evaluate,
  type FormulaField,
  type Setting,
  type Tree,
  type Value,
} from '../../../src/core/formula/index.ts'
import { raw, sql } from '../../../src/core/sql/index.ts'

/** Two fields of each type, so that they can be told apart; of money, two in dollars only and two that keep a currency each. */
export const fields: readonly FormulaField[] = [
  { id: 1, name: 'Number', type: 'number' },
  { id: 2, name: 'Other', type: 'number' },
  { id: 3, name: 'Price', type: 'money', currency: 'USD' },
  { id: 4, name: 'Cost', type: 'money', currency: 'USD' },
  { id: 5, name: 'Fee', type: 'money' },
  { id: 6, name: 'Tax', type: 'money' },
  { id: 7, name: 'Name', type: 'text' },
  { id: 8, name: 'Note', type: 'text' },
  { id: 9, name: 'Done', type: 'boolean' },
  { id: 10, name: 'Paid', type: 'boolean' },
  { id: 11, name: 'Start', type: 'date' },
  { id: 12, name: 'End', type: 'date' },
  { id: 13, name: 'Made', type: 'instant' },
  { id: 14, name: 'Seen', type: 'instant' },
  { id: 15, name: 'Tags', type: 'list' },
  { id: 16, name: 'People', type: 'list' },
]
export const env: Environment = environment(fields)
export const setting: Setting = {
  now: Date.parse('2026-11-23T17:30:00Z'),
  zone: 'Asia/Phnom_Penh',
  digits: { JPY: 0, KHR: 2, KWD: 3, VND: 0 },
  rates: {
    report: 'USD',
    list: [
      { currency: 'JPY', rate: '150', from: '2024-01-01' },
      { currency: 'JPY', rate: '155.25', from: '2026-06-01' },
      { currency: 'KWD', rate: '0.3075', from: '2026-01-01' },
    ],
  },
}

export type Row = Readonly<Record<string, Value>>

/** D1's limits, which SQLite here would not keep by itself. */
const LIMITS = { exprDepth: 100, functionArg: 32, compoundSelect: 5, variableNumber: 100 }

/** Both engines over the same rows. */
export class Engines {
  readonly #database = new DatabaseSync(':memory:', { limits: LIMITS } as object)
  #rows: readonly Row[] = []

  constructor() {
    const columns = fields.map(({ id }) => `s${id} BLOB, c${id} BLOB`)
    this.#database.exec(`CREATE TABLE records (id INTEGER PRIMARY KEY, ${columns.join(', ')})`)
  }

  /** As D1 is filled: through one JSON parameter. */
  fill(rows: readonly Row[]): void {
    this.#rows = rows
    const stored = rows.map((row) => fields.flatMap(({ name }) => encodeArgument(row[name] ?? null)))
    const columns = fields.flatMap((_, i) => [`value ->> ${2 * i}`, `value ->> ${2 * i + 1}`])
    this.#database.exec('DELETE FROM records')
    this.#database
      .prepare(`INSERT INTO records SELECT NULL, ${columns.join(', ')} FROM json_each(?) ORDER BY key`)
      .run(JSON.stringify(stored))
  }

  js(tree: Tree, formulaSetting: Setting = setting): Value[] {
    const names = new Map(fields.map(({ id, name }) => [id, name]))
    return this.#rows.map((row) => plain(evaluate(tree, (id) => row[names.get(id)!] ?? null, formulaSetting)))
  }

  sql(tree: Tree, formulaSetting: Setting = setting): Value[] {
    const code = compile(tree, (id) => ({ value: raw(`r.s${id}`), currency: raw(`r.c${id}`) }), formulaSetting)
    const query = sql`SELECT ${code.value} AS value, ${code.currency ?? raw('NULL')} AS currency FROM records r ORDER BY r.id`
    const found = this.#database.prepare(query.text).all(...query.values) as {
      value: null | number | string
      currency: string
    }[]
    return found.map(({ value, currency }) => readAs(tree, value, currency))
  }
}

export function encodeArgument(value: Value): [unknown, unknown] {
  if (typeof value === 'boolean') return [value ? 1 : 0, null]
  if (Array.isArray(value)) return [JSON.stringify(value), null]
  if (typeof value === 'object' && value !== null && 'minor' in value) return [value.minor, value.currency]
  return [value, null]
}

export function readAs({ type }: Tree, value: null | number | string, currency: string): Value {
  if (value === null) return null
  if (type === 'money') return { minor: value as number, currency }
  if (type === 'boolean') return value === 1
  if (type === 'list') return JSON.parse(value as string) as string[]
  return value
}

/** -0 is 0 to whoever reads it. */
export const plain = (value: Value): Value => (typeof value === 'number' ? value + 0 : value)
