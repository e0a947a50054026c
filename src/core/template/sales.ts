import type { Color, ListKind } from '../model/index.ts'
import { type ChartName, en, type FieldName, km, type ListName, type TemplateWords } from './words.ts'

/** What the set-up asks (M59). */
export interface SalesAnswers {
  sellTo: 'companies' | 'people'
  /** ISO 4217 */
  currency: string
  language: 'en' | 'km'
  /** the team's own stages instead of the nine */
  lists?: { name: string; kind: ListKind; probability: number }[] | undefined
  /** further projects, linked to the opportunities */
  with: readonly ('delivery' | 'invoices')[]
}

export type ProjectKey = 'customers' | 'opportunities' | 'delivery' | 'invoices'
type Projects = Partial<Record<ProjectKey, TemplateProject>> & Record<'customers' | 'opportunities', TemplateProject>

export interface TemplateList {
  name: string
  kind: ListKind
  probability: number
  staleAfterDays: number | null
  color: Color
}

export interface TemplateField {
  key: FieldName
  name: string
  type: string
  /** names projects and fields by their keys */
  config: Record<string, unknown>
}

export interface TemplateProject {
  name: string
  recordName: string
  titleName: string
  icon: string
  lists: TemplateList[]
  fields: TemplateField[]
  tags: { name: string; color: Color }[]
}

export interface TemplateChart {
  name: string
  project: ProjectKey
  kind: 'stat' | 'bar' | 'pie'
  measure: { op: 'count' | 'sum'; field?: FieldName; weight?: 'probability' }
  filter?: unknown
  time?: { by: 'createdAt' | 'closedAt' }
  split?: { by: string; every?: 'month' }
  place: { x: number; y: number; w: number; h: number }
}

/**
 * The sales CRM as data (M52): customers and opportunities with M4, M5, M22, M23 and the charts of M44; if wanted, delivery
 * projects that show the customer's email through the opportunity (M20), and invoices.
 */
export function salesTemplate(answers: SalesAnswers): {
  projects: Projects
  dashboard: { name: string; charts: TemplateChart[] }
} {
  const words = answers.language === 'km' ? km : en
  const invoiced = answers.with.includes('invoices')
  const projects: Projects = {
    customers: {
      name: words.customers,
      recordName: words.customer,
      titleName: answers.sellTo === 'companies' ? words.companyName : words.personName,
      icon: answers.sellTo === 'companies' ? 'building' : 'users',
      lists: [{ name: words.lists.customers, kind: 'open', probability: 100, staleAfterDays: null, color: 'teal' }],
      fields: customerFields(words),
      tags: [],
    },
    opportunities: {
      name: words.opportunities,
      recordName: words.opportunity,
      titleName: words.opportunityName,
      icon: 'target',
      lists: answers.lists?.map(ownList) ?? stages(words),
      fields: opportunityFields(words, answers.currency, invoiced),
      tags: words.tags.map((name, i) => ({ name, color: (['teal', 'blue', 'amber', 'purple'] as const)[i % 4]! })),
    },
    ...(answers.with.includes('delivery') && { delivery: delivery(words) }),
    ...(invoiced && { invoices: invoices(words, answers.currency) }),
  }
  return { projects, dashboard: { name: words.dashboard, charts: charts(words, invoiced) } }
}

function delivery(words: TemplateWords): TemplateProject {
  const field = maker(words)
  const list = lister(words)
  return {
    name: words.deliveries,
    recordName: words.delivery,
    titleName: words.deliveryName,
    icon: 'truck',
    lists: [
      list('planning', 'open', 100, 14, 'blue'),
      list('working', 'open', 100, 30, 'amber'),
      list('review', 'open', 100, 10, 'purple'),
      list('delivered', 'won', 100, null, 'green'),
      list('cancelled', 'void', 0, null, 'grey'),
    ],
    fields: [
      field('opportunity', 'reference', { project: 'opportunities', multiple: false }),
      field('customerName', 'lookup', { reference: 'opportunity', field: 'customerName' }),
      field('customerEmail', 'lookup', { reference: 'opportunity', field: 'customerEmail' }),
      field('amount', 'lookup', { reference: 'opportunity', field: 'amount' }),
      field('start', 'date'),
      field('finish', 'date'),
      field('takes', 'duration', { from: moment('start'), to: moment('finish') }),
    ],
    tags: [],
  }
}

