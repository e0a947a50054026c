import * as v from 'valibot'
import { fieldTypes, typeOf } from '../../../src/core/fields/index.ts'
import type { Catalog, Field, Json, List, Project } from '../../../src/core/model/index.ts'
import { PLAIN_FIELD } from '../../../src/core/model/index.ts'
import { samples } from '../../core/samples/index.ts'

/*
 * Three projects that point at each other, with a field of every type there is, drawn from the registry: what the query
 * language can be asked of. Deliveries -> Deals -> Customers, and back by rollups.
 */
export const [CUSTOMERS, DEALS, DELIVERIES] = [1, 2, 3] as const

const people = [
  { id: 1, name: 'Sokha', email: 'sokha@example.com' },
  { id: 2, name: 'បុប្ផា', email: 'bopha@example.com' },
  { id: 3, name: 'Twin', email: 'twin1@example.com' },
  { id: 4, name: 'Twin', email: 'twin2@example.com' },
].map((one) => ({ ...one, role: 'member' as const, image: null, deactivated: false, away: null }))

const list = (id: number, name: string, kind: List['kind'], staleAfterDays: number | null = null): List => ({
  id,
  name,
  kind,
  probability: 50,
  staleAfterDays,
  color: 'grey',
  asks: [],
  position: id,
})
const tag = (id: number, name: string) => ({ id, name, color: 'grey' as const, position: id })

let ids = 0
/** A project's fields: [name, type, config]; each gets the next id and the columns it needs. */
function fieldsOf(of: [name: string, type: string, config?: unknown][]): Field[] {
  let slot = 1
  return of.map(([name, type, config], i) => {
    const { storage, config: schema } = typeOf(type)!
    return {
      ...PLAIN_FIELD,
      id: ++ids,
      name,
      type,
      config: v.parse(schema, config ?? samples[type]?.config ?? {}) as Json,
      slot: storage === 'slot' || storage === 'money' ? slot++ : null,
      slot2: storage === 'money' ? slot++ : null,
      position: i,
    }
  })
}

const project = (id: number, name: string, fields: Field[], lists: List[], tags: string[]): Project => ({
  id,
  name,
  recordName: name,
  titleName: 'Name',
  icon: 'folder',
  parts: { due: true, assignees: true, checklists: true, dependencies: true, tags: true, comments: true },
  position: id,
  size: 20,
  cubeCreatedByList: false,
  lists,
  fields,
  tags: tags.map((one, i) => tag(id * 10 + i, one)),
})

const stored = Object.keys(fieldTypes).filter((type) => type !== 'reference' && type !== 'file')
const money = { currency: 'USD', others: ['KHR', 'JPY'] }
const idOf = (fields: readonly Field[], name: string) => fields.find((one) => one.name === name)!.id
const formula = (fields: readonly Field[], text: string) => ({
  formula: text.replace(/\{([^}]+)\}/g, (_, name: string) => `{#${idOf(fields, name)}}`),
})

/** Of every stored type one, called after it. */
const fieldPerType = (but: string[] = []): [string, string, unknown?][] =>
  stored
    .filter((type) => !but.includes(type))
    .map((type) => [`My ${type}`, type, type === 'currency' ? money : undefined])

