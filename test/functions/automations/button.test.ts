import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FieldAnswer, HistoryEntry } from '../../../src/core/api/answers.ts'
import type { RunAnswer } from '../../../src/core/api/automation/index.ts'
import { type Automated, startAutomated } from './world.ts'

let sales: Automated
let button: FieldAnswer
beforeAll(async () => {
  sales = await startAutomated()
  button = (
    await sales.owner.post<{ field: FieldAnswer }>(`/api/projects/${sales.opportunities.id}/fields`, {
      name: 'Ask for approval',
      type: 'button',
      config: { label: 'Ask now', confirm: 'The finance team gets a message.' },
    })
  ).field
})
afterAll(() => sales.world.close())

const press = (record: string, field = button.id) =>
  sales.owner.put<{ runs: RunAnswer[]; change: string }>(`/api/records/${record}/buttons/${field}`)
const historyOf = async (record: string) =>
  (await sales.owner.get<{ entries: HistoryEntry[] }>(`/api/records/${record}/history`)).entries

test('a button that is pressed answers what automations did because of it, and history says so', async () => {
  const automation = await sales.automate({
    name: 'Approval',
    triggers: [{ when: 'button', fields: ['Ask for approval'] }],
    actions: [{ do: 'set', field: 'Confidence', value: 5 }],
  })
  const deal = await sales.deal('Kampot Pepper, gift boxes')
  const { runs, change } = await press(deal.id)
  expect(runs).toMatchObject([{ automation: { name: 'Approval' }, state: 'done', cause: { when: 'button', change } }])
  expect((await sales.read(deal.id)).values[sales.field('Confidence')]).toBe(5)
  const entry = (await historyOf(deal.id)).find(({ kind }) => kind === 'pressed')
  expect(entry).toMatchObject({ change, fields: [{ field: button.id, name: 'Ask for approval' }] })
  expect((await press(deal.id)).runs).toHaveLength(1)
  await sales.owner.delete(`/api/automations/${automation.id}`)
})

test('it has no value: nobody sets it, and records are read as ever', async () => {
  expect(button.config).toEqual({ label: 'Ask now', confirm: 'The finance team gets a message.' })
  const deal = await sales.deal('Takeo Silk')
  expect((await sales.read(deal.id)).values[button.id]).toBeNull()
  const set = await sales.owner.send('PATCH', `/api/records/${deal.id}`, { values: { [button.id]: true } })
  expect(set.status).toBe(422)
  const answer = await sales.owner.post<{ count: number }>(`/api/projects/${sales.opportunities.id}/query`, {
    filter: { field: 'Ask for approval', op: 'notEmpty' },
    count: true,
  })
  expect(answer.count).toBe(0)
})

test('what is no button, is gone, or is not one’s to edit can’t be pressed', async () => {
  const deal = await sales.deal('Bokor Resort')
  const tried = async (path: string, client = sales.owner) => (await client.send('PUT', path)).status
  expect(await tried(`/api/records/${deal.id}/buttons/${sales.field('Amount')}`)).toBe(404)
  expect(await tried(`/api/records/${deal.id}/buttons/99999`)).toBe(404)
  const guest = await sales.world.person('Dara Vann', 'viewer')
  expect(await tried(`/api/records/${deal.id}/buttons/${button.id}`, guest)).toBe(403)
  await sales.owner.delete(`/api/records/${deal.id}`)
  expect(await tried(`/api/records/${deal.id}/buttons/${button.id}`)).toBe(404)
})

test('a mail to a customer is told in history, and taking its run back leaves their address', async () => {
  await sales.owner.post(`/api/projects/${sales.opportunities.id}/fields`, { name: 'Buyer', type: 'email' })
  const automation = await sales.automate({
    triggers: [{ when: 'button', fields: ['Ask for approval'] }],
    actions: [
      { do: 'email', to: { field: 'Buyer' }, subject: 'Your offer', body: 'Dear customer' },
      { do: 'set', field: 'Confidence', value: 1 },
    ],
  })
  const deal = await sales.deal('Royal Railway', { values: { Buyer: 'buyer@royalrailway.example' } })
  const { runs } = await press(deal.id)
  const mailed = (await historyOf(deal.id)).find(({ kind }) => kind === 'mailed')
  expect(mailed!.fields.map(({ name, after }) => [name, after])).toContainEqual(['subject', 'Your offer'])
  await sales.owner.post(`/api/changes/${runs[0]!.undo}/undo`)
  const { values } = await sales.read(deal.id)
  expect(JSON.stringify(values)).toContain('buyer@royalrailway.example')
  expect(values[sales.field('Confidence')]).toBeNull()
  await sales.owner.delete(`/api/automations/${automation.id}`)
})

test('a form that was sent in sets off what waits for one, once', async () => {
  const automation = await sales.automate({
    triggers: [{ when: 'submitted' }],
    actions: [{ do: 'comment', body: 'Came by the form' }],
  })
  const deal = await sales.deal('Asked on the site')
  const db = await sales.world.db()
  // As fireSubmitted writes it: an event of the record, in a change of its own here.
  await db.batch([
    db.prepare(
      `INSERT INTO changes (at, person_id, via, first_seq) SELECT ${Date.now()}, NULL, 'form', max(seq) + 1 FROM history`,
    ),
    db.prepare(
      `INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields)
        SELECT (SELECT max(seq) + 1 FROM history), (SELECT max(id) FROM changes), project_id, 'record', id, 'submitted', version, '{"form":[null,7]}'
        FROM records WHERE id = ${deal.id}`,
    ),
  ])
  await sales.settle()
  await sales.settle()
  expect((await sales.runs(automation.id)).map(({ state, record }) => [state, record?.id])).toEqual([['done', deal.id]])
  await sales.owner.delete(`/api/automations/${automation.id}`)
})
