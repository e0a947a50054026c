import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { type Scene, startScene } from './attack-world.ts'

// What is worked out is as hidden as what it reads, along every way and after a part of the way is gone.

let sales: Scene['sales']
let owner: Scene['owner']
let deliveries: Scene['deliveries']
let unique: Scene['unique']
let field: Scene['field']
let make: Scene['make']
let role: Scene['role']
let byKey: Scene['byKey']
let keyOf: Scene['keyOf']
beforeAll(async () => {
  ;({ sales, owner, deliveries, unique, field, make, role, byKey, keyOf } = await startScene())
})
afterAll(() => sales.world.close())

describe('lookups along a path', () => {
  let path: string
  beforeAll(async () => {
    await field(sales.customers.id, { name: 'Credit grade', type: 'text' })
    await field(deliveries.id, {
      name: 'Customer name',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Customer' },
    })
    path = `/api/projects/${deliveries.id}`
  })

  test('there is no lookup of a dotted path, through what is hidden or not', async () => {
    const response = await owner.send('POST', `${path}/fields`, {
      name: 'Grade',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Customer.Credit grade' },
    })
    expect(response.status).toBe(422)
  })

  test('nor are its values found by filter, group or sort where an opened field reads them too', async () => {
    await field(sales.customers.id, { name: 'Good', type: 'formula', config: { formula: 'LEN({Credit grade}) > 3' } })
    const [good, bad] = await Promise.all(
      ['AAAA secret grade', 'C'].map((grade) =>
        make(sales.customers.id, { title: unique('Graded'), values: { 'Credit grade': grade } }),
      ),
    )
    for (const customer of [good!, bad!]) {
      const deal = await make(sales.opportunities.id, {
        title: unique('Graded deal'),
        values: { Customer: customer.id },
      })
      await make(deliveries.id, { title: unique('Graded delivery'), values: { Opportunity: deal.id } })
    }
    const reader = await sales.world.person(
      'Opened Reader',
      await role({
        '*': { access: 'none' },
        [deliveries.id]: { access: 'edit' },
        [sales.opportunities.id]: { access: 'view' },
        [sales.customers.id]: { access: 'view', fields: { 'Credit grade': 'hidden', Good: 'open' } },
      }),
    )
    const found = await reader.send('POST', `${path}/query`, {
      filter: { field: 'Grade', op: 'contains', value: 'secret' },
      group: { by: 'Grade' },
      count: true,
    })
    expect([found.status, await found.text()]).toEqual([422, expect.not.stringContaining('secret grade')])
  })
})

describe('opened fields and few records', () => {
  let worth: string
  let buyer: RecordAnswer
  const rights = (more: object, opened: object = {}) => ({
    '*': { access: 'view' },
    [sales.customers.id]: { access: 'view', fields: opened },
    [sales.opportunities.id]: { access: 'edit', records: 'own', ...more },
  })
  const worthOf = (answer: { record: RecordAnswer }) => JSON.stringify(answer.record.values[worth])
  beforeAll(async () => {
    worth = (
      await field(sales.customers.id, {
        name: 'Worth',
        type: 'rollup',
        config: { project: sales.opportunities.id, reference: 'Customer', measure: { op: 'sum', field: 'Amount' } },
      })
    ).id
    buyer = await make(sales.customers.id, { title: 'Buyer of secrets' })
    await make(sales.opportunities.id, { title: 'Others’ deal', values: { Amount: 777, Customer: buyer.id } })
  })

  test('who sees only their own deals makes no role through which the sum of all is seen', async () => {
    const boss = await sales.world.person('Summing Boss', await role(rights({}), { people: true }))
    expect(worthOf(await boss.get(`/api/records/${buyer.id}`))).not.toContain('777')
    const response = await boss.send('POST', '/api/roles', {
      name: unique('Through'),
      projects: {
        '*': { access: 'view' },
        [sales.customers.id]: { access: 'view', fields: { Worth: 'open' } },
        [sales.opportunities.id]: { access: 'none' },
      },
    })
    expect(response.status).toBe(403)
  })

  test('a key for fewer projects shows no more than its person sees', async () => {
    const seller = await sales.world.person('Keyed Seller', await role(rights({}, { Worth: 'open' }), { keys: true }))
    expect(worthOf(await seller.get(`/api/records/${buyer.id}`))).not.toContain('777')
    const { secret } = await keyOf(seller, { projects: [sales.customers.id] })
    const seen = await byKey(secret)('GET', `/api/records/${buyer.id}`)
    expect(worthOf((await seen.json()) as { record: RecordAnswer })).not.toContain('777')
  })
})

