import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordAnswer } from '../../../src/core/api/answers.ts'
import { type Automated, startAutomated } from './world.ts'

/** Automations that make many records, within the 50 statements that a request may send to D1 on the free plan: more fail here. */
let sales: Automated
let people: string[]
beforeAll(async () => {
  sales = await startAutomated({ vars: { STRICT_STATEMENTS: '1' } })
  for (const name of ['Dara Vann', 'Maly Keo']) await sales.world.person(name, 'member')
  const answer = await sales.owner.get<{ people: { id: string; name: string }[] }>('/api/people')
  people = ['Dara Vann', 'Maly Keo'].map((name) => answer.people.find((one) => one.name === name)!.id)
})
afterAll(() => sales.world.close())

interface CreatedProject {
  project: { id: string }
}
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const madeIn = async (project: string, title: string) =>
  (
    await sales.owner.post<{ records: RecordAnswer[] }>(`/api/projects/${project}/query`, {
      filter: { field: 'title', op: 'startsWith', value: title },
      sort: [{ field: 'number' }],
      limit: 200,
    })
  ).records

test('fifty at once, each its own: made once, in their order, given to whom they are for', async () => {
  const { owner, customers } = sales
  const automation = await sales.automate({
    triggers: [{ when: 'created' }],
    actions: times(50, (i) => ({
      do: 'create',
      project: customers.id,
      values: {
        title: `Task ${i} of {title}`,
        assignees: [people[i % 2]],
        ...(i % 3 === 0 && { description: `About ${i}` }),
        ...(i % 3 === 1 && { Phone: '+855 12 345 678' }),
        ...(i % 5 === 0 && { due: '2026-12-24' }),
      },
      link: 'Customer',
    })),
  })
  const deal = await sales.deal('Angkor Palace Hotel')
  const [run] = await sales.runs(automation.id, 1)
  expect([run!.state, run!.error, run!.actions.length]).toEqual(['done', null, 50])
  const records = await madeIn(customers.id, 'Task ')
  expect(records.map(({ title }) => title)).toEqual(times(50, (i) => `Task ${i} of Angkor Palace Hotel`))
  expect(records.map(({ assignees }) => assignees.map(({ id }) => id))).toEqual(times(50, (i) => [people[i % 2]]))
  expect(records.map(({ description }) => description)).toEqual(times(50, (i) => (i % 3 === 0 ? `About ${i}` : '')))
  expect(records.map(({ due }) => due)).toEqual(times(50, (i) => (i % 5 === 0 ? '2026-12-24' : null)))
  expect(records.filter(({ values }) => values[sales.field('Phone')] !== null)).toHaveLength(17)
  // The reference takes one: the last.
  expect((await sales.read(deal.id)).values[sales.field('Customer')]).toMatchObject([{ id: records.at(-1)!.id }])
  await sales.settle()
  expect(await madeIn(customers.id, 'Task ')).toHaveLength(50)
  // One change, taken back by itself.
  await owner.post(`/api/changes/${run!.undo}/undo`)
  expect(await madeIn(customers.id, 'Task ')).toEqual([])
  await owner.delete(`/api/automations/${automation.id}`)
})

test('those that point at others by name, and at the record itself', async () => {
  const { owner, customers, opportunities } = sales
  const names = times(24, (i) => `Kampot Pepper ${i}`)
  for (const title of names) await owner.post(`/api/projects/${customers.id}/records`, { title })
  const automation = await sales.automate(
    {
      triggers: [{ when: 'created' }],
      actions: [
        ...names.map((name, i) => ({
          do: 'create',
          project: opportunities.id,
          values: { title: `Offer ${i}`, Customer: name, Amount: 10 * i, tags: ['Support'] },
        })),
        { do: 'create', project: opportunities.id, values: { title: 'Offer 24' }, link: 'Customer' },
      ],
    },
    customers.id,
  )
  const { record } = await owner.post<{ record: RecordAnswer }>(`/api/projects/${customers.id}/records`, {
    title: 'Kep Crab Market',
  })
  const [run] = await sales.runs(automation.id, 1)
  expect([run!.state, run!.error]).toEqual(['done', null])
  const records = await madeIn(opportunities.id, 'Offer ')
  expect(records.map(({ values }) => (values[sales.field('Customer')] as { title: string }[])[0]?.title)).toEqual([
    ...names,
    record.title,
  ])
  await owner.delete(`/api/automations/${automation.id}`)
})

test('those of several projects are made in parts: each once, all of them one change', async () => {
  const { owner, opportunities, customers } = sales
  await owner.post(`/api/projects/${customers.id}/records`, { title: 'Angkor Beer' })
  const answers = await Promise.all(times(4, (i) => owner.post<CreatedProject>('/api/projects', { name: `Team ${i}` })))
  const projects = answers.map(({ project }) => project.id)
  const fields = [
    { name: 'Code', type: 'text', unique: true },
    { name: 'Task', type: 'uniqueId', config: { prefix: 'T-', digits: 3 } },
    { name: 'Deal', type: 'reference', config: { project: opportunities.id } },
    { name: 'Customer', type: 'reference', config: { project: customers.id } },
  ]
  for (const id of projects) {
    for (const field of fields) await owner.post(`/api/projects/${id}/fields`, field)
    await owner.post(`/api/projects/${id}/tags`, { name: 'New' })
  }
  const automation = await sales.automate({
    triggers: [{ when: 'created' }],
    actions: [
      { do: 'assign', how: 'roundRobin', people },
      { do: 'tag', tags: ['Support'] },
      { do: 'email', to: 'buyer@angkor.example', subject: 'Welcome', body: '{title}' },
      ...times(40, (i) => ({
        do: 'create',
        project: projects[Math.floor(i / 5) % 4],
        values: {
          title: `Job ${i}`,
          assignees: [people[i % 2]],
          tags: ['New'],
          Code: `J${i}`,
          Customer: 'Angkor Beer',
        },
        link: 'Deal',
      })),
      { do: 'notify', to: [{ person: people[0] }], text: 'All of it is made.' },
      { do: 'move', list: 'Negotiation' },
      { do: 'set', field: 'Confidence', value: 4 },
      { do: 'comment', body: 'Begun' },
    ],
  })
  const deal = await sales.deal('Brewery')
  await sales.settle()
  const [run] = await sales.runs(automation.id, 1)
  expect([run!.state, run!.error, run!.actions.length, run!.until]).toEqual(['done', null, 47, null])
  const titles = async (id: string) => (await madeIn(id, 'Job')).map(({ title }) => title)
  const jobs = (i: number) => times(10, (n) => `Job ${(n < 5 ? 0 : 20) + 5 * i + (n % 5)}`)
  expect(await Promise.all(projects.map(titles))).toEqual(times(4, jobs))
  const after = await sales.read(deal.id)
  expect(after).toMatchObject({ list: sales.list('Negotiation'), tags: [{ name: 'Support' }] })
  expect(after.assignees).toHaveLength(1)
  await sales.settle()
  expect(await sales.runs(automation.id)).toHaveLength(1)
  await owner.post(`/api/changes/${run!.undo}/undo`)
  expect(await Promise.all(projects.map(titles))).toEqual([[], [], [], []])
  expect(await sales.read(deal.id)).toMatchObject({ list: deal.list, tags: [], assignees: [] })
  await owner.delete(`/api/automations/${automation.id}`)
})
