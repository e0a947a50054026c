import { minorFrom } from '../../src/core/fields/index.ts'
import { firstKey, type List, type Project } from '../../src/core/model/index.ts'
import {
  type ProjectKey,
  type salesTemplate,
  sampleCustomers,
  sampleDeals,
  type TemplateProject,
} from '../../src/core/template/index.ts'
import { addUnits } from '../../src/core/time/day.ts'
import { dayOf } from '../../src/core/time/zone.ts'
import { backfillHistory, linkRecords } from '../changes/backfill.ts'
import { newInList } from '../changes/enter-list.ts'
import type { Change } from '../changes/index.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'

const DAY = 86_400_000

/** What follows a deal that was won: its columns, and of each deal's the list, since when, and the columns' values. */
interface FollowUp {
  columns: columns.RecordColumn[]
  values(i: number): { list: List; at: number; own: unknown[] }
}

/** The template's example customers and deals, as they stand today, and the ninety days in which they came there. */
export function addSample(
  context: Context,
  change: Change,
  projects: ReadonlyMap<ProjectKey, Project>,
  { projects: template }: ReturnType<typeof salesTemplate>,
  { sellTo, currency, services }: { sellTo: 'companies' | 'people'; currency: string; services: readonly string[] },
): void {
  const { now, person } = context
  const [customers, opportunities] = [projects.get('customers')!, projects.get('opportunities')!]
  const people = sampleCustomers(sellTo)
  const deals = sampleDeals(opportunities.lists, services.length > 0 ? opportunities.tags.map(({ name }) => name) : [])
  const field = (project: Project, of: TemplateProject, key: string) =>
    project.fields[of.fields.findIndex((one) => one.key === key)]!
  const instantOf = (daysAgo: number, i: number) => now - daysAgo * DAY - (i % 9) * 3_000_000 - 60_000
  const money = (units: number) => [minorFrom(String(units), currency, ''), currency]
  const fieldColumns = (project: Project, of: TemplateProject, keys: string[]) =>
    keys.map((key) => columns.fieldColumn(field(project, of, key)))
  const fixed = [
    columns.title,
    columns.list,
    columns.position,
    columns.createdAt,
    columns.createdBy,
    columns.enteredListAt,
    columns.sample,
  ]

  change.createRecords(
    customers,
    [
      ...fixed,
      ...fieldColumns(customers, template.customers, ['email', 'phone', 'website', 'address', 'source', 'category']),
    ],
    people.map((one, i) => {
      const createdAt = instantOf(91, i)
      const address = JSON.stringify({ text: one.address, lat: null, lng: null })
      const base = [null, one.title, customers.lists[0]!.id, firstKey(now, i), createdAt, person.id, createdAt, 1]
      return [...base, one.email, one.phone, one.website, address, one.source, one.category]
    }),
    { history: false },
  )

  const keys = ['amount', 'cost', 'confidence', 'expected', 'dealSource', 'size', 'lossReason']
  const lists = opportunities.lists
  const today = dayOf(context.catalog.workspace.zone, now)
  const created = deals.map((deal, i) => ({
    deal,
    steps: deal.steps.map((step, n) => ({ list: lists[step.stage]!, at: instantOf(step.daysAgo, i) + n })),
  }))
  const rows = created.map(({ deal, steps }, i) => {
    const last = steps.at(-1)!
    return [
      null,
      ...[deal.title, last.list.id, firstKey(now, i), steps[0]!.at, person.id, last.at, 1],
      ...[
        money(deal.amount),
        money(deal.cost),
        deal.confidence,
        addUnits(today, deal.expectedInDays, 'day'),
        deal.source,
        deal.size,
        deal.lossReason,
      ],
      newInList(last.list, last.at).closedAt,
      deal.tags.map((tag) => opportunities.tags[tag]!.id),
      i % 3 === 0 ? [] : [person.id],
    ]
  })
  const all = [
    ...fixed,
    ...fieldColumns(opportunities, template.opportunities, keys),
    columns.closedAt,
    columns.tags,
    columns.assignees,
  ]
  const records = change.createRecords(opportunities, all, rows, { history: false })
  linkRecords(
    change,
    field(opportunities, template.opportunities, 'customer').id,
    deals.map((deal, i) => [records.row(i), deal.customer, customers.id]),
  )

  // What was won is being delivered, and invoiced.
  const won = created.flatMap(({ deal, steps }, i) =>
    steps.at(-1)!.list.kind === 'won' ? [{ deal, row: records.row(i), at: steps.at(-1)!.at }] : [],
  )
  const follow = (key: 'delivery' | 'invoices', rows: (project: Project, of: TemplateProject) => FollowUp) => {
    const [project, of] = [projects.get(key), template[key]]
    if (!project || !of) return
    const { columns: more, values } = rows(project, of)
    const after = change.createRecords(
      project,
      [...fixed, columns.closedAt, ...more],
      won.map(({ deal, at: closed }, i) => {
        const { list, at, own: fieldValues } = values(i)
        const { closedAt } = newInList(list, at)
        return [null, deal.title, list.id, firstKey(now, i), closed, person.id, at, 1, closedAt, ...fieldValues]
      }),
    )
    const reference = field(project, of, 'opportunity').id
    linkRecords(
      change,
      reference,
      won.map(({ row }, i) => [after.row(i), row, opportunities.id]),
    )
  }
  const on = (closed: number, days: number) => addUnits(dayOf(context.catalog.workspace.zone, closed), days, 'day')
  follow('delivery', (project, of) => ({
    columns: fieldColumns(project, of, ['start', 'finish']),
    values(i) {
      const { at: closed } = won[i]!
      const list = project.lists[[1, 3, 0, 2, 3][i % 5]!]!
      const finished = list.kind === 'won' ? on(closed, 20 + (i % 4) * 9) : null
      return { list, at: closed + DAY, own: [on(closed, 3 + (i % 5)), finished] }
    },
  }))
  follow('invoices', (project, of) => ({
    columns: fieldColumns(project, of, ['amount', 'issued', 'payBy', 'paidOn']),
    values(i) {
      const { deal, at: closed } = won[i]!
      const list = project.lists[[2, 1, 2, 0][i % 4]!]!
      const paid = list.kind === 'won' ? Math.min(now, closed + (4 + (i % 3) * 12) * DAY) : closed
      const paidOn = list.kind === 'won' ? dayOf(context.catalog.workspace.zone, paid) : null
      return { list, at: paid, own: [money(deal.amount), on(closed, 1), on(closed, 31), paidOn] }
    },
  }))

  const amount = String(field(opportunities, template.opportunities, 'amount').id)
  const past = created.flatMap(({ deal, steps }, i) =>
    steps.map((step, n) => ({
      at: step.at,
      project: opportunities.id,
      row: records.row(i),
      what: n === 0 ? 'created' : 'moved',
      fields:
        n === 0
          ? {
              title: [null, deal.title],
              list: [null, step.list.id],
              [amount]: [null, money(deal.amount)],
              createdAt: [null, step.at],
            }
          : {
              list: [steps[n - 1]!.list.id, step.list.id],
              enteredListAt: [steps[n - 1]!.at, step.at],
              ...(newInList(step.list, step.at).closedAt !== null && { closedAt: [null, step.at] }),
            },
    })),
  )
  backfillHistory(
    change,
    context.person.id,
    past.sort((a, b) => a.at - b.at),
  )
}
