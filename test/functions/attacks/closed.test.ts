import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import { Client } from '../../client.ts'
import { type Scene, startScene } from './attack-world.ts'

// What lies in a project, a field or a record that is closed to somebody is told by no count, log, import or refusal.

let team: Scene['team']
let sales: Scene['sales']
let owner: Scene['owner']
let junior: Scene['junior']
let deliveries: Scene['deliveries']
let opp: Scene['opp']
let unique: Scene['unique']
let field: Scene['field']
let make: Scene['make']
let role: Scene['role']
let idOf: Scene['idOf']
let keyOf: Scene['keyOf']
let blindManager: Scene['blindManager']
beforeAll(async () => {
  ;({ team, sales, owner, junior, deliveries, opp, unique, field, make, role, idOf, keyOf, blindManager } =
    await startScene())
})
afterAll(() => sales.world.close())

const record = async (id: string) => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record

const inOpp = (rights: object, others: object = { access: 'none' }) => ({
  '*': others,
  [sales.opportunities.id]: rights,
})

describe('what depends on what is hidden', () => {
  test('how many records were handed over isn’t told of those that name the leaver only in a hidden field', async () => {
    const secret = await field(sales.opportunities.id, { name: 'Watched by', type: 'person' })
    const rights = {
      '*': { access: 'view' },
      [sales.opportunities.id]: { access: 'edit', fields: { 'Watched by': 'hidden' } },
    }
    const boss = await sales.world.person('Handing Boss', await role(rights, { people: true }))
    const leavers = [
      await sales.world.person('Leaver One', await role(rights)),
      await sales.world.person('Leaver Two', await role(rights)),
    ]
    await make(sales.opportunities.id, { title: 'Watched', values: { 'Watched by': [await idOf(leavers[1]!)] } })
    const answers: number[] = []
    for (const leaver of leavers) {
      const answer = await boss.put<{ records: number }>(`/api/people/${await idOf(leaver)}/deactivation`, {
        handTo: await idOf(boss),
      })
      answers.push(answer.records)
    }
    expect(answers[1]).toBe(answers[0])
    await owner.delete(`/api/fields/${secret.id}`)
  })

  test('taking the examples out tells no number of those in a project that isn’t there for who does it', async () => {
    const hidden = await make(sales.customers.id, { title: 'Hidden example' })
    const db = await sales.world.db()
    await db.prepare('UPDATE records SET sample = 1 WHERE id = ?').bind(Number(hidden.id)).run()
    const maker = await sales.world.person(
      'Counting Maker',
      await role({ '*': { access: 'manage' }, [sales.customers.id]: { access: 'none' } }, { projects: true }),
    )
    const { removed } = await maker.delete<{ removed: number }>('/api/templates/sales/sample')
    await db.prepare('UPDATE records SET sample = 0').run()
    expect(removed).toBe(0)
  })

  test('nor does it take out those of a project that one may only see, or of which one sees one’s own', async () => {
    const db = await sales.world.db()
    const seen = await make(sales.customers.id, { title: 'Only seen example' })
    const others = await make(sales.opportunities.id, { title: 'Other’s example', assignees: [team.people.Sokha] })
    await db.prepare('UPDATE records SET sample = 1 WHERE id IN (?, ?)').bind(Number(seen.id), Number(others.id)).run()
    const maker = await sales.world.person(
      'Seeing Maker',
      await role(
        {
          '*': { access: 'manage' },
          [sales.customers.id]: { access: 'view' },
          [sales.opportunities.id]: { access: 'edit', records: 'own' },
        },
        { projects: true },
      ),
    )
    expect((await maker.send('DELETE', `/api/records/${seen.id}`)).status).toBe(403)
    expect((await maker.send('DELETE', `/api/records/${others.id}`)).status).toBe(404)
    await maker.send('DELETE', '/api/templates/sales/sample')
    const gone = [(await record(seen.id)).deletedAt !== null, (await record(others.id)).deletedAt !== null]
    await db.prepare('UPDATE records SET sample = 0').run()
    expect(gone).toEqual([false, false])
  })
})

