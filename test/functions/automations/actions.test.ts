import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HistoryAnswer } from '../../../src/core/api/answers.ts'
import { type Automated, startAutomated } from './world.ts'

let sales: Automated
beforeAll(async () => {
  sales = await startAutomated()
})
afterAll(() => sales.world.close())

const NOTE = { do: 'comment', body: 'Noted: {title}' }
const comments = async (record: string) =>
  (await sales.owner.get<{ comments: { body: string }[] }>(`/api/records/${record}/comments`)).comments.map(
    ({ body }) => body,
  )
const patch = (record: string, body: object) => sales.owner.patch(`/api/records/${record}`, body)
const put = (path: string, body?: object) => sales.owner.put(path, body)

/** What sets each trigger off, of a deal that is there. */
const TRIGGERS: [when: string, trigger: object, doIt: (record: string) => Promise<unknown>][] = [
  ['moved', { to: 'Proposal sent' }, (id) => put(`/api/records/${id}/move`, { list: sales.list('Proposal sent') })],
  ['changed', { fields: ['Amount'] }, (id) => patch(id, { values: { Amount: 4200 } })],
  [
    'changed',
    { fields: ['Deal source'], to: 'Referral' },
    (id) => patch(id, { values: { 'Deal source': 'Referral' } }),
  ],
  ['changed', { fields: ['title'] }, (id) => patch(id, { title: 'Angkor Palace Hotel, second wing' })],
  ['tagged', { tag: 'Training' }, (id) => put(`/api/records/${id}/tags/${tag('Training')}`)],
  ['untagged', { tag: 'Training' }, (id) => sales.owner.delete(`/api/records/${id}/tags/${tag('Training')}`)],
  ['assigned', {}, async (id) => put(`/api/records/${id}/assignees/${await me()}`)],
  ['commented', {}, (id) => sales.owner.post(`/api/records/${id}/comments`, { body: 'They called back.' })],
]
const tag = (name: string) => sales.opportunities.tags.find((one) => one.name === name)!.id
const me = async () => (await sales.owner.get<{ person: { id: string } }>('/api/me')).person.id

describe('an automation', () => {
  test('runs within a second of what sets it off, and says what it saw and did', async () => {
    const big = await sales.automate({
      name: 'Large deals',
      triggers: [{ when: 'created' }],
      conditions: { field: 'Amount', op: 'gte', value: 10000 },
      actions: [{ do: 'tag', tags: ['Consulting'] }, { do: 'set', field: 'Confidence', value: 4 }, NOTE],
    })
    const large = await sales.deal('Angkor Palace Hotel', { values: { Amount: 12000 } })
    const small = await sales.deal('Kampot Pepper Co', { values: { Amount: 900 } })
    const runs = await sales.runs(big.id, 2)
    expect(runs.map(({ state, record }) => [state, record?.title])).toEqual([
      ['done', 'Angkor Palace Hotel'],
      ['skipped', 'Kampot Pepper Co'],
    ])
    expect(runs[0]!.seen).toMatchObject([{ name: 'Amount', value: { amount: '12000.00', currency: 'USD' } }])
    expect(runs[0]!.actions.map((one) => one.do)).toEqual(['tag', 'set', 'comment'])
    const after = await sales.read(large.id)
    expect(after.tags.map(({ name }) => name)).toEqual(['Consulting'])
    expect(after.values[sales.field('Confidence')]).toBe(4)
    expect((await sales.read(small.id)).tags).toEqual([])
    expect(await comments(large.id)).toEqual(['Noted: Angkor Palace Hotel'])
    await sales.owner.delete(`/api/automations/${big.id}`)
  })
})

