import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { Client } from '../../client.ts'
import { stopAutomations } from '../../fixtures.ts'
import { startWorld, type World } from '../../world.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { copyWorld } from './copy-world.ts'
import { notifyPeople } from './notify-people.ts'
import { runAutomations } from './run-automations.ts'
import { scramble } from './scramble.ts'

/**
 * Two databases that differ only in what a junior may not see: hidden fields, other people's deals, a project they have no access
 * to. What the one answers them, the other must answer too, byte for byte.
 */
export interface Twins {
  worlds: [World, World]
  /** the junior in either */
  junior: [Client, Client]
  owner: [Client, Client]
  sales: Sales
  projects: Record<'customers' | 'opportunities' | 'deliveries' | 'invoices', ProjectAnswer>
  /** ids by title, of deals the junior sees and of those they don't */
  mine: string[]
  others: string[]
  customers: string[]
  deliveries: string[]
  invoices: string[]
  binned: { mine: string; other: string }
  /** comments and files on a deal of theirs, on somebody else's, and in a hidden field */
  comments: { mine: string; other: string }
  files: { mine: string; other: string; hidden: string }
  changes: { mine: string; others: string; hidden: string; binned: string }
  dashboard: string
  hiddenFields: string[]
  people: { junior: string; owner: string; other: string }
  close(): Promise<void>
}

const NAMES = [
  'Angkor Hotel',
  'Tonle Foods',
  'Mekong Rice',
  'Kampot Pepper',
  'Bokor Resort',
  'Battambang Silk',
  'Koh Rong Dive',
  'Sen Sok Motors',
]
const GOODS = [
  'Water filters',
  'Solar pumps',
  'Office chairs',
  'Rice mill',
  'Cold store',
  'Delivery vans',
  'Point of sale',
  'Website',
  'Training',
  'Audit',
]