describe('erasing a person', () => {
  test('nobody is named any more in what a description mentions, nor in its history and texts', async () => {
    const leaver = await sales.world.person('Zebulon Mention', 'member')
    const id = await idOf(leaver)
    const deal = await make(sales.opportunities.id, {
      title: 'Mentions',
      description: `Ask @[Zebulon Mention](person:${id})`,
    })
    await owner.put(`/api/people/${id}/deactivation`, {})
    await owner.put(`/api/people/${id}/erasure`, { name: 'Zebulon Mention' })
    const answers = JSON.stringify([
      await record(deal.id),
      await owner.get(`/api/records/${deal.id}/history`),
      await owner.get('/api/search?q=zebulon'),
    ])
    expect(answers).not.toMatch(/zebulon/i)
  })

  test('nor in comments of the time when they were called otherwise', async () => {
    const leaver = await sales.world.person('Ichabod Before', 'member')
    const id = await idOf(leaver)
    const { record: deal } = { record: await make(sales.opportunities.id, { title: 'Old name' }) }
    await owner.post(`/api/records/${deal.id}/comments`, { body: `Ask @[Ichabod Before](person:${id})` })
    await leaver.patch('/api/me', { name: 'Ichabod After' })
    await owner.put(`/api/people/${id}/deactivation`, {})
    await owner.put(`/api/people/${id}/erasure`, { name: 'Ichabod After' })
    expect(JSON.stringify(await owner.get(`/api/records/${deal.id}/comments`))).not.toMatch(/ichabod/i)
  })
})

describe('who manages a project and doesn’t see all that its fields read', () => {
  test('learns the name of no hidden field by giving it to a new one, or to another', async () => {
    await field(deliveries.id, {
      name: 'Secret margin',
      type: 'lookup',
      config: { reference: 'Opportunity', field: 'Cost' },
    })
    const manager = await blindManager('Naming Manager', deliveries.id)
    const fields = `/api/projects/${deliveries.id}/fields`
    const { project } = await manager.get<{ project: ProjectAnswer }>(`/api/projects/${deliveries.id}`)
    expect(project.fields.map((one) => one.name)).not.toContain('Secret margin')
    const newFields: FieldAnswer[] = []
    for (const name of ['Secret margin', unique('Other')]) {
      const answer = await manager.send('POST', fields, { name, type: 'text' })
      expect(answer.status).toBe(201)
      newFields.push(((await answer.json()) as { field: FieldAnswer }).field)
    }
    const renamed = await manager.send('PATCH', `/api/fields/${newFields[0]!.id}`, { name: 'SECRET margin' })
    expect(renamed.status).toBe(200)
    const importing = {
      columns: ['a', 'b'],
      mapping: [
        { column: 'a', to: 'title' },
        { column: 'b', toNew: { name: 'Secret  margin', type: 'text' } },
      ],
    }
    expect((await manager.send('POST', `/api/projects/${deliveries.id}/imports`, importing)).status).toBe(201)
    // Who sees both has two names for them, and each means one field.
    const seen = (await owner.get<{ project: ProjectAnswer }>(`/api/projects/${deliveries.id}`)).project.fields
    expect(seen.filter(({ name }) => /secret margin/i.test(name)).map(({ name, type }) => [name, type])).toEqual([
      ['Secret margin', 'lookup'],
      ['SECRET margin (2)', 'text'],
    ])
    const named = { title: unique('Named'), values: { 'Secret margin (2)': 'by its name' } }
    const { record: by } = await owner.post<{ record: RecordAnswer }>(`/api/projects/${deliveries.id}/records`, named)
    expect(by.values[newFields[0]!.id]).toBe('by its name')
    expect((await owner.refused('POST', fields, { name: 'Secret margin', type: 'text' })).errors[0]).toMatchObject({
      code: 'nameTaken',
    })
    for (const one of newFields) await owner.delete(`/api/fields/${one.id}`)
  })
})

