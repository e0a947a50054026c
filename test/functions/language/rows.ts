import fc, { type GeneratorValue } from 'fast-check'
import { typeOf } from '../../../src/core/fields/index.ts'
import type { Field, Project } from '../../../src/core/model/index.ts'
import { type Row, worldOf } from '../../../src/core/query/index.ts'
import { samples } from '../../core/samples/index.ts'
import { CUSTOMERS, catalog, DEALS, DELIVERIES } from './catalog.ts'

/** Now, in these tests: half an hour past midnight in Phnom Penh, the evening before in UTC. */
export const NOW = Date.parse('2026-11-23T17:30:00Z')

const DATES = [
  '2024-02-29',
  '2023-02-28',
  '2026-11-24',
  '2026-11-23',
  '2026-12-31',
  '2027-01-01',
  '2026-10-31',
  '1970-01-01',
]
const INSTANTS = [
  NOW,
  NOW - 1,
  NOW - 30 * 60_000,
  NOW - 30 * 60_000 - 1,
  0,
  -1,
  Date.parse('2026-11-30T17:00:00Z'),
  Date.parse('2024-02-29T12:00:00Z'),
]
const TEXTS = [
  "O'Brien & Söhne",
  'Ångström',
  'ÅNGSTRÖM',
  'សុខា',
  'សូខៅ',
  '👍🏽 deal',
  '%_\\',
  '"q"',
  'Straße',
  'STRASSE',
  'ﷺ',
  '{{7*7}}',
  'ABC',
  'abc',
  ' x ',
]

/** What may be sent as a value of the type: its samples, and what lies on the borders. */
export function sentOf(g: GeneratorValue, type: string): unknown {
  const good = samples[type]!.good.map(([sent]) => sent)
  const more: Record<string, unknown[]> = {
    text: TEXTS,
    uniqueId: ['INV-0001', 'INV-0002'],
    longText: [...TEXTS, 'line\nline'],
    number: [0, 5, 5.5, -5, 0.1, 900719925474099, 999999999999999, -999999999999999, 10, 11],
    percent: [0, 15, 33.3, 100],
    currency: [
      5000,
      '0.01',
      '-12.50',
      { amount: '4100000', currency: 'KHR' },
      { amount: 1000, currency: 'JPY' },
      { amount: '10000000000.00', currency: 'USD' },
    ],
    date: DATES,
    dateTime: INSTANTS.map((time) => new Date(time).toISOString()),
    rating: [1, 2, 3, 5],
  }
  return g(
    fc.constantFrom,
    ...(more[type] ?? []),
    ...(type === 'longText' ? ['short'] : type === 'currency' ? [] : good),
  )
}

/** A row before its links are known. */
export interface Drawn extends Row {
  project: number
  linked: Map<number, number[]>
  filed: Map<number, number[]>
  came: Map<number, number>
}

/** Customers, deals and deliveries with holes everywhere; the same in every respect as what `store` puts into the database. */
export function drawRows(g: GeneratorValue): Drawn[] {
  const rows: Drawn[] = []
  const counts = [
    [CUSTOMERS, 7],
    [DEALS, 16],
    [DELIVERIES, 9],
  ] as const
  for (const [id, count] of counts) {
    const project = catalog.projects.find((one) => one.id === id)!
    for (let n = 1; n <= count; n++) rows.push(drawn(g, project, n, rows))
  }
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const row of rows) {
    row.links = (field) => (row.linked.get(field) ?? []).map((id) => byId.get(id)!)
    row.pointing = (field) => rows.filter((other) => other.linked.get(field)?.includes(row.id))
  }
  return rows
}

function drawn(g: GeneratorValue, project: Project, number: number, before: readonly Drawn[]): Drawn {
  const maybe = (n: number) => g(fc.integer, { min: 1, max: n }) === 1
  const some = <T>(from: readonly T[], most: number): T[] =>
    g(() => fc.shuffledSubarray([...from], { maxLength: Math.min(most, from.length) }))
  const one = <T>(...from: T[]): T => g(fc.constantFrom, ...from)
  const list = one(...project.lists)
  const values = new Map<number, unknown>()
  const linked = new Map<number, number[]>()
  const filed = new Map<number, number[]>()
  const id = number * 4096 + project.id
  for (const field of project.fields) {
    const type = typeOf(field.type)!
    if (maybe(3)) continue
    if (type.storage === 'slot' || type.storage === 'money') {
      const value = drawnValue(g, field)
      if (value !== null) values.set(field.id, value)
    } else if (type.storage === 'links') {
      const { project: target, multiple } = field.config as { project: string; multiple: boolean }
      const there = before.filter((other) => String(other.project) === target).map((other) => other.id)
      linked.set(field.id, some(there, multiple ? 3 : 1))
    } else if (type.storage === 'files') filed.set(field.id, some([id * 10 + 1, id * 10 + 2, id * 10 + 3], 3))
  }
  const came = new Map(
    some(project.lists, 3).map((one) => [one.id, NOW - g(fc.integer, { min: 0, max: 90 * 86_400_000 })]),
  )
  const entered = NOW - g(fc.integer, { min: 0, max: 60 * 86_400_000 })
  return {
    id,
    project: project.id,
    number,
    title: one(...TEXTS),
    description: one('', '', ...TEXTS),
    list: list.id,
    due: one(null, null, ...DATES),
    createdAt: one(...INSTANTS),
    createdBy: one(null, 1, 2, 3),
    updatedAt: one(...INSTANTS),
    updatedBy: one(null, 1, 2, 3),
    enteredListAt: entered,
    lastActivity: one(...INSTANTS),
    closedAt: list.kind === 'open' ? null : one(...INSTANTS),
    archivedAt: maybe(8) ? NOW : null,
    deletedAt: maybe(8) ? NOW : null,
    tags: some(
      project.tags.map((tag) => tag.id),
      2,
    ),
    assignees: some([1, 2, 3], 2),
    values,
    linked,
    filed,
    came,
    files: (field) => filed.get(field) ?? [],
    links: () => [],
    pointing: () => [],
    // Being there counts as having come, where history knows of no coming.
    entered: (of) => came.get(of) ?? (of === list.id ? entered : null),
  }
}

export function drawnValue(g: GeneratorValue, field: Field): unknown {
  const type = typeOf(field.type)!
  return type.parse(sentOf(g, field.type), field.config, worldOf({ catalog, me: 1 }, field.name))
}
