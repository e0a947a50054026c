import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NotificationAnswer } from '../../../src/core/api/notification.ts'
import type { Client } from '../../client.ts'
import { Page } from '../live/page.ts'
import { startTeam, type Team } from '../team-world.ts'
import { insertNotifications, tellAll } from './tell.ts'

interface Answer {
  notifications: NotificationAnswer[]
  unread: number
  next: string | null
}

/** A sales team: Dara sees her own deals, Bopha her team's, Sokha owns all. */
let team: Team
let owner: Client
beforeAll(async () => {
  team = await startTeam()
  owner = team.sales.owner
  await tell()
})
afterAll(() => team.sales.world.close())

const read = (who: Client, query = '') => who.get<Answer>(`/api/notifications${query}`)
const texts = async (who: Client, query = '') =>
  (await read(who, query)).notifications.map(({ kind, record, text }) => `${kind} ${record?.title}: ${text}`)
const mention = (name: string) => `@[${name}](person:${team.people[name.split(' ')[0]!]})`
const id = (name: string) => Number(team.people[name])
const tell = () => tellAll(team.sales.world)
const clear = async (...all: Client[]) => {
  await tell()
  for (const who of all) await who.put('/api/notifications', { read: 'all' })
}

describe('what people are told of', () => {
  test('that somebody else assigned them, at creation too, once', async () => {
    const assigned = async (who: Client) => (await texts(who)).filter((text) => text.startsWith('assigned'))
    expect(await assigned(team.junior)).toEqual(['assigned Water filters: Sokha Chan assigned you'])
    // The owner assigned herself the chairs.
    expect(await assigned(owner)).toEqual([])
    await owner.put(`${team.record('Nobody’s')}/assignees/${team.people.Dara}`)
    await tell()
    // History that is heard once more tells nobody again.
    await (await team.sales.world.db()).prepare('UPDATE workspace SET automated_seq = 0').run()
    await tell()
    expect(await assigned(team.junior)).toEqual([
      'assigned Nobody’s: Sokha Chan assigned you',
      'assigned Water filters: Sokha Chan assigned you',
    ])
    const [newest] = (await read(team.junior)).notifications
    expect(newest).toMatchObject({
      readAt: null,
      by: { person: { id: team.people.Sokha, name: 'Sokha Chan' } },
      project: { id: team.sales.opportunities.id },
    })
  })

  test('of a comment who has to do with the record, and who is mentioned only of that', async () => {
    await clear(owner, team.junior, team.teamed)
    const path = `${team.record('Water filters')}/comments`
    await owner.post(path, { body: `${mention('Bopha Lim')} **please** call [them](https://angkor.example) today` })
    await tell()
    expect(await texts(team.teamed, '?unread=1')).toEqual([
      'mention Water filters: Sokha Chan mentioned you: “@Bopha Lim please call them today”',
    ])
    expect(await texts(team.junior, '?unread=1')).toEqual([
      'comment Water filters: Sokha Chan commented: “@Bopha Lim please call them today”',
    ])
    // Who was mentioned hears the answer, who wrote first too; who writes doesn't hear themselves.
    await team.junior.post(path, { body: 'Called, they want 40.' })
    await tell()
    for (const who of [owner, team.teamed])
      expect((await texts(who, '?unread=1'))[0]).toBe(
        'comment Water filters: Dara Vann commented: “Called, they want 40.”',
      )
    expect((await read(team.junior)).unread).toBe(1)
  })

  test('a mention that is added later, also in a description, and only the new ones', async () => {
    await clear(owner, team.junior, team.teamed)
    const path = `${team.record('Water filters')}/comments`
    const { comment } = await owner.post<{ comment: { id: string } }>(path, {
      body: `${mention('Dara Vann')} see this`,
    })
    await owner.patch(`/api/comments/${comment.id}`, {
      body: `${mention('Dara Vann')} and ${mention('Bopha Lim')} see this`,
    })
    await owner.patch(team.record('Water filters'), { description: `${mention('Dara Vann')} knows the buyer` })
    await tell()
    const kinds = async (who: Client) => (await read(who, '?unread=1')).notifications.map(({ kind }) => kind)
    expect(await kinds(team.junior)).toEqual(['mention', 'mention'])
    expect(await kinds(team.teamed)).toEqual(['mention', 'comment'])
    // What is gone is quoted no more.
    await owner.delete(`/api/comments/${comment.id}`)
    expect((await texts(team.teamed, '?unread=1'))[0]).toBe('mention Water filters: Sokha Chan mentioned you')
  })

  test('not of what was undone, handed over or imported', async () => {
    await clear(owner, team.junior, team.teamed)
    const { change } = await owner.delete<{ change: string }>(
      `${team.record('Water filters')}/assignees/${team.people.Dara}`,
    )
    await owner.post(`/api/changes/${change}/undo`)
    const visal = await team.sales.world.person('Visal Keo', 'member')
    const visalId = (await visal.get<{ person: { id: string } }>('/api/me')).person.id
    team.people.Visal = visalId
    await visal.post(`/api/projects/${team.sales.opportunities.id}/records`, {
      title: 'Hotel linen',
      assignees: [visalId],
    })
    await owner.post(`${team.record('Solar pumps')}/comments`, { body: `@[Visal Keo](person:${visalId}) knows them` })
    await tell()
    expect((await read(visal)).notifications[0]).toMatchObject({ kind: 'mention' })
    await clear(owner, team.junior, team.teamed)
    await owner.put(`/api/people/${visalId}/deactivation`, { handTo: team.people.Bopha })
    const imports = `/api/projects/${team.sales.opportunities.id}/imports`
    const answer = await owner.post<{ import: { id: string } }>(imports, {
      columns: ['Deal', 'Who'],
      mapping: [
        { column: 'Deal', to: 'title' },
        { column: 'Who', to: 'assignees' },
      ],
    })
    await owner.put(`/api/imports/${answer.import.id}/rows/1`, { rows: [['Rice export', 'bopha.lim@mekong.example']] })
    await owner.post(`/api/imports/${answer.import.id}/finish`)
    await tell()
    for (const who of [team.junior, team.teamed]) expect((await read(who)).unread).toBe(0)
    // Erased, they have no notifications any more, and stand in nobody's.
    const notification = {
      person: id('Sokha'),
      key: 'named:1',
      kind: 'automation' as const,
      at: 0,
      project: null,
      record: null,
    }
    const text = { parts: ['Visal Keo won Hotel linen'] }
    await insertNotifications(team.sales.world, [{ ...notification, byPerson: null, byAutomation: null, text }])
    await owner.put(`/api/people/${visalId}/erasure`, { name: 'Visal Keo' })
    const db = await team.sales.world.db()
    const { results } = await db.prepare('SELECT person_id, text FROM notifications').all<{ person_id: number }>()
    expect(results.some(({ person_id }) => person_id === Number(visalId))).toBe(false)
    expect(JSON.stringify(results)).not.toContain('Visal')
  })
})