export async function startTwins(random: () => number): Promise<Twins> {
  const sales = await startSales()
  const { world, owner } = sales
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const { projects: more } = await owner.post<{ projects: ProjectAnswer[] }>('/api/templates/sales', {
    with: ['delivery', 'invoices'],
    currency: 'USD',
  })
  // The second set of customers and opportunities is the one that deliveries and invoices point at.
  const [customers, opportunities, deliveries, invoices] = more as [
    ProjectAnswer,
    ProjectAnswer,
    ProjectAnswer,
    ProjectAnswer,
  ]
  // Deals are whose these tests say.
  for (const project of more) await stopAutomations(owner, project.id)
  for (const project of [sales.customers, sales.opportunities]) await owner.delete(`/api/projects/${project.id}`)
  const field = async (project: ProjectAnswer, body: object) =>
    (await owner.post<{ field: FieldAnswer }>(`/api/projects/${project.id}/fields`, body)).field.id
  const rival = { type: 'reference', config: { project: customers.id, multiple: true } }
  const hidden = [
    await field(customers, { name: 'Credit limit', type: 'currency', config: { currency: 'USD', others: ['KHR'] } }),
    await field(customers, { name: 'Private notes', type: 'longText' }),
    await field(opportunities, {
      name: 'Risk',
      type: 'select',
      config: { options: [{ name: 'Low' }, { name: 'High' }] },
    }),
    await field(opportunities, { name: 'Rival', ...rival }),
    await field(opportunities, { name: 'Secret', type: 'text' }),
    await field(opportunities, { name: 'Papers', type: 'file' }),
  ]
  await field(opportunities, { name: 'Double', type: 'formula', config: { formula: '{Amount} * 2' } })
  await field(opportunities, {
    name: 'Margin',
    type: 'formula',
    config: { formula: 'ROUND({Profit} / {Amount} * 100, 1)' },
  })
  await field(opportunities, {
    name: 'Rival limit',
    type: 'lookup',
    config: { reference: 'Rival', field: 'Credit limit' },
  })
  const points = { project: opportunities.id, reference: 'Customer' }
  await field(customers, { name: 'Deals', type: 'rollup', config: { ...points, measure: { op: 'count' } } })
  await field(customers, {
    name: 'Deal value',
    type: 'rollup',
    config: { ...points, measure: { op: 'sum', field: 'Amount' } },
  })
  await field(customers, {
    name: 'Spent',
    type: 'rollup',
    config: { ...points, measure: { op: 'sum', field: 'Cost' } },
  })
  await field(deliveries, { name: 'Deal title', type: 'lookup', config: { reference: 'Opportunity', field: 'title' } })
  await field(deliveries, { name: 'Deal list', type: 'lookup', config: { reference: 'Opportunity', field: 'list' } })

  const { role } = await owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Junior',
    workspace: { export: true, keys: true },
    projects: {
      '*': { access: 'none' },
      [customers.id]: {
        access: 'view',
        fields: { 'Credit limit': 'hidden', 'Private notes': 'hidden', Phone: 'hidden' },
      },
      [opportunities.id]: {
        access: 'edit',
        records: 'own',
        fields: {
          Cost: 'hidden',
          Risk: 'hidden',
          Rival: 'hidden',
          Secret: 'hidden',
          Papers: 'hidden',
          Confidence: 'view',
        },
      },
      [deliveries.id]: { access: 'edit' },
    },
  })
  const junior = await world.person('Dara Vann', role.id)
  const other = await world.person('Bopha Lim', 'member')
  const { people } = await owner.get<{ people: { id: string; name: string }[] }>('/api/people')
  const idOf = (name: string) => people.find((one) => one.name === name)!.id
  const [daraId, bophaId, sokhaId] = [idOf('Dara Vann'), idOf('Bopha Lim'), idOf('Sokha Chan')]

  const make = async (who: Client, project: ProjectAnswer, body: object) =>
    (await who.post<{ record: RecordAnswer; change: string }>(`/api/projects/${project.id}/records`, body)) as {
      record: RecordAnswer
      change: string
    }
  const customerIds: string[] = []
  for (const [i, name] of NAMES.entries()) {
    const values = {
      Email: `buyer${i}@${name.toLowerCase().replace(/\W/g, '')}.example`,
      Phone: `+8551234560${i}`,
      Category: 'Customer',
      'Credit limit': 1000 * (i + 1),
      'Private notes': `Pays late ${i}`,
    }
    const { Category: _, ...plain } = values
    customerIds.push((await make(owner, customers, { title: name, values: plain })).record.id)
  }
  const tags = opportunities.tags.map((tag) => tag.id)
  const deal = (who: Client, i: number, assignees: string[]) =>
    make(who, opportunities, {
      title: `${pick(GOODS)} ${i}`,
      description: `For the ${pick(['north', 'south', 'east'])} branch`,
      list: pick(opportunities.lists).id,
      due: `2026-${String(1 + (i % 12)).padStart(2, '0')}-15`,
      tags: random() < 0.7 ? [pick(tags)] : [],
      assignees,
      values: {
        Amount: Math.round(random() * 90_000) / 10,
        'Expected close date': `2027-0${1 + (i % 9)}-10`,
        Customer: pick(customerIds),
        'Deal source': pick(['Referral', 'Website', 'Event']),
        ...(who === owner && {
          Cost: Math.round(random() * 50_000) / 10,
          Confidence: 1 + (i % 5),
          Risk: pick(['Low', 'High']),
          Rival: [pick(customerIds)],
          Secret: `Plan ${pick(['alpha', 'beta', 'gamma'])}`,
        }),
      },
    })
  const ownDeals: string[] = []
  const others: string[] = []
  let lastMine = ''
  for (let i = 0; i < 36; i++) {
    const kind = i % 4
    if (kind === 0) ownDeals.push((await deal(owner, i, [daraId])).record.id)
    else if (kind === 1) {
      const answer = await deal(junior, i, [])
      ownDeals.push(answer.record.id)
      lastMine = answer.change
    } else others.push((await deal(kind === 2 ? owner : other, i, kind === 2 ? [bophaId, sokhaId] : [])).record.id)
  }
  const deliveryIds: string[] = []
  for (let i = 0; i < 14; i++)
    deliveryIds.push(
      (
        await make(owner, deliveries, {
          title: `Delivery ${i}`,
          values: { Opportunity: (i % 2 ? ownDeals : others)[i] },
        })
      ).record.id,
    )
  const invoiceIds: string[] = []
  for (let i = 0; i < 8; i++)
    invoiceIds.push(
      (
        await make(owner, invoices, {
          title: `Invoice for ${i}`,
          values: { Opportunity: ownDeals[i], Amount: 100 * i },
        })
      ).record.id,
    )

  const recordPath = (id: string) => `/api/records/${id}`
  const comment = async (id: string, body: string) =>
    (await owner.post<{ comment: { id: string } }>(`${recordPath(id)}/comments`, { body })).comment.id
  const file = async (id: string, name: string, into?: string) => {
    const form = new FormData()
    form.set('file', new File([`about ${name}`], name, { type: 'text/plain' }))
    if (into) form.set('field', into)
    return (await owner.ok<{ file: { id: string } }>('POST', `${recordPath(id)}/files`, form)).file.id
  }
  const change = async (step: Promise<{ change: string }>) => (await step).change
  const comments = {
    mine: await comment(ownDeals[0]!, `Call them, @[Dara Vann](person:${daraId})`),
    other: await comment(others[0]!, 'They asked for a discount'),
  }
  const files = {
    mine: await file(ownDeals[0]!, 'offer.txt'),
    other: await file(others[0]!, 'theirs.txt'),
    hidden: await file(ownDeals[0]!, 'contract.txt', 'Papers'),
  }
  const changes = {
    mine: lastMine,
    others: await change(
      owner.patch(recordPath(others[1]!), { title: 'Renamed by the owner', values: { Amount: 77 } }),
    ),
    hidden: await change(owner.patch(recordPath(ownDeals[0]!), { values: { Cost: 12, Secret: 'Plan delta' } })),
    binned: '',
  }
  await owner.put(`${recordPath(ownDeals[2]!)}/move`, { list: opportunities.lists[4]!.id })
  await owner.put(`${recordPath(others[2]!)}/move`, { list: opportunities.lists[4]!.id })
  await owner.patch(recordPath(ownDeals[4]!), { values: { Customer: customerIds[1] } })
  const binned = { mine: ownDeals.at(-1)!, other: others.at(-1)! }
  changes.binned = await change(junior.delete(recordPath(binned.mine)))
  await owner.delete(recordPath(binned.other))
  await owner.put(`${recordPath(ownDeals[5]!)}/archive`)
  await owner.put(`${recordPath(others[5]!)}/archive`)

  const { dashboard } = await owner.post<{ dashboard: { id: string } }>('/api/dashboards', {
    name: 'The owner’s',
    shared: [{ role: '*', access: 'view' }],
  })
  const chart = (body: object) =>
    owner.post(`/api/dashboards/${dashboard.id}/charts`, { kind: 'bar', projects: [opportunities.id], ...body })
  await chart({ name: 'Value by list', measure: { op: 'sum', field: 'Amount' }, split: { by: 'list' } })
  await chart({ name: 'Cost by list', measure: { op: 'sum', field: 'Cost' }, split: { by: 'list' } })
  await chart({ name: 'Dear ones', measure: { op: 'count' }, filter: { field: 'Cost', op: 'gt', value: 1000 } })
  await chart({ name: 'By tag', kind: 'pie', measure: { op: 'count' }, split: { by: 'tags' } })
  await chart({ name: 'By customer', measure: { op: 'sum', field: 'Double' }, split: { by: 'Customer' } })
  await chart({ name: 'Invoiced', projects: [invoices.id], measure: { op: 'sum', field: 'Amount' } })

  await notifyPeople({
    world,
    people: [daraId, sokhaId],
    project: opportunities.id,
    hidden: hidden[4]!,
    mine: ownDeals,
    others,
  })
  await runAutomations({
    world,
    project: opportunities.id,
    hidden: hidden[4]!,
    seen: opportunities.fields.find(({ name }) => name === 'Amount')!.id,
    records: [...ownDeals, ...others],
  })

  const twin = await startWorld({}, { site: false })
  await copyWorld(world, twin)
  const double = (client: Client) => Object.assign(new Client(twin.url), { cookie: client.cookie })
  const now = (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects
  const anew = (project: ProjectAnswer) => now.find((one) => one.id === project.id)!
  const hiddenNames = ['Cost', 'Profit', 'Margin', 'Phone', 'Spent', 'Rival limit']
  const hiddenFields = [
    ...hidden,
    ...now.flatMap(({ fields }) => fields.filter(({ name }) => hiddenNames.includes(name)).map(({ id }) => id)),
  ]
  const projects = {
    customers: anew(customers),
    opportunities: anew(opportunities),
    deliveries: anew(deliveries),
    invoices: anew(invoices),
  }
  await scramble(twin, {
    random,
    projects,
    hiddenFields,
    mine: ownDeals,
    others,
    people: { other: bophaId, owner: sokhaId },
  })
  return {
    worlds: [world, twin],
    junior: [junior, double(junior)],
    owner: [owner, double(owner)],
    sales,
    projects,
    mine: ownDeals,
    others,
    customers: customerIds,
    deliveries: deliveryIds,
    invoices: invoiceIds,
    binned,
    comments,
    files,
    changes,
    dashboard: dashboard.id,
    hiddenFields,
    people: { junior: daraId, owner: sokhaId, other: bophaId },
    close: async () => {
      await Promise.all([world.close(), twin.close()])
    },
  }
}