function invoices(words: TemplateWords, currency: string): TemplateProject {
  const field = maker(words)
  const list = lister(words)
  return {
    name: words.invoices,
    recordName: words.invoice,
    titleName: words.invoiceName,
    icon: 'file',
    lists: [
      list('draft', 'open', 100, 7, 'grey'),
      list('invoiceSent', 'open', 100, 30, 'amber'),
      list('paid', 'won', 100, null, 'green'),
      list('voided', 'void', 0, null, 'grey'),
    ],
    fields: [
      field('invoiceNo', 'uniqueId', { prefix: 'INV-', digits: 4 }),
      field('opportunity', 'reference', { project: 'opportunities', multiple: false }),
      field('customerName', 'lookup', { reference: 'opportunity', field: 'customerName' }),
      field('amount', 'currency', { currency, others: otherCurrencies(currency) }),
      field('issued', 'date'),
      field('payBy', 'date'),
      field('paidOn', 'date'),
      field('daysToPay', 'duration', { from: moment('issued'), to: moment('paidOn'), target: 30 * 86_400_000 }),
    ],
    tags: [],
  }
}

const moment = (field: FieldName) => ({ event: 'field', field })
const otherCurrencies = (currency: string) => ['USD', 'KHR'].filter((code) => code !== currency)

function stages(words: TemplateWords): TemplateList[] {
  const list = lister(words)
  return [
    list('unqualified', 'open', 5, 14, 'grey'),
    list('qualification', 'open', 20, 14, 'blue'),
    list('writing', 'open', 35, 10, 'indigo'),
    list('sent', 'open', 50, 14, 'purple'),
    list('negotiation', 'open', 70, 14, 'amber'),
    list('contract', 'open', 90, 10, 'teal'),
    list('won', 'won', 100, null, 'green'),
    list('lost', 'lost', 0, null, 'red'),
    list('void', 'void', 0, null, 'grey'),
  ]
}

const lister =
  (words: TemplateWords) =>
  (key: ListName, kind: ListKind, probability: number, staleAfterDays: number | null, color: Color): TemplateList => ({
    name: words.lists[key],
    kind,
    probability,
    staleAfterDays,
    color,
  })

const OPEN_COLORS = ['blue', 'indigo', 'purple', 'amber', 'teal', 'orange', 'pink'] as const

const ownList = (list: { name: string; kind: ListKind; probability: number }, i: number): TemplateList => ({
  ...list,
  staleAfterDays: list.kind === 'open' ? 14 : null,
  color:
    list.kind === 'open'
      ? OPEN_COLORS[i % OPEN_COLORS.length]!
      : ({ won: 'green', lost: 'red', void: 'grey' } as const)[list.kind],
})

function customerFields(words: TemplateWords): TemplateField[] {
  const field = maker(words)
  return [
    field('email', 'email'),
    field('phone', 'phone'),
    field('website', 'url'),
    field('address', 'location'),
    field('source', 'select', options(words, ['website', 'referral', 'event', 'partner', 'coldCall', 'socialMedia'])),
    field('category', 'select', options(words, ['lead', 'active', 'strategic', 'former'])),
    field('wonRevenue', 'rollup', {
      project: 'opportunities',
      reference: 'customer',
      measure: { op: 'sum', field: 'amount' },
      filter: { field: 'listKind', op: 'eq', value: 'won' },
    }),
  ]
}