describe('who looks after people and sees few projects', () => {
  const small = { '*': { access: 'none' } as object }
  test('no answer on roles, keys or the log depends on what lies in a project that is closed to them', async () => {
    const boss = await sales.world.person('Blind Boss', await role(small, { people: true }))
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: unique('Closed') })
    const hidden = await field(project.id, { name: 'Closed field', type: 'number' })
    await role({ '*': { access: 'view' }, [project.id]: { access: 'view', fields: { 'Closed field': 'hidden' } } })
    const paths = { roles: '/api/roles', keys: '/api/keys?everyone=true', audit: '/api/audit' } as const
    const read = async () => ({ roles: await (await boss.send('GET', paths.roles)).text() })
    const before = await read()
    await field(project.id, { name: 'Twice', type: 'formula', config: { formula: '{Closed field} * 2' } })
    expect((await read()).roles).toBe(before.roles)
    expect(hidden.id).toBeTruthy()
  })

  test('the log tells no number of a record that was erased in a project closed to them', async () => {
    const boss = await sales.world.person('Erasing Boss', await role(small, { people: true }))
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: unique('Closed') })
    const gone = await make(project.id, { title: 'Gone secretly' })
    await owner.put(`/api/records/${gone.id}/erasure`, { title: 'Gone secretly' })
    const { entries } = await boss.get<{ entries: { kind: string; subject: { id: string } | null }[] }>('/api/audit')
    expect(JSON.stringify(entries)).not.toContain(`"${gone.id}"`)
  })

  test('other people’s keys don’t name projects that are closed to them', async () => {
    const boss = await sales.world.person('Key Reading Boss', await role(small, { people: true }))
    await keyOf(owner, { projects: [sales.customers.id] })
    const { keys } = await boss.get<{ keys: { projects: string[] | null }[] }>('/api/keys?everyone=true')
    expect(keys.flatMap(({ projects }) => projects ?? [])).toEqual([])
  })
})

describe('roles that are merged', () => {
  test('a hidden field, an unknown one, a hidden project and an unknown one can’t be told apart', async () => {
    const rights = { '*': { access: 'none' }, [sales.opportunities.id]: { access: 'edit', fields: { Cost: 'hidden' } } }
    const boss = await sales.world.person('Merging Boss', await role(rights, { people: true }))
    const theirs = await role(rights)
    const cost = sales.field('Cost')
    const sent = async (projects: object) => {
      const response = await boss.send('PATCH', `/api/roles/${theirs}`, { projects })
      return `${response.status} ${await response.text()}`
    }
    const fieldNamed = (name: string, right: string) =>
      sent({ [sales.opportunities.id]: { fields: { [name]: right } } })
    for (const right of ['hidden', 'view', 'edit', 'open'])
      for (const name of ['Cost', cost, 'COST'])
        expect((await fieldNamed(name, right)).replaceAll(name, '?')).toBe(
          (await fieldNamed('Nothing', right)).replaceAll('Nothing', '?'),
        )
    for (const value of [null, {}, { access: 'view' }])
      expect((await sent({ [sales.customers.id]: value })).replaceAll(sales.customers.id, '?')).toBe(
        (await sent({ '4000': value })).replaceAll('4000', '?'),
      )
    const widened: [object, number][] = [
      [{ [sales.opportunities.id]: null, '*': { access: 'edit' } }, 403],
      [{ '*': { access: 'view' } }, 403],
      [{ [sales.opportunities.id]: { access: 'manage' } }, 403],
      [{ [sales.opportunities.id]: { records: 'own' } }, 200],
    ]
    for (const [projects, status] of widened) expect(await sent(projects)).toMatch(`${status} `)
    const seller = await sales.world.person('Merged Seller', theirs)
    expect(JSON.stringify(await seller.get('/api/projects'))).not.toMatch(/"Cost"|"Customers"/)
  })

  test('who sees their team’s records gives nobody the sight of another team’s', async () => {
    const rights = (records: string) => inOpp({ access: 'edit', records })
    const boss = await sales.world.person('Team Boss', await role(rights('team'), { people: true }))
    const [teamRole, ownRole] = [await role(rights('team')), await role(rights('own'))]
    const [one, two] = [await sales.world.person('North One', ownRole), await sales.world.person('North Two', ownRole)]
    await owner.post('/api/teams', { name: unique('North'), people: [await idOf(one), await idOf(two)] })
    const deal = await make(sales.opportunities.id, { title: 'Of the north', assignees: [await idOf(two)] })
    expect((await boss.send('GET', `/api/records/${deal.id}`)).status).toBe(404)
    await boss.send('PATCH', `/api/people/${await idOf(one)}`, { role: teamRole })
    expect((await one.send('GET', `/api/records/${deal.id}`)).status).toBe(404)
  })
})