describe('triggers', () => {
  test('each sets its automation off once, and nothing else does', async () => {
    const automations = []
    for (const [when, trigger] of TRIGGERS)
      automations.push(
        await sales.automate({
          name: when,
          triggers: [{ when, ...trigger }],
          actions: [{ do: 'set', field: 'due', value: '2026-12-24' }],
        }),
      )
    const record = await sales.deal('Angkor Palace Hotel', { tags: [] })
    for (const [, , doIt] of TRIGGERS) {
      await doIt(record.id)
      await sales.settle()
    }
    for (const [i, automation] of automations.entries()) {
      const runs = await sales.runs(automation.id)
      expect(
        runs.map(({ state, cause }) => [state, cause.when]),
        TRIGGERS[i]![0],
      ).toEqual([['done', TRIGGERS[i]![0]]])
      await sales.owner.delete(`/api/automations/${automation.id}`)
    }
  })

  test('what a linked record changes reaches the records that point at it', async () => {
    const linked = await sales.automate({
      triggers: [{ when: 'linkedChanged', through: 'Customer', fields: ['Phone'] }],
      actions: [NOTE],
    })
    const customers = sales.customers.id
    const { record: customer } = await sales.owner.post<{ record: { id: string } }>(
      `/api/projects/${customers}/records`,
      { title: 'Kampot Pepper Co' },
    )
    const one = await sales.deal('Pepper for Paris', { values: { Customer: [customer.id] } })
    const two = await sales.deal('Pepper for Lyon', { values: { Customer: [customer.id] } })
    await sales.deal('Somebody else’s')
    await sales.owner.patch(`/api/records/${customer.id}`, { values: { Email: 'info@kampot.example' } })
    await sales.owner.patch(`/api/records/${customer.id}`, { values: { Phone: '012 345 678' } })
    expect((await sales.runs(linked.id, 2)).map(({ record }) => record?.id)).toEqual([one.id, two.id])
    await sales.settle()
    expect(await comments(one.id)).toEqual(['Noted: Pepper for Paris'])
    expect(await sales.runs(linked.id)).toHaveLength(2)
    await sales.owner.delete(`/api/automations/${linked.id}`)
  })

  test('what is undone, brought back or set off by nobody sets nothing off', async () => {
    const created = await sales.automate({ triggers: [{ when: 'created' }, { when: 'changed' }], actions: [NOTE] })
    const record = await sales.deal('Mekong Rice Mill')
    await sales.runs(created.id, 1)
    const { change } = await sales.owner.patch<{ change: string }>(`/api/records/${record.id}`, {
      values: { Amount: 7 },
    })
    await sales.runs(created.id, 2)
    await sales.owner.post(`/api/changes/${change}/undo`)
    await sales.owner.delete(`/api/records/${record.id}`)
    await put(`/api/records/${record.id}/restore`)
    await sales.settle()
    expect(await sales.runs(created.id)).toHaveLength(2)
    await sales.owner.delete(`/api/automations/${created.id}`)
  })

  test('an import sets off what it asks for, and nothing where it doesn’t ask', async () => {
    const created = await sales.automate({ triggers: [{ when: 'created' }], actions: [NOTE] })
    const mapping = { columns: ['Deal'], mapping: [{ column: 'Deal', to: 'title' }] }
    for (const [quiet, title] of [
      [true, 'Quietly'],
      [false, 'Loudly'],
    ]) {
      const { import: job } = await sales.owner.post<{ import: { id: string } }>(
        `/api/projects/${sales.opportunities.id}/imports`,
        { ...mapping, quiet },
      )
      await put(`/api/imports/${job.id}/rows/1`, { rows: [[title]] })
      await sales.owner.post(`/api/imports/${job.id}/finish`)
    }
    await sales.settle()
    expect((await sales.runs(created.id)).map(({ record }) => record?.title)).toEqual(['Loudly'])
    await sales.owner.delete(`/api/automations/${created.id}`)
  })
})

