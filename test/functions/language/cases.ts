import { typeOf } from '../../../src/core/fields/index.ts'
import { worldOf } from '../../../src/core/query/index.ts'
import { CUSTOMERS, catalog, DEALS } from './catalog.ts'
import { type Drawn, NOW } from './rows.ts'

/** The two customers that deals A and B point at. */
export const [C1, C2] = [1 * 4096 + CUSTOMERS, 2 * 4096 + CUSTOMERS] as const

/** Deals by letter, with what each has in a field of every kind; D has nothing. Now is 2026-11-24, 00:30 in Phnom Penh, a Tuesday. */
const deals: Record<string, { values: Record<string, unknown>; customer?: number; files?: number[] }> = {
  A: {
    values: {
      'My text': 'Café Sokha',
      'My number': 5,
      'My currency': 5000,
      'My checkbox': true,
      'My date': '2026-11-24',
      'My dateTime': '2026-11-23T17:00:00Z',
      'My select': 'New',
      'My multiSelect': ['New', 'Ångström'],
    },
    customer: C1,
    files: [91],
  },
  B: {
    values: {
      'My text': 'cafe sokha 2',
      'My number': -5,
      'My currency': { amount: 5000, currency: 'KHR' },
      'My checkbox': false,
      'My date': '2026-11-23',
      'My dateTime': '2026-11-23T16:59:59.999Z',
      'My select': 'Ångström',
      'My multiSelect': ['Ångström'],
    },
    customer: C2,
    files: [92, 93],
  },
  C: {
    values: {
      'My text': "សុខា d'Angkor",
      'My number': 0.1,
      'My currency': '4999.99',
      'My date': '2026-12-01',
      'My dateTime': '2026-11-30T17:00:00Z',
      'My multiSelect': ['New'],
    },
  },
  D: { values: {} },
}

const [HERE, MIDNIGHT] = ['2026-11-23T17:00:00.000Z', '2026-11-24'] as const
const month = { relative: 'start-of-month', plus: 1, unit: 'month' }