describe('rights', () => {
  test('nobody is told of a record or project that they don’t see, nor once they have left', async () => {
    await clear(owner, team.junior, team.teamed)
    const path = `${team.record('Office chairs')}/comments`
    await owner.post(path, { body: `${mention('Dara Vann')} ${mention('Visal Keo')} the client wants oak` })
    const closed = await owner.post<{ project: { id: string; lists: { id: string }[] } }>('/api/projects', {
      name: 'Salaries',
    })
    const { record } = await owner.post<{ record: { id: string } }>(`/api/projects/${closed.project.id}/records`, {
      title: 'Raise',
    })
    await owner.post(`/api/records/${record.id}/comments`, { body: `${mention('Dara Vann')} ${mention('Bopha Lim')}` })
    await tell()
    for (const who of [team.junior, team.teamed]) expect((await read(who)).unread).toBe(0)
  })

  test('what they can’t see any more isn’t there and isn’t counted; a piece of a hidden field is left out', async () => {
    await clear(owner, team.junior)
    const field = (name: string) => Number(team.sales.field(name))
    const project = Number(team.sales.opportunities.id)
    const time = Date.now()
    const notification = (key: string, title: string, person: string) => ({
      ...{
        person: id(person),
        key,
        kind: 'automation' as const,
        at: time,
        project,
        record: Number(team.deals[title]!.id),
      },
      ...{ byPerson: null, byAutomation: null },
      text: {
        parts: [
          'Margin is thin: cost ',
          { fields: [field('Cost')], text: '400.00 USD' },
          ' of ',
          { fields: [field('Customer'), field('Amount')], text: '1,000.00 USD' },
        ],
      },
    })
    const rows = [notification('margin:1', 'Nobody’s', 'Dara'), notification('margin:1', 'Nobody’s', 'Sokha')]
    await insertNotifications(team.sales.world, [...rows, ...rows])
    expect(await texts(team.junior, '?unread=1')).toEqual([
      'automation Nobody’s: Margin is thin: cost  of 1,000.00 USD',
    ])
    expect((await texts(owner, '?unread=1'))[0]).toBe(
      'automation Nobody’s: Margin is thin: cost 400.00 USD of 1,000.00 USD',
    )
    await owner.delete(`${team.record('Nobody’s')}/assignees/${team.people.Dara}`)
    expect((await read(team.junior)).unread).toBe(0)
    expect(await texts(team.junior)).not.toContain(expect.stringContaining('Nobody’s'))
    await owner.delete(team.record('Nobody’s'))
    expect((await read(owner, '?unread=1')).notifications).toEqual([])
    await owner.put(`${team.record('Nobody’s')}/restore`)
    expect((await read(owner)).unread).toBe(1)
  })

  test('of what failed it says why, in the reader’s language', async () => {
    const text = { parts: null, about: { error: { code: 'unknownField', path: '', name: 'Region' } } }
    const failure = { person: id('Sokha'), key: 'failure:1', kind: 'failure' as const, at: Date.now(), project: null }
    await insertNotifications(team.sales.world, [
      { ...failure, record: null, byPerson: null, byAutomation: null, text },
    ])
    const first = async () => (await read(owner)).notifications[0]!.text
    expect(await first()).toMatch(/^The automation “Somebody” failed: .*Region/)
    await owner.put('/api/me/preferences', { language: 'km' })
    expect(await first()).toMatch(/[\u1780-\u17ff].*Region/)
    await owner.put('/api/me/preferences', { language: 'en' })
    await owner.put('/api/notifications', { read: [(await read(owner)).notifications[0]!.id] })
  })

  test('nobody marks another’s', async () => {
    const [one] = (await read(owner, '?unread=1')).notifications
    await team.teamed.put('/api/notifications', { read: [one!.id] })
    expect((await read(owner, '?unread=1')).notifications).toHaveLength(1)
  })
})

