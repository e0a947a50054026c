import { afterAll, beforeAll, expect, test } from 'vitest'
import { runBatch } from '../../../functions/db/batch.ts'
import { type Kind, operatorsOf } from '../../../src/core/fields/index.ts'
import { compileFilter } from '../../../src/core/query/index.sql.ts'
import { match, operandNamed } from '../../../src/core/query/index.ts'
import { raw, sql } from '../../../src/core/sql/index.ts'
import { caseRows, cases } from './cases.ts'
import { catalog, DEALS } from './catalog.ts'
import { type BareDatabase, startDatabase } from './database.ts'
import { scopeFor } from './filters.ts'
import { store } from './store.ts'

const scope = scopeFor(catalog.projects.find((one) => one.id === DEALS)!)
const filterOf = (field: string, op: string, value: unknown) => ({ field, op, ...(value !== undefined && { value }) })
const KINDS: Kind[] = ['text', 'number', 'money', 'boolean', 'date', 'instant', 'option', 'set', 'links', 'files']

let bare: BareDatabase

beforeAll(async () => {
  bare = await startDatabase()
  await runBatch(bare.db, store(caseRows()))
})

afterAll(() => bare.close())

test('every operator of every kind has a case', () => {
  const covered = new Set(cases.map(([field, op]) => `${operandNamed(scope, field).kind} ${op}`))
  const all = KINDS.flatMap((kind) => operatorsOf(kind).map((op) => `${kind} ${op}`))
  expect(all.filter((one) => !covered.has(one))).toEqual([])
})

test('in D1', async () => {
  const results = await runBatch(
    bare.db,
    cases.map(
      ([field, op, value]) =>
        sql<{ found: string }>`SELECT coalesce(group_concat(r.title, '' ORDER BY r.title), '') AS found FROM records r
          WHERE r.project_id = ${raw(String(DEALS))} AND ${compileFilter(filterOf(field, op, value), scope)}`,
    ),
  )
  expect(cases.map(([field, op, value], i) => [field, op, value, results[i]![0]!.found])).toEqual(cases)
})

test('in JavaScript', () => {
  const deals = caseRows().filter((row) => row.project === DEALS)
  const found = (field: string, op: string, value: unknown) =>
    deals.filter((row) => match(filterOf(field, op, value), scope, row)).map((row) => row.title)
  expect(cases.map(([field, op, value]) => [field, op, value, found(field, op, value).join('')])).toEqual(cases)
})