/** What each operator means of each kind: field, operator, value, and the deals it finds. Both engines are held to it. */
export const cases: readonly (readonly [field: string, op: string, value: unknown, found: string])[] = [
  // texts: without case and accents, in every script
  ['My text', 'eq', 'CAFE SOKHA', 'A'],
  ['My text', 'ne', 'CAFE SOKHA', 'BCD'],
  ['My text', 'in', ['cafe sokha 2', "សុខា D'ANGKOR"], 'BC'],
  ['My text', 'in', [], ''],
  ['My text', 'notIn', ['cafe sokha 2'], 'ACD'],
  ['My text', 'notIn', [], 'ABCD'],
  ['My text', 'empty', undefined, 'D'],
  ['My text', 'notEmpty', undefined, 'ABC'],
  ['My text', 'contains', 'É SOK', 'AB'],
  ['My text', 'contains', "ា d'", 'C'],
  ['My text', 'contains', '', 'ABC'],
  ['My text', 'contains', '%', ''],
  ['My text', 'startsWith', 'ca', 'AB'],
  ['My text', 'startsWith', '', 'ABC'],
  ['My text', 'endsWith', 'sokha', 'A'],
  ['My text', 'endsWith', '', 'ABC'],
  ['My text', 'endsWith', 'a longer text than any of them', ''],
  // numbers
  ['My number', 'eq', 5, 'A'],
  ['My number', 'ne', 5, 'BCD'],
  ['My number', 'in', [0.1, -5], 'BC'],
  ['My number', 'notIn', [0.1, -5], 'AD'],
  ['My number', 'empty', undefined, 'D'],
  ['My number', 'notEmpty', undefined, 'ABC'],
  ['My number', 'gt', 0.1, 'A'],
  ['My number', 'gte', 0.1, 'AC'],
  ['My number', 'lt', 0.1, 'B'],
  ['My number', 'lte', 0.1, 'BC'],
  ['My number', 'between', [0, 5], 'AC'],
  ['My number', 'between', [5, 0], ''],
  // money: of its own currency only
  ['My currency', 'eq', 5000, 'A'],
  ['My currency', 'ne', 5000, 'BCD'],
  ['My currency', 'in', [5000, { amount: 5000, currency: 'KHR' }], 'AB'],
  ['My currency', 'notIn', [5000], 'BCD'],
  ['My currency', 'empty', undefined, 'D'],
  ['My currency', 'notEmpty', undefined, 'ABC'],
  ['My currency', 'gt', '4999.99', 'A'],
  ['My currency', 'gte', '4999.99', 'AC'],
  ['My currency', 'lt', 5000, 'C'],
  ['My currency', 'lte', { amount: '5000', currency: 'KHR' }, 'B'],
  ['My currency', 'between', [4999.99, 5000], 'AC'],
  // yes or no: never ticked is not ticked, and yet empty
  ['My checkbox', 'eq', false, 'BCD'],
  ['My checkbox', 'ne', false, 'A'],
  ['My checkbox', 'notIn', [false], 'A'],
  ['My checkbox', 'in', [false], 'BCD'],
  ['My checkbox', 'eq', true, 'A'],
  ['My checkbox', 'ne', true, 'BCD'],
  ['My checkbox', 'in', [true, false], 'ABCD'],
  ['My checkbox', 'notIn', [true], 'BCD'],
  ['My checkbox', 'empty', undefined, 'CD'],
  ['My checkbox', 'notEmpty', undefined, 'AB'],
  // dates, and days told from today
  ['My date', 'eq', MIDNIGHT, 'A'],
  ['My date', 'ne', MIDNIGHT, 'BCD'],
  ['My date', 'in', [MIDNIGHT, '2026-12-01'], 'AC'],
  ['My date', 'notIn', [MIDNIGHT], 'BCD'],
  ['My date', 'empty', undefined, 'D'],
  ['My date', 'notEmpty', undefined, 'ABC'],
  ['My date', 'gt', '2026-11-23', 'AC'],
  ['My date', 'gte', MIDNIGHT, 'AC'],
  ['My date', 'lt', MIDNIGHT, 'B'],
  ['My date', 'lte', MIDNIGHT, 'AB'],
  ['My date', 'between', ['2026-11-23', MIDNIGHT], 'AB'],
  ['My date', 'before', { relative: 'today' }, 'B'],
  ['My date', 'after', { relative: 'today' }, 'C'],
  ['My date', 'on', { relative: 'today', plus: -1, unit: 'day' }, 'B'],
  ['My date', 'within', [{ relative: 'start-of-week' }, { relative: 'start-of-week', plus: 6, unit: 'day' }], 'AB'],
  ['My date', 'gte', month, 'C'],
  ['My date', 'on', '២០២៦-១១-២៤', 'A'],
  // instants: a day is from midnight to midnight where the workspace is
  ['My dateTime', 'eq', HERE, 'A'],
  ['My dateTime', 'eq', MIDNIGHT, 'A'],
  ['My dateTime', 'ne', HERE, 'BCD'],
  ['My dateTime', 'in', [HERE, '2026-11-30T17:00:00Z'], 'AC'],
  ['My dateTime', 'notIn', [HERE], 'BCD'],
  ['My dateTime', 'empty', undefined, 'D'],
  ['My dateTime', 'notEmpty', undefined, 'ABC'],
  ['My dateTime', 'gt', HERE, 'C'],
  ['My dateTime', 'gte', HERE, 'AC'],
  ['My dateTime', 'lt', HERE, 'B'],
  ['My dateTime', 'lte', HERE, 'AB'],
  ['My dateTime', 'between', ['2026-11-23', MIDNIGHT], 'AB'],
  ['My dateTime', 'before', HERE, 'B'],
  ['My dateTime', 'before', { relative: 'today' }, 'B'],
  ['My dateTime', 'after', MIDNIGHT, 'C'],
  ['My dateTime', 'on', { relative: 'today' }, 'A'],
  [
    'My dateTime',
    'within',
    [{ relative: 'start-of-month' }, { relative: 'start-of-month', plus: 29, unit: 'day' }],
    'AB',
  ],
  // one option
  ['My select', 'eq', 'ÅNGSTRÖM', 'B'],
  ['My select', 'ne', 'New', 'BCD'],
  ['My select', 'in', ['New', 'Ångström'], 'AB'],
  ['My select', 'notIn', ['New'], 'BCD'],
  ['My select', 'empty', undefined, 'CD'],
  ['My select', 'notEmpty', undefined, 'AB'],
  // several options
  ['My multiSelect', 'eq', ['Ångström', 'New'], 'A'],
  ['My multiSelect', 'ne', ['New'], 'ABD'],
  ['My multiSelect', 'in', ['Ångström'], 'AB'],
  ['My multiSelect', 'notIn', ['Ångström'], 'CD'],
  ['My multiSelect', 'empty', undefined, 'D'],
  ['My multiSelect', 'notEmpty', undefined, 'ABC'],
  ['My multiSelect', 'has', 'New', 'AC'],
  ['My multiSelect', 'hasAny', ['New', 'Ångström'], 'ABC'],
  ['My multiSelect', 'hasAll', ['New', 'Ångström'], 'A'],
  ['My multiSelect', 'hasAll', [], 'ABCD'],
  // records pointed at
  ['Customer', 'eq', [String(C1)], 'A'],
  ['Customer', 'ne', [String(C1)], 'BCD'],
  ['Customer', 'in', [String(C1), String(C2)], 'AB'],
  ['Customer', 'notIn', [String(C1)], 'BCD'],
  ['Customer', 'empty', undefined, 'CD'],
  ['Customer', 'notEmpty', undefined, 'AB'],
  ['Customer', 'has', String(C2), 'B'],
  ['Customer', 'hasAny', [String(C1)], 'A'],
  ['Customer', 'hasAll', [String(C1), String(C2)], ''],
  ['Customer.title', 'contains', 'bean', 'B'],
  ['Customer.title', 'empty', undefined, 'CD'],
  // files
  ['My file', 'eq', ['91'], 'A'],
  ['My file', 'ne', ['91'], 'BCD'],
  ['My file', 'in', ['92'], 'B'],
  ['My file', 'notIn', ['92'], 'ACD'],
  ['My file', 'empty', undefined, 'CD'],
  ['My file', 'notEmpty', undefined, 'AB'],
  ['My file', 'has', '93', 'B'],
  ['My file', 'hasAny', ['91', '93'], 'AB'],
  ['My file', 'hasAll', ['92', '93'], 'B'],
  // looked up: where nothing is pointed at, it is empty
  ['Customer.title', 'ne', 'kampot pepper', 'BCD'],
  ['Customer.title', 'notIn', ['kampot pepper', 'bean & leaf'], 'CD'],
  ['Customer.createdAt', 'ne', '2020-01-01', 'ABCD'],
  ['Customer.tags', 'notIn', [], 'ABCD'],
]

