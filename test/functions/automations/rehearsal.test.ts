import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RehearsalAnswer } from '../../../src/core/api/automation/index.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type Automated, startAutomated } from './world.ts'

let sales: Automated
let people: string[]
beforeAll(async () => {
  sales = await startAutomated()
  for (const name of ['Dara Vann', 'Maly Keo', 'Rith Som']) await sales.world.person(name, 'member')
  const answer = await sales.owner.get<{ people: { id: string; name: string }[] }>('/api/people')
  people = ['Dara Vann', 'Maly Keo', 'Rith Som'].map((name) => answer.people.find((one) => one.name === name)!.id)
})
afterAll(() => sales.world.close())

const DAY = 86_400_000
const off = (id: string) => sales.owner.delete(`/api/automations/${id}`)
const rehearse = (id: string, body: object = {}) =>
  sales.owner.post<RehearsalAnswer>(`/api/automations/${id}/rehearsal`, body)
const rehearseDraft = (draft: object, body: object = {}) =>
  sales.owner.post<RehearsalAnswer>(`/api/projects/${sales.opportunities.id}/automations/rehearsal`, { ...body, draft })
const customer = async (title: string, values: object = {}) =>
  (await sales.owner.post<{ record: { id: string } }>(`/api/projects/${sales.customers.id}/records`, { title, values }))
    .record.id

const NOTE = { do: 'comment', body: 'Noted' }
const STRATEGIC = { field: 'Customer.Category', op: 'eq', value: 'Strategic' }

describe('a rehearsal equals what really happened', () => {
  const { seed } = seededRandom()
  const runs = process.env.PROOF ? 60 : 3
  const pick = fc.nat(1000)
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), of: pick, to: pick }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('amount' as const), of: pick, to: pick }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('customer' as const), of: pick, to: pick }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('category' as const), of: pick, to: pick }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), of: pick, to: pick }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('tag' as const), of: pick, to: pick }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('comment' as const), of: pick, to: pick }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('archive' as const), of: pick, to: pick }) },
  )

  test(`whatever was done, seed ${seed}`, { timeout: process.env.PROOF ? 600_000 : 60_000 }, async () => {
    const { owner } = sales
    const automations = [
      {
        triggers: [{ when: 'created' }],
        conditions: { field: 'Amount', op: 'gte', value: 20000 },
        actions: [
          { do: 'assign', how: 'roundRobin', people },
          { do: 'notify', to: ['assignees'], text: '{title}: {Amount}' },
        ],
      },
      {
        triggers: [{ when: 'moved' }],
        conditions: { and: [STRATEGIC, { field: 'Amount', op: 'notEmpty' }] },
        actions: [{ do: 'tag', tags: ['Training'] }],
      },
      {
        triggers: [{ when: 'changed', fields: ['Amount'] }],
        actions: [
          {
            do: 'branch',
            if: STRATEGIC,
            // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
            then: [{ do: 'set', field: 'Confidence', value: 4 }],
            else: [{ do: 'set', field: 'description', value: 'Worth {Amount}, in {list}' }],
          },
        ],
      },
      {
        triggers: [{ when: 'linkedChanged', through: 'Customer', fields: ['Category'] }],
        conditions: { field: 'listKind', op: 'eq', value: 'open' },
        actions: [{ do: 'untag', tags: ['Training'] }],
      },
      { triggers: [{ when: 'tagged' }], actions: [{ do: 'move', list: 'Qualification' }] },
      {
        triggers: [{ when: 'commented' }],
        conditions: { field: 'assignees', op: 'notEmpty' },
        actions: [{ do: 'set', field: 'Confidence', value: 2 }],
      },
    ]
    const ids: string[] = []
    for (const one of automations) ids.push((await sales.automate(one)).id)
    const customers = await Promise.all(['Royal Railway', 'Kampot Pepper', 'Mekong Tours'].map((one) => customer(one)))
    const deals: string[] = []
    let began = 0
    const elementAt = <T>(all: readonly T[], index: number) => all[index % all.length]!
    const lists = sales.opportunities.lists.map(({ id }) => id)
    const doStep = async ({ do: what, of, to }: { do: string; of: number; to: number }) => {
      const deal = elementAt(deals, of)
      const link = to % 4 === 0 ? [] : [elementAt(customers, to)]
      if (what === 'create')
        deals.push((await sales.deal(`Deal ${of}`, { values: { Amount: to * 40, Customer: link } })).id)
      else if (what === 'category')
        await owner.patch(`/api/records/${elementAt(customers, of)}`, {
          values: { Category: elementAt(['Strategic', 'Former', null], to) },
        })
      else if (!deal) return
      else if (what === 'amount') await owner.patch(`/api/records/${deal}`, { values: { Amount: to * 40 } })
      else if (what === 'customer') await owner.patch(`/api/records/${deal}`, { values: { Customer: link } })
      else if (what === 'move') await owner.put(`/api/records/${deal}/move`, { list: elementAt(lists, to) })
      else if (what === 'comment') await owner.post(`/api/records/${deal}/comments`, { body: `Called ${to} times` })
      else if (what === 'tag')
        await owner.put(`/api/records/${deal}/tags/${elementAt(sales.opportunities.tags, to).id}`)
      else await owner.send(to % 2 ? 'PUT' : 'DELETE', `/api/records/${deal}/archive`)
      await sales.settle()
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 20 }), async (steps) => {
        const start = new Date().toISOString()
        // Something happens in any case.
        const sure = ['create', 'amount'].map((what, i) => ({ do: what, of: i, to: 900 - i }))
        for (const one of [...sure, ...steps]) await doStep(one)
        for (const id of ids) {
          const real = (await sales.runs(id)).filter(({ state, cause }) => state === 'done' && cause.at >= start)
          const rehearsed = (await rehearse(id)).firings.filter(({ at }) => at >= start).reverse()
          began += real.length
          expect(rehearsed.map(({ at, record, cause, actions }) => [record?.id, cause, at, actions])).toEqual(
            real.map(({ record, cause, actions }) => [record?.id, cause.when, cause.at, actions]),
          )
        }
      }),
      { numRuns: runs, seed, endOnFailure: true },
    )
    expect(began).toBeGreaterThan(5)
    for (const id of ids) await off(id)
    // Out of the way of what follows.
    await Promise.all(deals.map((id) => owner.put(`/api/records/${id}/archive`)))
  })
})

