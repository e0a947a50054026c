import { type Color, freeColors, type Language, type ListKind } from '../model/index.ts'
import { isSameName } from '../text/identity.ts'
import { delivery, invoices } from './after-sale.ts'
import {
  asksOf,
  inSection,
  lister,
  maker,
  options,
  otherCurrencies,
  type ProjectKey,
  type TemplateField,
  type TemplateList,
  type TemplateProject,
} from './parts.ts'
import { TEMPLATE_WORDS, type TemplateWords } from './words.ts'

/** What the set-up asks (M59). */
export interface SalesAnswers {
  sellTo: 'companies' | 'people'
  /** ISO 4217 */
  currency: string
  language: Language
  /** the team's own stages instead of the nine */
  lists?: { name: string; kind: ListKind; probability: number }[] | undefined
  /** the services that the team sells, instead of the template’s tags */
  services?: readonly string[] | undefined
  /** further projects, linked to the opportunities */
  with: readonly ('delivery' | 'invoices')[]
}

type Projects = Partial<Record<ProjectKey, TemplateProject>> & Record<'customers' | 'opportunities', TemplateProject>

/**
 * The sales CRM as data (M52): customers and opportunities with M4, M5, M22, M23 and the charts of M44; if wanted, delivery
 * projects that show the customer's email through the opportunity (M20), and invoices.
 */
export function salesTemplate(answers: SalesAnswers): {
  projects: Projects
  words: TemplateWords
} {
  const words = TEMPLATE_WORDS[answers.language]
  const invoiced = answers.with.includes('invoices')
  const projects: Projects = {
    customers: {
      name: words.customers,
      recordName: words.customer,
      titleName: answers.sellTo === 'companies' ? words.companyName : words.personName,
      icon: answers.sellTo === 'companies' ? 'building' : 'users',
      lists: [
        { name: words.lists.customers, kind: 'open', probability: 100, staleAfterDays: null, color: 'teal', asks: [] },
      ],
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
      tags: tags(answers.services?.length ? answers.services : words.tags),
    },
    ...(answers.with.includes('delivery') && { delivery: delivery(words) }),
    ...(invoiced && { invoices: invoices(words, answers.currency) }),
  }
  return { projects, words }
}

function tags(names: readonly string[]): { name: string; color: Color }[] {
  const distinct = names.filter((name, i) => names.findIndex((one) => isSameName(one, name)) === i)
  const free = freeColors(distinct.length, TAG_COLORS)
  return distinct.map((name, i) => ({ name, color: TAG_COLORS[i]?.color ?? free[i - TAG_COLORS.length]! }))
}

/** The first ones differ most, for eyes that tell some colours less. */
const TAG_COLORS = (['teal', 'blue', 'amber', 'purple'] as const).map((color) => ({ color }))

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

const OPEN_COLORS = ['blue', 'indigo', 'purple', 'amber', 'teal', 'orange', 'pink'] as const

const ownList = (list: { name: string; kind: ListKind; probability: number }, i: number): TemplateList => ({
  ...list,
  staleAfterDays: list.kind === 'open' ? 14 : null,
  asks: asksOf(list.kind),
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
    ...inSection(words.sections.sales, [
      field('source', 'select', options(words, ['website', 'referral', 'event', 'partner', 'coldCall', 'socialMedia'])),
      field('category', 'select', options(words, ['lead', 'active', 'strategic', 'former'])),
      field('wonRevenue', 'rollup', {
        project: 'opportunities',
        reference: 'customer',
        measure: { op: 'sum', field: 'amount' },
        filter: { field: 'listKind', op: 'eq', value: 'won' },
      }),
    ]),
  ]
}

function opportunityFields(words: TemplateWords, currency: string, invoiced: boolean): TemplateField[] {
  const field = maker(words)
  const others = otherCurrencies(currency)
  const { sections } = words
  return [
    field('customer', 'reference', { project: 'customers', multiple: false }),
    field('customerName', 'lookup', { reference: 'customer', field: 'title' }),
    field('customerEmail', 'lookup', { reference: 'customer', field: 'email' }),
    field('amount', 'currency', { currency, others }),
    ...inSection(sections.figures, [
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
    ]),
    field('expected', 'date'),
    field('confidence', 'rating', { max: 5 }),
    ...inSection(sections.origin, [
      field(
        'dealSource',
        'select',
        options(words, ['website', 'referral', 'event', 'partner', 'coldCall', 'socialMedia']),
      ),
      field('size', 'select', options(words, ['small', 'medium', 'large', 'enterprise'])),
    ]),
    ...inSection(sections.papers, [field('proposal', 'url'), field('received', 'file'), field('signed', 'file')]),
    ...inSection(sections.outcome, [
      field(
        'lossReason',
        'select',
        options(words, ['price', 'competitor', 'timing', 'noBudget', 'noDecision', 'other']),
      ),
    ]),
  ]
}