describe('repeats', () => {
  test('an answer isn’t repeated to who has left the team that it was seen by', async () => {
    const seller = await sales.world.person('Leaving Team', await role(inOpp({ access: 'edit', records: 'team' })))
    const other = await sales.world.person('Staying', 'member')
    const [sellerId, theirs] = [await idOf(seller), await idOf(other)]
    const { team: newTeam } = await owner.post<{ team: { id: string } }>('/api/teams', {
      name: unique('Team'),
      people: [sellerId, theirs],
    })
    const send = () =>
      seller.send(
        'POST',
        `${opp}/records`,
        { title: 'Team secret', assignees: [theirs] },
        { 'idempotency-key': 'team-1' },
      )
    const { record } = (await (await send()).json()) as { record: RecordAnswer }
    await owner.patch(`/api/teams/${newTeam.id}`, { remove: [sellerId] })
    expect((await seller.send('GET', `/api/records/${record.id}`)).status).toBe(404)
    expect(await (await send()).text()).not.toContain('Team secret')
  })
})

describe('somebody else’s import', () => {
  test('a manager is told no cells of a field that they can’t see, nor its name', async () => {
    const { import: job } = await owner.post<{ import: { id: string } }>(`${opp}/imports`, {
      columns: ['Title', 'Account'],
      mapping: [
        { column: 'Title', to: 'title' },
        { column: 'Account', to: 'Customer', by: 'title', missing: 'refuse' },
      ],
      key: null,
    })
    await owner.put(`/api/imports/${job.id}/rows/1`, { rows: [['One', 'Ghost Corporation']] })
    const manager = await sales.world.person(
      'No Customers',
      await role({ '*': { access: 'none' }, [sales.opportunities.id]: { access: 'manage' } }),
    )
    expect(JSON.stringify(await manager.get(opp))).not.toContain('"Customer"')
    const answers = [
      await (await manager.send('GET', `/api/imports/${job.id}`)).text(),
      await (await manager.send('PUT', `/api/imports/${job.id}/rows/5`, { rows: [['Two', 'x']] })).text(),
    ]
    expect(answers.join(' ')).not.toMatch(/Ghost Corporation|Customer/)
  })
})

describe('erasing', () => {
  test('the log names nobody who was erased: by the address that was typed for them, or by what they called their key', async () => {
    const leaver = await sales.world.person('Barnaby Typed', 'member')
    const id = await idOf(leaver)
    await keyOf(leaver, { name: 'Barnaby’s laptop' })
    await sales.world
      .stranger()
      .send('POST', '/api/auth/sign-in/email', { email: 'BARNABY.Typed@mekong.example', password: 'wrong-password-1' })
    await owner.put(`/api/people/${id}/deactivation`, {})
    await owner.put(`/api/people/${id}/erasure`, { name: 'Barnaby Typed' })
    const log = JSON.stringify(await owner.get('/api/audit'))
    expect(log.match(/[^{]{0,80}barnaby[^}]{0,40}/gi) ?? []).toEqual([])
  })
})

