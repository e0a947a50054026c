import fc, { type GeneratorValue } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runBatch } from '../../../functions/db/batch.ts'
import type { Database } from '../../../functions/db/client.ts'
import { aggregate } from '../../../functions/records/aggregate.ts'
import { Problem } from '../../../src/core/errors/index.ts'
import { OPERATORS, operatorsOf } from '../../../src/core/fields/index.ts'
import type { Project } from '../../../src/core/model/index.ts'
import { compileFilter, type SqlScope, sortedBy, whereOf } from '../../../src/core/query/index.sql.ts'
import { type Filter, match, operandNamed } from '../../../src/core/query/index.ts'
import { join, raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { catalog } from './catalog.ts'
import { type BareDatabase, startDatabase } from './database.ts'
import { drawComparison, drawFilter, innermost, namesOf, scopeFor } from './filters.ts'
import { type Drawn, drawRows } from './rows.ts'
import { store } from './store.ts'

const RUNS = process.env.PROOF ? 100 : 4
const EACH = 25

/** Of what lies behind a reference a part is asked for, of a project's own every `nth`, others each time; PROOF=1 asks for all. */
const PART = 15
const turn = Math.floor(Math.random() * PART)
const sampledNames = (project: Project, nth = 1): string[] =>
  namesOf(project).filter((name, i) => {
    const every = name.includes('.') ? PART : nth
    return process.env.PROOF !== undefined || i % every === turn % every
  })

let bare: BareDatabase
let db: Database

beforeAll(async () => {
  bare = await startDatabase()
  db = bare.db
})

afterAll(() => bare.close())

/** Each filter's records by both engines: D1 itself, and JavaScript over the same rows. */
async function agree(rows: readonly Drawn[], queries: readonly { scope: SqlScope; filter: Filter }[]): Promise<number> {
  const results = await runBatch(
    db,
    queries.map(
      ({ scope, filter }) =>
        sql<{
          id: number
        }>`SELECT r.id FROM records r WHERE r.project_id = ${raw(String(scope.project.id))} AND ${compileFilter(filter, scope)} ORDER BY r.id`,
    ),
  )
  let hits = 0
  for (const [i, { scope, filter }] of queries.entries()) {
    const projectRows = rows.filter((row) => row.project === scope.project.id)
    const found = results[i]!.map((row) => Number(row.id))
    const matched = projectRows.filter((row) => match(filter, scope, row)).map((row) => row.id)
    expect(found, `${scope.project.name}, ${scope.catalog.workspace.zone}: ${JSON.stringify(filter)}`).toEqual(matched)
    if (found.length > 0 && found.length < projectRows.length) hits++
  }
  return hits
}

/** Only what it takes to see a failure again: the rows drawn would fill pages. */
async function asyncReporter<T>({ failed, seed, counterexamplePath, errorInstance }: fc.RunDetails<T>) {
  if (!failed) return
  throw new Error(`seed ${seed}, path ${counterexamplePath}: ${String(errorInstance)}`, { cause: errorInstance })
}

const size = () => fc.constantFrom(1, 1_000)
const zone = fc.constantFrom('UTC', 'Asia/Phnom_Penh', 'America/New_York', 'Australia/Lord_Howe')

// A failure names its seed and path; give them to fc.assert to see it again.
describe('JavaScript and D1 find the same records', () => {
  test(`by ${RUNS * EACH} random filters over random records`, { timeout: 600_000 }, async () => {
    let hits = 0
    const property = fc.asyncProperty(fc.gen(), zone, async (g: GeneratorValue, timeZone) => {
      const rows = drawRows(g)
      await runBatch(db, store(rows))
      const queries = Array.from({ length: EACH }, () => {
        const sizes = { 1: g(size), 2: g(size), 3: g(size) }
        const scope = scopeFor(g(fc.constantFrom, ...catalog.projects), timeZone, sizes)
        return { scope, filter: drawFilter(g, scope, rows, g(fc.integer, { min: 0, max: 3 })) }
      })
      hits += await agree(rows, queries)
    })
    await fc.assert(property, {
      numRuns: RUNS,
      endOnFailure: true,
      asyncReporter,
    })
    // Filters that everything or nothing fits prove little.
    expect(hits).toBeGreaterThan((RUNS * EACH) / 4)
  })

  test('by every operator of everything that can be named', { timeout: 600_000 }, async () => {
    const used = new Set<string>()
    const property = fc.asyncProperty(fc.gen(), zone, async (g: GeneratorValue, timeZone) => {
      const rows = drawRows(g)
      await runBatch(db, store(rows))
      for (const project of catalog.projects) {
        const scope = scopeFor(project, timeZone)
        const queries = sampledNames(project).flatMap((name) =>
          operatorsOf(innermost(operandNamed(scope, name)).kind).map((op) => {
            used.add(op)
            return { scope, filter: drawComparison(g, scope, rows, name, op) }
          }),
        )
        for (let i = 0; i < queries.length; i += 40) await agree(rows, queries.slice(i, i + 40))
      }
    })
    await fc.assert(property, {
      numRuns: process.env.PROOF ? 10 : 1,
      endOnFailure: true,
      asyncReporter,
    })
    expect([...used].sort()).toEqual([...OPERATORS].sort())
  })

  test('in the same order and the same groups, by whatever plan', { timeout: 600_000 }, async () => {
    let compared = 0
    const property = fc.asyncProperty(fc.gen(), async (g: GeneratorValue) => {
      await runBatch(db, store(drawRows(g)))
      for (const project of catalog.projects) {
        const plans: Record<number, number>[] = [
          {},
          { 1: 1, 2: 1_000, 3: 1_000_000 },
          { 1: 1_000_000, 2: 1_000, 3: 1 },
          { 1: 1, 2: 1_000, 3: 1 },
        ]
        const [first, ...others] = plans.map((sizes) => scopeFor(project, undefined, sizes))
        for (const [i, name] of sampledNames(project, 2).entries()) {
          // Each is held against one of the other plans, in turn; PROOF=1 holds it against all.
          const against = process.env.PROOF ? others : [others[i % others.length]!]
          const statements = [first!, ...against].map((scope) => [...orderedBy(scope, name), ...groupedBy(scope, name)])
          const [expected, ...results] = await Promise.all(statements.map((some) => runBatch(db, some)))
          for (const rows of results) expect(rows, `${project.name} by ${name}`).toEqual(expected)
          compared += expected!.length
        }
      }
    })
    await fc.assert(property, { numRuns: process.env.PROOF ? 5 : 1, endOnFailure: true, asyncReporter })
    expect(compared).toBeGreaterThan(process.env.PROOF ? 1000 : 100)
  })
})

/** Nothing where it can't be sorted or grouped by. */
function ifPossible(step: () => Sql[]): Sql[] {
  try {
    return step()
  } catch (problem) {
    if (problem instanceof Problem) return []
    throw problem
  }
}

const orderedBy = (scope: SqlScope, field: string): Sql[] =>
  ifPossible(() => {
    const { first, joins, columns, order } = sortedBy([{ field, desc: false }], scope)
    const hit = sql`hit AS (SELECT r.id AS id, ${columns} FROM records r ${joins} WHERE ${whereOf(scope, undefined)})`
    return [sql`WITH ${join([...first, hit])} SELECT id, k0 FROM hit ORDER BY ${order.by}`]
  })

const groupedBy = (scope: SqlScope, by: string): Sql[] =>
  ifPossible(
    () =>
      aggregate(scope, { where: whereOf(scope, undefined), split: { by, every: 'month' }, totals: [], path: () => '' })
        .statements,
  )
