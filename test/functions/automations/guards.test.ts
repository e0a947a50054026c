import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { type Automated, startAutomated } from './world.ts'

let sales: Automated
beforeAll(async () => {
  sales = await startAutomated()
})
afterAll(() => sales.world.close())

const NOTE = { do: 'comment', body: 'Noted' }
const off = (id: string) => sales.owner.delete(`/api/automations/${id}`)
const refused = async (input: object, client: Client = sales.owner) => {
  const body = { name: 'Refused', triggers: [{ when: 'created' }], actions: [NOTE], ...input }
  const answer = await client.send('POST', `/api/projects/${sales.opportunities.id}/automations`, body)
  const { errors } = (await answer.json()) as { errors: { path: string; code: string }[] }
  return [answer.status, ...errors.map(({ path, code }) => `${path} ${code}`)]
}

describe('what can’t be', () => {
  test.each([
    [{ triggers: [{ when: 'moved', to: 'Nowhere' }] }, 'triggers.0.to unknownList'],
    [{ conditions: { and: [] }, triggers: [{ when: 'schedule', cron: '61 * * * *' }] }, 'triggers.0.cron badCron'],
    [{ conditions: { and: [] }, triggers: [{ when: 'schedule', cron: '0 0 31 2 *' }] }, 'triggers.0.cron cronNever'],
    [{ triggers: [{ when: 'changed', fields: ['Profit'] }] }, 'triggers.0.fields.0 notWatched'],
    [{ triggers: [{ when: 'dateReached', fields: ['Amount'] }] }, 'triggers.0.fields.0 notDay'],
    [{ triggers: [{ when: 'linkedChanged', through: 'Amount' }] }, 'triggers.0.through notReference'],
    [{ conditions: { field: 'Ghost', op: 'eq', value: 1 } }, 'conditions.field unknownField'],
    [{ actions: [{ do: 'set', field: 'Profit', value: 1 }] }, 'actions.0.field notSettable'],
    [{ actions: [{ do: 'set', field: 'Amount', value: 'lots' }] }, 'actions.0.value notAmount'],
    [{ actions: [{ do: 'set', field: 'Amount', formula: '{Amount} *' }] }, 'actions.0.formula formula'],
    [{ actions: [{ do: 'notify', to: ['assignees'], text: '{Ghost}' }] }, 'actions.0.text unknownField'],
    [
      { actions: [{ do: 'email', to: { field: 'Amount' }, subject: 'Hi', body: 'x' }] },
      'actions.0.to.field notAddress',
    ],
    [{ actions: [{ do: 'webhook', url: 'http://127.0.0.1/x' }] }, 'actions.0.url notOutsideUrl'],
    [{ actions: [{ do: 'assign', how: 'all', people: ['999'] }] }, 'actions.0.people.0 unknownPerson'],
    [{ actions: [{ do: 'create', project: '1', values: {}, link: 'Amount' }] }, 'actions.0.link badLink'],
  ])('is refused at its place: %j', async (input, problem) => {
    expect(await refused(input)).toEqual([422, problem])
  })

  test('a thousand actions, or branches without end, are too much', async () => {
    expect((await refused({ actions: Array.from({ length: 1000 }, () => NOTE) }))[0]).toBe(422)
    let deep: object = NOTE
    // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
    for (let i = 0; i < 6; i++) deep = { do: 'branch', if: { field: 'title', op: 'notEmpty' }, then: [deep] }
    expect((await refused({ actions: [deep] }))[0]).toBe(422)
  })

  test('a circle stops where it comes round, and says so', async () => {
    const [up, down] = [4, 2]
    const first = await sales.automate({
      name: 'Up',
      triggers: [{ when: 'changed', fields: ['Confidence'], to: down }],
      actions: [{ do: 'set', field: 'Confidence', value: up }],
    })
    const second = await sales.automate({
      name: 'Down',
      triggers: [{ when: 'changed', fields: ['Confidence'], to: up }],
      actions: [{ do: 'set', field: 'Confidence', value: down }],
    })
    const deal = await sales.deal('Round and round')
    await sales.owner.patch(`/api/records/${deal.id}`, { values: { Confidence: down } })
    const runs = await sales.runs(first.id, 2)
    expect(runs.map(({ state, error }) => [state, error?.code])).toEqual([
      ['done', undefined],
      ['skipped', 'loop'],
    ])
    expect((await sales.runs(second.id)).map(({ state }) => state)).toEqual(['done'])
    await off(first.id)
    await off(second.id)
  })

  test('one that names what is gone stands still, tells its owner, and goes on when it is back', async () => {
    const { field } = await sales.owner.post<{ field: { id: string } }>(
      `/api/projects/${sales.opportunities.id}/fields`,
      { name: 'Region', type: 'text' },
    )
    const automation = await sales.automate({
      name: 'By region',
      triggers: [{ when: 'created' }],
      conditions: { field: 'Region', op: 'empty' },
      actions: [NOTE],
    })
    await sales.owner.delete(`/api/fields/${field.id}`)
    await sales.deal('Nowhere')
    await sales.settle()
    expect(await sales.runs(automation.id)).toEqual([])
    const read = async () =>
      (await sales.owner.get<{ automation: typeof automation }>(`/api/automations/${automation.id}`)).automation
    expect((await read()).paused).toEqual({ code: 'unknownField', what: 'Region' })
    // What is gone isn't hidden: it is shown, to be mended.
    expect((await read()).conditions).toMatchObject({ field: field.id })
    const { notifications } = await sales.owner.get<{ notifications: { text: string }[] }>('/api/notifications')
    expect(notifications[0]?.text).toBe(
      'The automation “By region” stands still: The field “Region”, which it uses, was deleted.',
    )
    await sales.owner.put(`/api/fields/${field.id}/restore`)
    expect((await read()).paused).toBeNull()
    await sales.deal('Somewhere')
    expect(await sales.runs(automation.id, 1)).toHaveLength(1)
    await off(automation.id)
  })

  test('what fails is whole undone, told, and can be tried again', async () => {
    const { field } = await sales.owner.post<{ field: { id: string } }>(
      `/api/projects/${sales.opportunities.id}/fields`,
      { name: 'Contract number', type: 'text', unique: true },
    )
    await sales.deal('Has it', { values: { [field.id]: 'C-1' } })
    const automation = await sales.automate({
      triggers: [{ when: 'created' }],
      actions: [NOTE, { do: 'set', field: 'Contract number', value: 'C-1' }],
    })
    const deal = await sales.deal('Wants it')
    const [failed] = await sales.runs(automation.id, 1)
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'notUnique' } })
    const { comments } = await sales.owner.get<{ comments: unknown[] }>(`/api/records/${deal.id}/comments`)
    expect(comments).toEqual([])
    await sales.owner.patch(`/api/automations/${automation.id}`, {
      actions: [NOTE, { do: 'set', field: 'Contract number', value: 'C-2' }],
    })
    const { run } = await sales.owner.post<{ run: typeof failed }>(`/api/runs/${failed!.id}/retry`)
    expect(run).toMatchObject({ id: failed!.id, state: 'done', error: null })
    expect((await sales.owner.send('POST', `/api/runs/${failed!.id}/retry`)).status).toBe(409)
    await off(automation.id)
  })

  test('what somebody has changed meanwhile isn’t overwritten by who goes by another; switching it is no change', async () => {
    const { id, version } = await sales.automate({ triggers: [{ when: 'created' }], actions: [NOTE] })
    const path = `/api/automations/${id}`
    const read = async () => (await sales.owner.get<{ automation: { version: string } }>(path)).automation
    await sales.owner.patch(path, { on: false })
    expect((await read()).version).toBe(version)
    await sales.owner.patch(path, { name: 'Theirs', base: version })
    const later = await read()
    expect(later).toMatchObject({ name: 'Theirs', changedBy: { name: expect.any(String) } })
    expect(later.version).not.toBe(version)
    const response = await sales.owner.send('PATCH', path, { name: 'Mine', base: version })
    expect([response.status, await response.json()]).toMatchObject([
      409,
      { errors: [{ path: 'base', code: 'conflict' }] },
    ])
    await sales.owner.patch(path, { name: 'Mine', base: later.version })
    expect(await read()).toMatchObject({ name: 'Mine' })
    await off(id)
  })

  test('who may not manage the project may neither read nor make one', async () => {
    const member = await sales.world.person('Dara Vann', 'member')
    expect((await refused({}, member))[0]).toBe(403)
    expect((await member.send('GET', `/api/projects/${sales.opportunities.id}/automations`)).status).toBe(403)
  })

  test('what some may not see is written where they read only if an admin says so, and that is in the log', async () => {
    await sales.owner.post('/api/roles', {
      name: 'Juniors',
      workspace: { projects: false, people: false, export: false, keys: false },
      projects: {
        '*': { access: 'edit', records: 'all', fields: {} },
        [sales.opportunities.id]: { access: 'edit', records: 'all', fields: { Cost: 'hidden' } },
      },
    })
    const input = { actions: [{ do: 'comment', body: 'It costs {Cost}' }] }
    expect(await refused(input)).toEqual([422, 'actions.0.body hiddenFromSome'])
    const automation = await sales.automate({ triggers: [{ when: 'created' }], ...input, open: true })
    const { entries } = await sales.owner.get<{ entries: { kind: string }[] }>('/api/audit?kind=automationOpened')
    expect(entries).toHaveLength(1)
    await off(automation.id)
  })

  test('what one has written is nobody’s own: who manages the project changes it or takes it away', async () => {
    const { owner, world } = sales
    const member = await world.person('Maly Som', 'member')
    const colleague = await world.person('Rith Som', 'member')
    const automation = await sales.automate({ name: 'Noting', triggers: [{ when: 'created' }], actions: [NOTE] })
    const path = `/api/projects/${sales.opportunities.id}/records`
    const { record } = await member.post<{ record: { id: string } }>(path, { title: 'Kep Crab Market' })
    await sales.runs(automation.id, 1)
    const of = `/api/records/${record.id}/comments`
    const [written] = (await member.get<{ comments: { id: string }[] }>(of)).comments
    expect(written).toMatchObject({ body: 'Noted', by: null, automation: { id: automation.id, name: 'Noting' } })
    const commentPath = `/api/comments/${written!.id}`
    for (const [method, body] of [['PATCH', { body: 'Mine' }], ['DELETE']] as const)
      expect((await member.send(method, commentPath, body)).status).toBe(403)
    const { comment } = await owner.patch<{ comment: object }>(commentPath, { body: 'Noted, and mended' })
    expect(comment).toMatchObject({ body: 'Noted, and mended', by: null, automation: { id: automation.id } })
    // The automation's owner has no more to do with the record than before: they aren't told.
    await colleague.post(of, { body: 'They called.' })
    await sales.settle()
    const readSenders = async (client: Client) =>
      (
        await client.get<{ notifications: { by: object; record: { id: string } | null }[] }>('/api/notifications')
      ).notifications.flatMap((one) => (one.record?.id === record.id ? [one.by] : []))
    expect(await readSenders(owner)).toEqual([])
    expect(await readSenders(member)).toMatchObject([
      { person: { name: 'Rith Som' } },
      { automation: { name: 'Noting' } },
    ])
    await owner.delete(commentPath)
    await off(automation.id)
  })

  test('nobody gets rights by what they let another’s automation do', async () => {
    const { role } = await sales.owner.post<{ role: { id: string } }>('/api/roles', {
      name: 'Deal desk',
      workspace: { projects: false, people: false, export: false, keys: false },
      projects: {
        '*': { access: 'none', records: 'all', fields: {} },
        [sales.opportunities.id]: { access: 'manage', records: 'all', fields: {} },
      },
    })
    const desk = await sales.world.person('Maly Keo', role.id)
    const automation = await sales.automate({ triggers: [{ when: 'created' }], actions: [NOTE] })
    const path = `/api/automations/${automation.id}`
    const read = async () =>
      (await sales.owner.get<{ automation: { owner: { name: string } } }>(path)).automation.owner.name
    await desk.patch(path, { name: 'Renamed' })
    expect(await read()).toBe('Sokha Chan')
    const { change } = await desk.patch<{ change: string }>(path, { actions: [{ do: 'comment', body: 'Mine' }] })
    expect(await read()).toBe('Maly Keo')
    expect((await desk.send('POST', `/api/changes/${change}/undo`)).status).toBe(403)
    const me = (await sales.owner.get<{ person: { id: string } }>('/api/me')).person.id
    expect((await desk.send('PATCH', path, { owner: me })).status).toBe(403)
    await sales.owner.post(`/api/changes/${change}/undo`)
    expect(await read()).toBe('Sokha Chan')
    await off(automation.id)
  })
})