describe('computed along a path', () => {
  test('what an opened lookup shows of a hidden select names none of its options that it doesn’t show', async () => {
    await field(sales.opportunities.id, {
      name: 'Verdict',
      type: 'select',
      config: { options: [{ name: 'Fine' }, { name: 'Bankrupt soon' }] },
    })
    await field(deliveries.id, {
      name: 'Verdicts',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Verdict' },
    })
    const reader = await sales.world.person(
      'Verdict Reader',
      await role({
        '*': { access: 'none' },
        [sales.opportunities.id]: { access: 'view', fields: { Verdict: 'hidden' } },
        [deliveries.id]: { access: 'view', fields: { Verdicts: 'open' } },
      }),
    )
    expect(JSON.stringify(await reader.get(`/api/projects/${deliveries.id}`))).not.toContain('Bankrupt soon')
  })
})

describe('what is worked out from what is gone', () => {
  test.each(['project'])(
    'a rollup of a closed project is not answers, with its filter, once its %s is deleted',
    async (what) => {
      const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: unique('Closed') })
      const reference = await field(project.id, {
        name: 'Of',
        type: 'reference',
        config: { project: sales.customers.id },
      })
      const measured = await field(project.id, { name: 'Bribe', type: 'number' })
      const rollup = await field(sales.customers.id, {
        name: unique('Bribes'),
        type: 'rollup',
        config: {
          project: project.id,
          reference: 'Of',
          measure: { op: 'sum', field: 'Bribe' },
          filter: { field: 'title', op: 'contains', value: 'Operation Zebra' },
        },
      })
      const reader = await sales.world.person(
        unique('Rollup Reader'),
        await role({ '*': { access: 'none' }, [sales.customers.id]: { access: 'view' } }),
      )
      const answers = async () => JSON.stringify(await reader.get(`/api/projects/${sales.customers.id}`))
      expect(await answers()).not.toMatch(/Bribes|Operation Zebra/)
      await owner.delete(
        what === 'project'
          ? `/api/projects/${project.id}`
          : `/api/fields/${what === 'measured' ? measured.id : reference.id}`,
      )
      const after = await answers()
      await owner.delete(`/api/fields/${rollup.id}`)
      expect(after).not.toMatch(/Bribes|Operation Zebra/)
    },
  )

  test('a rollup whose filter asks for what is hidden is not told once what it measures is deleted', async () => {
    await field(sales.opportunities.id, { name: 'Codename', type: 'text' })
    const measured = await field(sales.opportunities.id, { name: 'Fee', type: 'number' })
    await field(sales.customers.id, {
      name: 'Coded fees',
      type: 'rollup',
      config: {
        project: sales.opportunities.id,
        reference: 'Customer',
        measure: { op: 'sum', field: 'Fee' },
        filter: { field: 'Codename', op: 'contains', value: 'Operation Zebra' },
      },
    })
    const reader = await sales.world.person(
      'Coded Reader',
      await role({
        '*': { access: 'view' },
        [sales.opportunities.id]: { access: 'view', fields: { Codename: 'hidden' } },
      }),
    )
    const answers = async () => JSON.stringify(await reader.get(`/api/projects/${sales.customers.id}`))
    expect(await answers()).not.toMatch(/Coded fees|Zebra/)
    await owner.delete(`/api/fields/${measured.id}`)
    expect(await answers()).not.toMatch(/Coded fees|Zebra/)
  })

  test('no refusal of a question about an opened field names what lies beneath it', async () => {
    await field(sales.opportunities.id, {
      name: 'Verdikt',
      type: 'select',
      config: { options: [{ name: 'Fine' }, { name: 'Bankrupt soon' }] },
    })
    await field(sales.opportunities.id, { name: 'Kickback', type: 'number' })
    await field(sales.opportunities.id, { name: 'Kickday', type: 'date' })
    await field(sales.opportunities.id, { name: 'Kickcash', type: 'currency', config: { currency: 'USD' } })
    const shown = [
      (
        await field(deliveries.id, {
          name: 'V1',
          type: 'lookup',
          config: { reference: 'Opportunity', field: 'Verdikt' },
        })
      ).id,
      (
        await field(deliveries.id, {
          name: 'V2',
          type: 'lookup',
          config: { reference: 'Opportunity', field: 'Kickback' },
        })
      ).id,
      (
        await field(deliveries.id, {
          name: 'V3',
          type: 'lookup',
          config: { reference: 'Opportunity', field: 'Kickday' },
        })
      ).id,
      (
        await field(deliveries.id, {
          name: 'V4',
          type: 'lookup',
          config: { reference: 'Opportunity', field: 'Kickcash' },
        })
      ).id,
    ]
    const points = { project: sales.opportunities.id, reference: 'Customer' }
    const rolled = [
      (
        await field(sales.customers.id, {
          name: 'W1',
          type: 'rollup',
          config: { ...points, measure: { op: 'max', field: 'Kickday' } },
        })
      ).id,
      (
        await field(sales.customers.id, {
          name: 'W2',
          type: 'rollup',
          config: { ...points, measure: { op: 'sum', field: 'Kickcash' } },
        })
      ).id,
      (
        await field(sales.customers.id, {
          name: 'W3',
          type: 'rollup',
          config: { ...points, measure: { op: 'sum', field: 'Kickback' } },
        })
      ).id,
    ]
    const open = (ids: string[]) => Object.fromEntries(ids.map((id) => [id, 'open']))
    const hidden = Object.fromEntries(['Verdikt', 'Kickback', 'Kickday', 'Kickcash'].map((name) => [name, 'hidden']))
    const reader = await sales.world.person(
      'Opened Asker',
      await role({
        '*': { access: 'none' },
        [sales.opportunities.id]: { access: 'view', fields: hidden },
        [sales.customers.id]: { access: 'view', fields: open(rolled) },
        [deliveries.id]: { access: 'edit', fields: open(shown) },
      }),
    )
    const answers: string[] = []
    for (const [project, ids] of [
      [deliveries.id, shown],
      [sales.customers.id, rolled],
    ] as const)
      for (const id of ids) {
        for (const op of ['eq', 'gt', 'contains'])
          for (const value of ['zzz', { amount: 'x', currency: 'QQQ' }])
            answers.push(
              await (
                await reader.send('POST', `/api/projects/${project}/query`, {
                  filter: { field: id, op, value },
                  limit: 1,
                })
              ).text(),
            )
        for (const more of [{ sort: [{ field: id }] }, { group: { by: id } }, { totals: [{ op: 'sum', field: id }] }])
          answers.push(
            await (await reader.send('POST', `/api/projects/${project}/query`, { ...more, limit: 1 })).text(),
          )
        answers.push(
          await (
            await reader.send('POST', '/api/charts/preview', {
              name: 'x',
              kind: 'bar',
              projects: [project],
              measure: { op: 'sum', field: id },
              split: { by: id },
            })
          ).text(),
        )
      }
    expect([...new Set(answers.join(' ').match(/Verdikt|Kick\w+|Bankrupt/g) ?? [])]).toEqual([])
  })
})

describe('what lies behind a door that is gone', () => {
  test('titles of a closed project don’t come out when it is deleted', async () => {
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: unique('Closed') })
    const points = await field(deliveries.id, {
      name: 'Closed thing',
      type: 'reference',
      config: { project: project.id },
    })
    const secret = await make(project.id, { title: 'Secret merger' })
    const delivery = await make(deliveries.id, { title: unique('Points'), values: { 'Closed thing': secret.id } })
    const seller = await sales.world.person(
      'Behind Doors',
      await role({ '*': { access: 'none' }, [deliveries.id]: { access: 'edit' } }),
    )
    const read = async () =>
      JSON.stringify([
        await seller.get(`/api/records/${delivery.id}`),
        await seller.get(`/api/records/${delivery.id}/history`),
        await seller.get(`/api/projects/${deliveries.id}`),
      ])
    expect(await read()).not.toMatch(/Secret merger|Closed thing/)
    await owner.delete(`/api/projects/${project.id}`)
    const answers = await read()
    await owner.delete(`/api/fields/${points.id}`)
    expect(answers).not.toMatch(/Secret merger|Closed thing/)
  })
})