describe('actions', () => {
  test('all of them at once are one change, undone by itself', async () => {
    const all = await sales.automate({
      triggers: [{ when: 'commented' }],
      actions: [
        { do: 'assign', how: 'all', people: [await me()] },
        { do: 'move', list: 'Negotiation' },
        { do: 'set', field: 'Cost', formula: 'ROUND({Amount} * 0.4, 2)' },
        { do: 'set', field: 'description', value: 'Worth {Amount}' },
        { do: 'tag', tags: ['Support'] },
        {
          do: 'branch',
          if: { field: 'list', op: 'eq', value: 'Negotiation' },
          // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
          then: [{ do: 'comment', body: 'Now in {list}, cost {Cost}' }],
          else: [{ do: 'comment', body: 'never' }],
        },
        { do: 'create', project: sales.customers.id, values: { title: '{title} (customer)' }, link: 'Customer' },
      ],
    })
    const record = await sales.deal('Battambang Solar', { values: { Amount: 1000 } })
    await sales.owner.post(`/api/records/${record.id}/comments`, { body: 'Go.' })
    const [run] = await sales.runs(all.id, 1)
    expect(run).toMatchObject({ state: 'done', error: null })
    const after = await sales.read(record.id)
    expect(after).toMatchObject({
      list: sales.list('Negotiation'),
      description: 'Worth $1,000',
      tags: [{ name: 'Support' }],
      assignees: [{ name: 'Sokha Chan' }],
      version: record.version + 2,
    })
    expect(after.values[sales.field('Cost')]).toEqual({ amount: '400.00', currency: 'USD' })
    expect(after.values[sales.field('Customer')]).toMatchObject([{ title: 'Battambang Solar (customer)' }])
    expect(await comments(record.id)).toEqual(['Go.', 'Now in Negotiation, cost $400'])
    await sales.owner.post(`/api/changes/${run!.undo}/undo`)
    const undone = await sales.read(record.id)
    expect(undone).toMatchObject({ list: record.list, tags: [], assignees: [], description: '' })
    expect(undone.values[sales.field('Customer')]).toEqual([])
    await sales.owner.delete(`/api/automations/${all.id}`)
  })
})

describe('what an automation did because of a change', () => {
  test('history names it, and who takes the change back is told what stays', async () => {
    const { owner } = sales
    const follow = await sales.automate({
      name: 'Follow a win',
      triggers: [{ when: 'moved', to: 'Closed won' }],
      actions: [{ do: 'set', field: 'Confidence', value: 5 }],
    })
    const deal = await sales.deal('Tonle Bassac Lofts', { values: { Amount: 4000 } })
    const list = sales.opportunities.lists.find(({ name }) => name === 'Closed won')!
    const { change } = await owner.put<{ change: string }>(`/api/records/${deal.id}/move`, { list: list.id })
    const [run] = await sales.runs(follow.id, 1)
    const { entries } = await owner.get<HistoryAnswer>(`/api/records/${deal.id}/history`)
    expect(entries[0]!.by).toMatchObject({ person: {}, automation: { id: follow.id, name: 'Follow a win' } })
    expect(entries.filter((entry) => entry.change === change).map(({ by }) => by.automation)).toEqual([undefined])
    const undone = await owner.post<{ automations: object[] }>(`/api/changes/${change}/undo`, {})
    expect(undone.automations).toEqual([
      { id: follow.id, name: 'Follow a win', run: run!.id, record: deal.id, change: run!.undo },
    ])
    const after = await sales.read(deal.id)
    expect([after.list, after.values[sales.field('Confidence')]]).toEqual([deal.list, 5])
    // What an automation did is taken back by itself, and nothing came of that.
    expect(await owner.post(`/api/changes/${run!.undo}/undo`, {})).toMatchObject({ automations: [] })
  })

  test('a text is previewed with a real record, by the reader’s own rights', async () => {
    const { owner, opportunities } = sales
    const deal = await sales.deal('Kep Sea Salt', { values: { Amount: 2500 } })
    const path = `/api/projects/${opportunities.id}/automations/preview`
    const texts = { subject: 'Your offer, {title}', body: '{Amount} {{as agreed}}' }
    expect(await owner.post(path, { record: deal.id, texts })).toEqual({
      texts: { subject: 'Your offer, Kep Sea Salt', body: expect.stringMatching(/2,500.* \{as agreed\}$/) },
    })
    const refused = async (body: object) => (await owner.send('POST', path, body)).json()
    expect(await refused({ record: deal.id, texts: { body: '{Shoe size}' } })).toMatchObject({
      errors: [{ path: 'texts.body', code: 'unknownField' }],
    })
    expect(await refused({ record: '999999', texts: {} })).toMatchObject({
      errors: [{ path: 'record', code: 'unknownRecord' }],
    })
  })
})