describe('reading', () => {
  test('some, all of a record, or everything; unread again; page by page', async () => {
    await clear(owner)
    for (const [who, title] of [
      [team.junior, 'Water filters'],
      [team.teamed, 'Solar pumps'],
      [team.junior, 'Water filters'],
    ] as const)
      await who.post(`${team.record(title)}/comments`, { body: 'They called.' })
    await tell()
    const first = await read(owner, '?unread=1&limit=2')
    expect(first).toMatchObject({ unread: 3, next: expect.any(String) })
    const second = await read(owner, `?unread=1&limit=2&cursor=${encodeURIComponent(first.next!)}`)
    expect(second.next).toBeNull()
    const all = [...first.notifications, ...second.notifications]
    expect(new Set(all.map((one) => one.id)).size).toBe(3)
    const marked = (body: object) => owner.put<{ unread: number }>('/api/notifications', body)
    expect(await marked({ read: [all[0]!.id] })).toEqual({ unread: 2 })
    expect(await marked({ unread: [all[0]!.id] })).toEqual({ unread: 3 })
    expect(await marked({ read: { record: all[0]!.record!.id } })).toEqual({ unread: 1 })
    expect(await marked({ unread: all.map((one) => one.id) })).toEqual({ unread: 3 })
    expect(await marked({ read: 'all' })).toEqual({ unread: 0 })
  })

  test('a snoozed one is out of sight until then, and comes back unread; open pages hear of it', async () => {
    const page = await Page.open(owner)
    const [one] = (await read(owner)).notifications
    const until = new Date(Date.now() + 3_600_000)
    await owner.put('/api/notifications', { snooze: { ids: [one!.id], until: until.toISOString() } })
    expect((await read(owner, '?unread=1')).notifications.map((other) => other.id)).not.toContain(one!.id)
    const put = async () => (await read(owner)).notifications.find((other) => other.id === one!.id)
    expect(await put()).toMatchObject({ readAt: null, snoozedUntil: until.toISOString() })
    await owner.put('/api/notifications', { unread: [one!.id] })
    expect(await put()).toMatchObject({ readAt: null, snoozedUntil: null })
    await owner.put('/api/notifications', { snooze: { ids: [one!.id], until: until.toISOString() } })
    await page.until(() => page.notices > 0)
    // All that is read stays read, and what is snoozed isn't.
    await owner.put('/api/notifications', { read: 'all' })
    const heard = page.notices
    await team.sales.world.scheduled(until)
    await page.until(() => page.notices > heard)
    expect(await read(owner, '?unread=1')).toMatchObject({ unread: 1, notifications: [{ id: one!.id, readAt: null }] })
    page.close()
  })

  test('what doesn’t fit is refused with its place', async () => {
    const errors = async (body: object) =>
      (await owner.refused('PUT', '/api/notifications', body)).errors.map(({ path, code }) => `${path} ${code}`)
    expect(await errors({ snooze: { ids: ['1'], until: 'tomorrow' } })).toEqual(['snooze.until notFormed'])
    expect(await errors({ read: 'none' })).toHaveLength(1)
    expect(await errors({ marked: 'all' })).toEqual(['marked unknownKey'])
    expect((await owner.refused('GET', '/api/notifications?cursor=x')).status).toBe(422)
  })
})