function opportunityFields(words: TemplateWords, currency: string, invoiced: boolean): TemplateField[] {
  const field = maker(words)
  const others = otherCurrencies(currency)
  return [
    field('customer', 'reference', { project: 'customers', multiple: false }),
    field('customerName', 'lookup', { reference: 'customer', field: 'title' }),
    field('customerEmail', 'lookup', { reference: 'customer', field: 'email' }),
    field('amount', 'currency', { currency, others }),
    field('cost', 'currency', { currency, others }),
    field('profit', 'formula', { formula: ['amount', ' - ', 'cost'] }),
    ...(invoiced
      ? [
          field('invoiced', 'rollup', {
            project: 'invoices',
            reference: 'opportunity',
            measure: { op: 'sum', field: 'amount' },
            filter: { not: { field: 'listKind', op: 'eq', value: 'void' } },
          }),
        ]
      : []),
    field('expected', 'date'),
    field('confidence', 'rating', { max: 5 }),
    field(
      'dealSource',
      'select',
      options(words, ['website', 'referral', 'event', 'partner', 'coldCall', 'socialMedia']),
    ),
    field('size', 'select', options(words, ['small', 'medium', 'large', 'enterprise'])),
    field('proposal', 'url'),
    field('received', 'file'),
    field('signed', 'file'),
    field('lossReason', 'select', options(words, ['price', 'competitor', 'timing', 'noBudget', 'noDecision', 'other'])),
  ]
}

const maker =
  (words: TemplateWords) =>
  (key: FieldName, type: string, config: Record<string, unknown> = {}): TemplateField => ({
    key,
    name: words.fields[key],
    type,
    config,
  })

const OPTION_COLORS = ['teal', 'blue', 'purple', 'amber', 'orange', 'pink'] as const

const options = (words: TemplateWords, keys: string[]) => ({
  options: keys.map((key, i) => ({
    id: key,
    name: words.options[key]!,
    color: OPTION_COLORS[i % OPTION_COLORS.length]!,
  })),
})

function charts(words: TemplateWords, invoiced: boolean): TemplateChart[] {
  const of = (kind: string) => ({ field: 'listKind', op: 'eq', value: kind })
  const amount = { op: 'sum', field: 'amount' } as const
  const chart = (key: ChartName, rest: Omit<TemplateChart, 'name' | 'project'>): TemplateChart => ({
    name: words.charts[key],
    project: 'opportunities',
    ...rest,
  })
  return [
    chart('open', { kind: 'stat', measure: amount, filter: of('open'), place: { x: 0, y: 0, w: 3, h: 2 } }),
    chart('discounted', {
      kind: 'stat',
      measure: { ...amount, weight: 'probability' },
      filter: of('open'),
      place: { x: 0, y: 2, w: 3, h: 2 },
    }),
    chart('sales', {
      kind: 'bar',
      measure: amount,
      filter: of('won'),
      time: { by: 'closedAt' },
      split: { by: 'closedAt', every: 'month' },
      place: { x: 3, y: 0, w: 9, h: 4 },
    }),
    chart('pipeline', {
      kind: 'bar',
      measure: amount,
      time: { by: 'createdAt' },
      split: { by: 'createdAt', every: 'month' },
      place: { x: 0, y: 4, w: 6, h: 4 },
    }),
    chart('created', {
      kind: 'bar',
      measure: { op: 'count' },
      time: { by: 'createdAt' },
      split: { by: 'createdAt', every: 'month' },
      place: { x: 6, y: 4, w: 6, h: 4 },
    }),
    chart('stages', {
      kind: 'bar',
      measure: amount,
      filter: of('open'),
      split: { by: 'list' },
      place: { x: 6, y: 8, w: 6, h: 4 },
    }),
    chart('category', {
      kind: 'pie',
      measure: amount,
      filter: of('won'),
      split: { by: 'tags' },
      place: { x: 0, y: 8, w: 6, h: 4 },
    }),
    ...(invoiced
      ? [
          {
            ...chart('revenue', {
              kind: 'bar',
              measure: amount,
              filter: of('won'),
              time: { by: 'closedAt' },
              split: { by: 'closedAt', every: 'month' },
              place: { x: 0, y: 12, w: 12, h: 4 },
            }),
            project: 'invoices' as const,
          },
        ]
      : []),
  ]
}