describe('tricks', () => {
  test('a base is no oracle for what is hidden: only what was written is compared', async () => {
    const deal = await make(sales.opportunities.id, { title: unique('Based'), assignees: [team.people.Dara] })
    await owner.patch(`/api/records/${deal.id}`, { values: { Cost: 99 } })
    const response = await junior.send('PATCH', `/api/records/${deal.id}`, { base: 1, title: unique('Based') })
    expect(response.status).toBe(200)
    const answers = await Promise.all(
      ['Cost', 'Nothing', sales.field('Cost'), '99999'].map(async (name) => {
        const refused = await junior.send('PATCH', `/api/records/${deal.id}`, { base: 1, values: { [name]: 1 } })
        return `${refused.status} ${(await refused.text()).replaceAll(name, '?')}`
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })

  test('odd ids, HEAD, OPTIONS and other spellings of a path tell nothing of a record that isn’t there for them', async () => {
    const other = team.deals['Office chairs']!.id
    const spellings = [
      other,
      `0${other}`,
      `+${other}`,
      `${other}.0`,
      `%20${other}`,
      `${other}%00`,
      '９',
      '9'.repeat(4000),
      '%2e%2e',
    ]
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      for (const id of spellings) {
        const [one, none] = await Promise.all(
          [id, id === other ? '40962' : id.replace(other, '40962')].map((x) =>
            junior.send(method, `/api/records/${x}`),
          ),
        )
        expect([one!.status, one!.headers.get('content-length'), one!.headers.get('etag')]).toEqual([
          none!.status,
          none!.headers.get('content-length'),
          none!.headers.get('etag'),
        ])
        expect(one!.status).toBeGreaterThanOrEqual(400)
      }
  })

  test('stored forms of a formula and a lookup name nothing that its maker can’t see', async () => {
    const manager = await sales.world.person(
      'Stored Forms',
      await role({
        '*': { access: 'manage' },
        [sales.opportunities.id]: { access: 'view', fields: { Cost: 'hidden', Profit: 'open' } },
      }),
    )
    const { project } = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: unique('Mine') })
    await field(project.id, { name: 'Deal', type: 'reference', config: { project: sales.opportunities.id } }, manager)
    const cost = sales.field('Cost')
    const tries = [
      { type: 'lookup', config: { reference: 'Deal', field: cost } },
      { type: 'lookup', config: { reference: 'Deal', field: 'Cost' } },
      { type: 'lookup', config: { reference: 'Deal', field: `Customer.${cost}` } },
      { type: 'formula', config: { formula: `{#${cost}}` } },
      { type: 'formula', config: { formula: `{Deal.Cost}` } },
      {
        type: 'rollup',
        config: { project: sales.opportunities.id, reference: 'Customer', measure: { op: 'sum', field: cost } },
      },
    ]
    for (const one of tries) {
      const response = await manager.send('POST', `/api/projects/${project.id}/fields`, { name: unique('Spy'), ...one })
      expect([response.status, JSON.stringify(one)]).toEqual([422, JSON.stringify(one)])
    }
  })

  test('a deal that was given away is told to nobody by the answer kept under a key', async () => {
    const send = () =>
      junior.send('POST', `${opp}/records`, { title: 'Given away later' }, { 'idempotency-key': 'given-1' })
    const { record } = (await (await send()).json()) as { record: RecordAnswer }
    await owner.put(`/api/records/${record.id}/assignees/${team.people.Sokha}`)
    await owner.patch(`/api/records/${record.id}`, { title: 'Secret by now' })
    expect(await (await send()).text()).not.toContain('Secret by now')
  })

  test('through a role that is looked through nothing is written, whatever the verb', async () => {
    const path = `/api/records/${team.deals['Water filters']!.id}`
    const as = { 'view-as': 'admin' }
    for (const [method, target, body] of [
      ['PATCH', path, { title: 'x' }],
      ['PUT', `${path}/archive`, undefined],
      ['PATCH', '/api/roles/1', { name: 'x' }],
      ['POST', '/api/me/passkeys/options', {}],
      ['PUT', '/api/me/preferences', { language: 'km' }],
      ['PATCH', '/api/me', { name: 'x' }],
      ['POST', '/api/invitations', { email: 'x@x.example', role: 'viewer' }],
    ] as const)
      expect([target, (await owner.send(method, target, body, as)).status]).toEqual([target, 403])
  })
})

describe('races', () => {
  test('an invitation that is taken while its role is narrowed, and deleted, lets in with the narrowed role or not at all', async () => {
    for (let i = 0; i < 6; i++) {
      const id = await role({ '*': { access: 'edit' } })
      const { invitation } = await owner.post<{ invitation: { id: string; token: string } }>('/api/invitations', {
        email: `racer${i}@mekong.example`,
        role: id,
      })
      const guest = new Client(sales.world.url)
      const [accepted, , gone] = await Promise.all([
        guest.send('POST', `/api/invitations/${invitation.token}/accept`, {
          name: 'Racer',
          password: 'mekong-river-9',
        }),
        owner.send('PATCH', `/api/roles/${id}`, { projects: { '*': { access: 'none' } } }),
        owner.send('DELETE', `/api/invitations/${invitation.id}`).then(() => owner.send('DELETE', `/api/roles/${id}`)),
      ])
      if (accepted.status !== 201) continue
      expect(gone.status).toBe(409)
      expect(await guest.get('/api/projects')).toEqual({ projects: [], next: null })
    }
  })

  test('a role that is reset while one of its fields is deleted and its person writes ends in one of the orders', async () => {
    const extra = await field(sales.opportunities.id, { name: unique('Extra'), type: 'number' })
    const id = await role({
      '*': { access: 'none' },
      [sales.opportunities.id]: { access: 'edit', fields: { [extra.id]: 'hidden' } },
    })
    const seller = await sales.world.person('Racing Writer', id)
    const all = await Promise.all([
      owner.send('PATCH', `/api/roles/${id}`, { projects: { [sales.opportunities.id]: null } }),
      owner.send('DELETE', `/api/fields/${extra.id}`),
      seller.send('POST', `${opp}/records`, { title: 'Raced', values: { [extra.id]: 4 } }),
      owner.send('PATCH', `/api/roles/${id}`, {
        projects: { [sales.opportunities.id]: { fields: { Cost: 'hidden' } } },
      }),
    ])
    expect(all[2]!.status).not.toBe(201)
    expect(all.every(({ status }) => status < 500)).toBe(true)
    expect((await seller.send('GET', opp)).status).toBe(404)
  })
})

describe('signing in', () => {
  test('who asks an address in again at the same time withdraws no invitation to more than they may give', async () => {
    const boss = await sales.world.person('Racing Boss', await role({ '*': { access: 'none' } }, { people: true }))
    const small = await role({ '*': { access: 'none' } })
    let lost = 0
    for (let i = 0; i < 10; i++) {
      const email = `twice${i}@mekong.example`
      const [big, little] = await Promise.all([
        owner.send('POST', '/api/invitations', { email, role: 'admin' }),
        boss.send('POST', '/api/invitations', { email, role: small }),
      ])
      const { invitations } = await owner.get<{ invitations: { email: string; role: string }[] }>('/api/invitations')
      const open = invitations.filter((one) => one.email === email)
      expect(big.status).toBe(201)
      // Whichever came last stands; the boss’s may only be last if theirs was refused no right.
      if (little.status === 201 && open[0]?.role === small) {
        const { entries } = await owner.get<{
          entries: { id: string; kind: string; detail: { email?: string; role?: string } }[]
        }>('/api/audit?kind=invited')
        const invitationEntries = entries.filter(({ detail }) => detail.email === email)
        if (invitationEntries[0]?.detail.role === small) lost++
      }
    }
    expect(lost).toBe(0)
  })

  test('a person’s preferences aren’t changed through a key for one project', async () => {
    const { secret } = await keyOf(owner, { projects: [deliveries.id] })
    const send = (method: string, path: string, body?: unknown) =>
      fetch(sales.world.url + path, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    const deal = team.deals['Office chairs']!
    const { comment, change } = await owner.post<{ comment: { id: string }; change: string }>(
      `/api/records/${deal.id}/comments`,
      { body: 'mine' },
    )
    const statuses = []
    for (const [method, path, body] of [
      ['GET', `/api/records/${deal.id}`, undefined],
      ['PATCH', `/api/comments/${comment.id}`, { body: 'x' }],
      ['POST', `/api/changes/${change}/undo`, {}],
      ['GET', '/api/audit', undefined],
      ['POST', '/api/projects', { name: 'x' }],
      ['PUT', '/api/me/preferences', { language: 'km' }],
    ] as const)
      statuses.push((await send(method, path, body)).status)
    expect(statuses).toEqual([404, 404, 404, 403, 403, 403])
  })
})