test('what was read half a year ago goes out of the bell, and stays known; with its record all of it goes', async () => {
  await clear(owner)
  const db = await team.sales.world.db()
  const rows = async (where: string) =>
    (await db.prepare(`SELECT text, in_app FROM notifications WHERE person_id = ${id('Sokha')} AND ${where}`).all())
      .results
  const record = Number(team.deals['Water filters']!.id)
  expect((await rows(`record_id = ${record}`)).length).toBeGreaterThan(1)
  await db.prepare("UPDATE notifications SET mail = 'digest'").run()
  await team.sales.world.scheduled(new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + 4 * 86_400_000 + 60_000))
  const mails = async () => (await db.prepare("SELECT body FROM deliveries WHERE event = 'digest'").all()).results
  expect(JSON.stringify(await mails())).toContain('Water filters')
  await owner.delete(team.record('Water filters'))
  await owner.put(`${team.record('Water filters')}/erasure`, { title: 'Water filters' })
  expect(await rows(`record_id = ${record}`)).toEqual([])
  expect(JSON.stringify(await mails())).not.toContain('Water filters')
  const before = (await rows('true')).length
  const later = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 181 * 86_400_000)
  await team.sales.world.scheduled(later)
  const remainingRows = await rows('read_at IS NOT NULL')
  expect(remainingRows.length).toBeGreaterThan(1)
  expect(new Set(remainingRows.map((row) => JSON.stringify(row)))).toEqual(
    new Set([JSON.stringify({ text: '{"parts":null}', in_app: 0 })]),
  )
  expect(await rows('true')).toHaveLength(before)
})