describe('a rehearsal', () => {
  /** As though everything had been so many days ago. */
  async function age(days: number): Promise<void> {
    const db = await sales.world.db()
    const by = days * DAY
    const shiftedTimes = ['enteredListAt', 'createdAt', 'closedAt'].flatMap((key) =>
      [0, 1].map((side) => `'$.${key}[${side}]', json_extract(fields, '$.${key}[${side}]') - ${by}`),
    )
    await db.batch([
      db.prepare(`UPDATE changes SET at = at - ${by}`),
      db.prepare(`UPDATE history SET fields = json_replace(fields, ${shiftedTimes.join(', ')}) WHERE kind = 'record'`),
      db.prepare(
        `UPDATE records SET created_at = created_at - ${by}, entered_list_at = entered_list_at - ${by}, last_activity = last_activity - ${by}`,
      ),
    ])
  }
  const titles = ({ firings }: RehearsalAnswer) => firings.map(({ record }) => record?.title).reverse()

  test('knows what came due, with records as they were by then', async () => {
    await sales.deal('Stood still', {
      list: 'Unqualified',
      values: { 'Expected close date': dayIn(-12) },
    })
    const late = await sales.deal('Moved too late', { list: 'Unqualified', values: { Amount: 90000 } })
    const inTime = await sales.deal('Moved in time', {
      list: 'Unqualified',
      values: { 'Expected close date': dayIn(-5) },
    })
    await age(8)
    await sales.owner.put(`/api/records/${inTime.id}/move`, { list: sales.list('Qualification') })
    await sales.owner.patch(`/api/records/${inTime.id}`, { values: { 'Expected close date': dayIn(40) } })
    await age(9)
    await sales.owner.put(`/api/records/${late.id}/move`, { list: sales.list('Qualification') })
    await sales.owner.patch(`/api/records/${late.id}`, { values: { Amount: 10 } })

    const stuck = { triggers: [{ when: 'stuck', days: 14, list: 'Unqualified' }], actions: [NOTE] }
    expect(titles(await rehearseDraft(stuck))).toEqual(['Stood still', 'Moved too late'])
    const large = { ...stuck, conditions: { field: 'Amount', op: 'gte', value: 50000 } }
    expect(titles(await rehearseDraft(large))).toEqual(['Moved too late'])
    expect((await rehearseDraft(large, { days: 1 })).count).toBe(0)

    const quiet = { triggers: [{ when: 'inactive', days: 10, list: 'Unqualified' }], actions: [NOTE] }
    expect(titles(await rehearseDraft(quiet))).toEqual(['Stood still', 'Moved too late'])

    // One had come; the other was put off before.
    const close = { triggers: [{ when: 'dateReached', fields: ['Expected close date'], at: '00:00' }], actions: [NOTE] }
    expect(titles(await rehearseDraft(close))).toEqual(['Stood still'])
  })

  test('of a draft is compared with what is saved, and changes nothing', async () => {
    const automation = await sales.automate({
      on: false,
      triggers: [{ when: 'created' }],
      conditions: { field: 'Amount', op: 'between', value: [77000, 78000] },
      actions: [{ do: 'assign', how: 'roundRobin', people }, NOTE],
    })
    for (const Amount of [77000, 77500, 78000, 78500]) await sales.deal(`Worth ${Amount}`, { values: { Amount } })
    const draft = {
      triggers: automation.triggers,
      conditions: { field: 'Amount', op: 'between', value: [77500, 79000] },
      actions: [{ do: 'assign', how: 'roundRobin', people }, { do: 'wait', days: 3 }, NOTE],
    }
    const answer = await rehearse(automation.id, { draft })
    expect(answer).toMatchObject({ count: 3, added: 1, gone: 1 })
    expect(answer.firings.map(({ record, only }) => [record?.title, only])).toEqual([
      ['Worth 78500', 'draft'],
      ['Worth 78000', undefined],
      ['Worth 77500', undefined],
      ['Worth 77000', 'saved'],
    ])
    expect(answer.perPerson).toEqual(Object.fromEntries(people.map((id) => [id, 1])))
    // Three days from now are not there yet.
    expect(answer.firings[0]!.actions.map((one) => one.do)).toEqual(['assign'])
    expect(await rehearse(automation.id)).toMatchObject({ count: 3 })
    expect(await sales.runs(automation.id)).toEqual([])
    const refused = await sales.owner.send('POST', `/api/automations/${automation.id}/rehearsal`, {
      draft: { ...draft, conditions: { field: 'Ghost', op: 'empty' } },
    })
    expect(refused.status).toBe(422)
    await off(automation.id)
  })
})

/** So many days from now, as Phnom Penh counts. */
const dayIn = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * DAY).toISOString().slice(0, 10)