function build(): Project[] {
  const customers = fieldsOf([...fieldPerType(['longText', 'uniqueId', 'location'])])
  const deals = fieldsOf([
    ...fieldPerType(),
    ['My file', 'file'],
    ['Customer', 'reference', { project: String(CUSTOMERS) }],
    ['Partners', 'reference', { project: String(CUSTOMERS), multiple: true }],
    ['Other amount', 'currency', money],
    ['Customer email', 'lookup', { reference: 'Customer', field: 'My email' }],
    ['Customer amount', 'lookup', { reference: 'Customer', field: 'My currency' }],
    ['Customer tags', 'lookup', { reference: 'Customer', field: 'tags' }],
    ['Customer list', 'lookup', { reference: 'Customer', field: 'list' }],
    ['Partner regions', 'lookup', { reference: 'Partners', field: 'My multiSelect' }],
    ['Partner dates', 'lookup', { reference: 'Partners', field: 'My date' }],
    ['Open for', 'duration', { from: { event: 'created' }, to: { event: 'closed' } }],
    ['Answered in', 'duration', { from: { event: 'entered', list: '21' }, to: { event: 'entered', list: '22' } }],
    ['Made', 'createdAt'],
    ['Maker', 'createdBy'],
    ['Touched', 'updatedAt'],
    ['Toucher', 'updatedBy'],
    ['Here for', 'timeInList'],
  ])
  const fieldEvent = (name: string) => ({ event: 'field', field: String(idOf(deals, name)) })
  const more: [string, string, unknown?][] = [
    ['Late by', 'duration', { from: fieldEvent('My date'), to: fieldEvent('My dateTime') }],
    ['Profit', 'formula', formula(deals, '{My currency} - {Other amount}')],
    ['Ratio', 'formula', formula(deals, 'ROUND({My number} / {My rating} * 100, 2)')],
    ['Words', 'formula', formula(deals, 'CONCAT({My text}, " / ", {My select}, {Customer email})')],
    ['Big', 'formula', formula(deals, '{My number} > 10 OR {My checkbox}')],
    ['Next step', 'formula', formula(deals, 'DATEADD({My date}, 1, "month")')],
    ['In dollars', 'formula', formula(deals, 'CONVERT({My currency}, "USD")')],
    ['Names', 'formula', formula(deals, '{Customer tags}')],
    ['Where', 'formula', formula(deals, 'IF(ISEMPTY({Customer list}), "none", {Customer list})')],
  ]
  deals.push(...shifted(deals, more))
  const roll = (op: string, field?: string, filter?: unknown, reference = 'Customer') => ({
    project: String(DEALS),
    reference,
    measure: { op, ...(field && { field }) },
    ...(filter ? { filter } : {}),
  })
  const won = { field: 'listKind', op: 'eq', value: 'won' }
  customers.push(
    ...shifted(customers, [
      ['Deals', 'rollup', roll('count')],
      ['Partnerships', 'rollup', roll('count', undefined, { not: won }, 'Partners')],
      ['Won', 'rollup', roll('sum', 'My currency', won)],
      ['Mean', 'rollup', roll('average', 'My number')],
      ['Mean amount', 'rollup', roll('average', 'Other amount', { field: 'My currency', op: 'notEmpty' })],
      ['First', 'rollup', roll('min', 'My date')],
      ['Last seen', 'rollup', roll('max', 'My dateTime', { field: 'tags', op: 'hasAny', value: ['Hot', 'ក្តៅ'] })],
      ['Gain', 'rollup', roll('sum', 'Profit')],
    ]),
  )
  const deliveries = fieldsOf([
    ['Deal', 'reference', { project: String(DEALS), multiple: true }],
    ['Deal customer email', 'lookup', { reference: 'Deal', field: 'Customer email' }],
    ['Deal customer won', 'lookup', { reference: 'Deal', field: 'Customer.Won' }],
    ['Deal profit', 'lookup', { reference: 'Deal', field: 'Profit' }],
    ['Partner regions', 'lookup', { reference: 'Deal', field: 'Partner regions' }],
    ['Done', 'checkbox'],
  ])
  return [
    project(
      CUSTOMERS,
      'Customers',
      customers,
      [list(11, 'Customers', 'open'), list(12, 'Former', 'void')],
      ['VIP', 'Ärger'],
    ),
    project(
      DEALS,
      'Deals',
      deals,
      [list(20, 'New', 'open', 10), list(21, 'Proposal', 'open', 30), list(22, 'Won', 'won'), list(23, 'Lost', 'lost')],
      ['Hot', 'ក្តៅ', 'audit'],
    ),
    project(DELIVERIES, 'Deliveries', deliveries, [list(31, 'Deliveries', 'open')], ['urgent']),
  ]
}

/** More fields of the same project, in columns behind those it has. */
function shifted(had: readonly Field[], more: [string, string, unknown?][]): Field[] {
  return fieldsOf(more).map((field, i) => ({ ...field, position: had.length + i }))
}

export const catalog: Catalog = {
  version: 1,
  workspace: {
    name: 'Tonle',
    locale: 'en',
    country: 'KH',
    currency: 'USD',
    zone: 'Asia/Phnom_Penh',
    presence: true,
    workingDays: [1, 2, 3, 4, 5],
    holidays: [],
    reportCurrency: 'USD',
    rates: [
      { currency: 'KHR', rate: '4100', from: '2024-01-01' },
      { currency: 'JPY', rate: '155.25', from: '2026-01-01' },
    ],
  },
  people,
  roles: [],
  teams: [],
  autoIndexes: [],
  projects: build(),
  dashboards: [],
  automations: [],
  webhooks: [],
}