export function caseRows(): Drawn[] {
  const rows: Drawn[] = []
  const byId = (id: number) => rows.find((row) => row.id === id)!
  const row = (project: number, number: number, title: string, more: Partial<Drawn> = {}): Drawn => {
    const linked = more.linked ?? new Map<number, number[]>()
    const filed = more.filed ?? new Map<number, number[]>()
    return {
      id: number * 4096 + project,
      project,
      number,
      title,
      description: '',
      list: catalog.projects.find((one) => one.id === project)!.lists[0]!.id,
      due: null,
      createdAt: NOW,
      createdBy: null,
      updatedAt: NOW,
      updatedBy: null,
      lastActivity: 0,
      enteredListAt: NOW,
      closedAt: null,
      archivedAt: null,
      deletedAt: null,
      tags: [],
      assignees: [],
      values: new Map(),
      linked,
      filed,
      came: new Map(),
      files: (field) => filed.get(field) ?? [],
      links: (field) => (linked.get(field) ?? []).map(byId),
      pointing: (field) => rows.filter((other) => other.linked.get(field)?.includes(number * 4096 + project)),
      entered: () => null,
      ...more,
    }
  }
  const { fields } = catalog.projects.find((one) => one.id === DEALS)!
  const field = (name: string) => fields.find((one) => one.name === name)!
  rows.push(row(CUSTOMERS, 1, 'Kampot Pepper'), row(CUSTOMERS, 2, 'Bean & Leaf'))
  Object.entries(deals).forEach(([letter, { values, customer, files }], i) => {
    const parsed = Object.entries(values).map(([name, sent]) => {
      const { id, type, config } = field(name)
      return [id, typeOf(type)!.parse(sent, config, worldOf({ catalog, me: 1 }, name))] as const
    })
    const linked = new Map(customer ? [[field('Customer').id, [customer]]] : [])
    const filed = new Map(files ? [[field('My file').id, files]] : [])
    rows.push(row(DEALS, i + 1, letter, { values: new Map(parsed), linked, filed }))
  })
  return rows
}
