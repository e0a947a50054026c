import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NotificationKind } from '../../../src/core/api/notification.ts'
import type { Client } from '../../client.ts'
import { startTeam, type Team } from '../team-world.ts'
import { insertNotifications, tellAll } from './tell.ts'

interface Mail {
  to: string
  subject: string
  body: string
}

let team: Team
let owner: Client
let n = 0
beforeAll(async () => {
  team = await startTeam()
  owner = team.sales.owner
  await tellAll(team.sales.world)
  // What the team's first deals told them isn't mailed here.
  await (await team.sales.world.db()).prepare('UPDATE notifications SET mail = NULL').run()
  await owner.patch('/api/workspace', {
    zone: 'Asia/Phnom_Penh',
    workingDays: [1, 2, 3, 4, 5],
    holidays: ['2021-03-08'],
  })
})
afterAll(() => team.sales.world.close())

/** Local time in Phnom Penh, seven hours ahead of UTC. In the past, or cron would end the sessions. */
const localTime = (text: string) => new Date(`${text}:00+07:00`)
const tick = (text: string) => team.sales.world.scheduled(localTime(text))
const dara = 'dara.vann@mekong.example'
const mails = async (to = dara) =>
  (await owner.get<{ deliveries: Mail[] }>('/api/outbox')).deliveries.filter(
    (mail) => mail.to === to && !mail.body.includes('/join/'),
  )
const detailOf = async (subject: string) => {
  const db = await team.sales.world.db()
  const row = await db
    .prepare('SELECT detail FROM deliveries WHERE subject = ? ORDER BY id DESC')
    .bind(subject)
    .first<{ detail: string }>()
  return JSON.parse(row!.detail) as { html: string; headers: Record<string, string> }
}
const news = (when: string, kind: NotificationKind, title = 'Water filters', name = 'Dara', times = 1) =>
  insertNotifications(
    team.sales.world,
    Array.from({ length: times }, () => ({
      ...{ person: Number(team.people[name]), key: `${kind}:${++n}`, kind, at: localTime(when).getTime() },
      ...{ project: Number(team.sales.opportunities.id), record: Number(team.deals[title]!.id) },
      ...{ byPerson: Number(team.people.Sokha), byAutomation: null, text: { parts: null } },
    })),
  )

describe('at once', () => {
  test('what is meant for somebody, all that waits in one mail, once, with a link to end it', async () => {
    await news('2021-03-01T10:00', 'mention')
    await tick('2021-03-01T10:00')
    await tick('2021-03-01T10:00')
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail!.subject).toBe('Water filters: Sokha Chan mentioned you')
    expect(mail!.body).toContain(`/p/${team.sales.opportunities.id}/r/${team.deals['Water filters']!.id}\n`)
    const { headers, html } = await detailOf(mail!.subject)
    expect(headers['List-Unsubscribe']).toMatch(/^<http:\/\/[^>]+\/api\/unsubscribe\/\d+\.mention\.[\w-]{43}>$/)
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(html).toContain('Water filters</a>')
    await news('2021-03-01T10:01', 'mention')
    await news('2021-03-01T10:01', 'assigned', 'Rice mill')
    await tick('2021-03-01T10:02')
    const [both] = await mails()
    expect(both!.subject).toMatch(/^2 new notifications in /)
    expect(both!.body).toMatch(
      /Water filters\n.*\n- Sokha Chan mentioned you\n+Rice mill\n.*\n- Sokha Chan assigned you/,
    )
    expect(await mails()).toHaveLength(2)
  })

  test('not in quiet hours, over midnight too, nor what was read meanwhile; one of two ticks at once sends it', async () => {
    await team.junior.put('/api/me/preferences', { quiet: { from: '20:00', to: '07:00' } })
    const before = (await mails()).length
    await news('2021-03-01T21:00', 'mention')
    await tick('2021-03-01T21:00')
    await tick('2021-03-02T06:59')
    expect(await mails()).toHaveLength(before)
    await Promise.all(['2021-03-02T07:00', '2021-03-02T07:00', '2021-03-02T07:01'].map(tick))
    expect(await mails()).toHaveLength(before + 1)
    await news('2021-03-02T09:00', 'mention')
    await team.junior.put('/api/notifications', { read: 'all' })
    await tick('2021-03-02T09:01')
    expect(await mails()).toHaveLength(before + 1)
    await team.junior.put('/api/me/preferences', { quiet: null })
  })

  test('nothing of what its reader can’t see any more', async () => {
    const before = (await mails()).length
    await news('2021-03-02T10:00', 'mention')
    await owner.delete(`${team.record('Water filters')}/assignees/${team.people.Dara}`)
    await tick('2021-03-02T10:01')
    await owner.put(`${team.record('Water filters')}/assignees/${team.people.Dara}`)
    await tick('2021-03-02T10:02')
    expect(await mails()).toHaveLength(before)
  })
})

describe('the digest', () => {
  test('comes once a working day at its time, in the reader’s language, with what they haven’t read', async () => {
    await team.junior.put('/api/me/preferences', { language: 'km', digestAt: '07:30' })
    const before = (await mails()).length
    await news('2021-03-05T15:00', 'comment')
    await news('2021-03-05T16:00', 'comment', 'Rice mill')
    // Friday evening; Saturday, Sunday, and Women's Day, a holiday.
    for (const time of [
      '2021-03-05T18:00',
      '2021-03-06T07:30',
      '2021-03-07T07:30',
      '2021-03-08T09:00',
      '2021-03-09T07:29',
    ])
      await tick(time)
    expect(await mails()).toHaveLength(before)
    const [first] = (await team.junior.get<{ notifications: { id: string }[] }>('/api/notifications')).notifications
    await team.junior.put('/api/notifications', { read: [first!.id] })
    await tick('2021-03-09T07:31')
    await news('2021-03-09T07:32', 'comment')
    await tick('2021-03-09T07:33')
    const sent = await mails()
    expect(sent).toHaveLength(before + 1)
    expect(sent[0]!.subject).toContain('សេចក្ដីសង្ខេបរបស់អ្នក (1)')
    expect(sent[0]!.body).toContain('Water filters\n')
    expect(sent[0]!.body).toContain('- Sokha Chan បានបញ្ចេញមតិ')
    expect(sent[0]!.body).not.toContain('Rice mill')
    // What came after it waits for the next; a late tick sends what was due.
    await tick('2021-03-10T11:00')
    expect(await mails()).toHaveLength(before + 2)
    await tick('2021-03-10T11:01')
    expect(await mails()).toHaveLength(before + 2)
  })

  test('is one mail, however much there is in it', async () => {
    const before = (await mails('bopha.lim@mekong.example')).length
    await news('2021-03-10T12:00', 'moved', 'Solar pumps', 'Bopha', 55)
    await tick('2021-03-11T08:00')
    const all = await mails('bopha.lim@mekong.example')
    expect(all).toHaveLength(before + 1)
    expect(all[0]!.body).toContain('and 5 more, in the bell')
    expect(all[0]!.subject).toMatch(/: your digest \(55\)$/)
  })
})

describe('unsubscribing', () => {
  const tokenOf = async (subject: string) =>
    /unsubscribe\/([^>]+)>/.exec((await detailOf(subject)).headers['List-Unsubscribe']!)![1]!
  const post = (token: string) =>
    fetch(`${owner.base}/api/unsubscribe/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })

  test('ends that kind of mail in one click, without a cookie; the page only asks', async () => {
    const token = await tokenOf('Water filters: Sokha Chan mentioned you')
    const page = await fetch(`${owner.base}/api/unsubscribe/${token}`)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('<html lang="km">')
    const preferences = () =>
      team.junior.get<{ notify: Record<string, { inApp: boolean; mail: string }> }>('/api/me/preferences')
    expect((await preferences()).notify.mention).toEqual({ inApp: true, mail: 'now' })
    await news('2021-03-11T10:00', 'mention')
    expect((await post(token)).status).toBe(200)
    expect((await post(token)).status).toBe(200)
    expect((await preferences()).notify.mention).toEqual({ inApp: true, mail: 'none' })
    expect((await preferences()).notify.assigned).toEqual({ inApp: true, mail: 'now' })
    const before = (await mails()).length
    await news('2021-03-11T10:01', 'mention')
    await tick('2021-03-11T10:02')
    expect(await mails()).toHaveLength(before)
  })

  test('a digest’s ends all that comes in it; a link that isn’t ours does nothing', async () => {
    const { subject } = (await mails('bopha.lim@mekong.example'))[0]!
    const token = await tokenOf(subject)
    const [person, mailed, seal] = token.split('.') as [string, string, string]
    for (const bad of [
      `${person}.mention.${seal}`,
      `1.${mailed}.${seal}`,
      `${person}.${mailed}.${seal.replace(/./g, 'A')}`,
      'x',
    ])
      expect((await post(bad)).status).toBe(404)
    const ways = async () => {
      const { notify } = await team.teamed.get<{ notify: Record<string, { mail: string }> }>('/api/me/preferences')
      return [notify.comment!.mail, notify.moved!.mail, notify.mention!.mail]
    }
    expect(await ways()).toEqual(['digest', 'digest', 'now'])
    expect((await post(token)).status).toBe(200)
    expect(await ways()).toEqual(['none', 'none', 'now'])
  })
})

describe('preferences, leave and working days', () => {
  test('what is chosen holds for the kind; what isn’t sent stays; others’ choices are theirs', async () => {
    const chosen = await team.teamed.put<object>('/api/me/preferences', {
      notify: { mention: { inApp: false, mail: 'none' }, comment: { mail: 'now' } },
      digestAt: '09:15',
    })
    expect(chosen).toMatchObject({
      digestAt: '09:15',
      quiet: null,
      notify: { mention: { inApp: false, mail: 'none' }, comment: { inApp: true, mail: 'now' } },
    })
    expect(await news('2021-03-12T10:00', 'mention', 'Solar pumps', 'Bopha')).toEqual([])
    expect(await news('2021-03-12T10:00', 'comment', 'Solar pumps', 'Bopha')).toHaveLength(1)
    expect(await team.junior.get('/api/me/preferences')).toMatchObject({ digestAt: '07:30', language: 'km' })
    for (const bad of [
      { quiet: { from: '25:00', to: '07:00' } },
      { notify: { gossip: { mail: 'now' } } },
      { notify: { mention: { mail: 'often' } } },
    ])
      expect((await team.teamed.refused('PUT', '/api/me/preferences', bad)).status).toBe(422)
  })

  test('one’s own leave, another’s by who may manage people, and the team’s days', async () => {
    const away = { from: '2021-04-14', to: '2021-04-16' }
    expect(await team.junior.patch('/api/me', { away })).toMatchObject({ person: { name: 'Dara Vann', away } })
    const path = `/api/people/${team.people.Bopha}`
    expect((await team.junior.refused('PATCH', path, { away })).status).toBe(403)
    expect(await owner.patch(path, { away })).toMatchObject({ person: { away, role: expect.any(String) } })
    expect(await owner.patch(path, { away: null })).toMatchObject({ person: { away: null } })
    const wrong = await team.junior.refused('PATCH', '/api/me', { away: { from: '2021-04-16', to: '2021-04-14' } })
    expect(wrong.errors.map(({ path }) => path)).toEqual(['away'])
    const days = { workingDays: [6, 1, 2, 1], holidays: ['2021-04-14', '2021-01-07', '2021-04-14'] }
    expect(await owner.patch('/api/workspace', days)).toMatchObject({
      workspace: { workingDays: [1, 2, 6], holidays: ['2021-01-07', '2021-04-14'] },
    })
    for (const bad of [{ workingDays: [] }, { workingDays: [8] }, { holidays: ['2021-02-30'] }])
      expect((await owner.refused('PATCH', '/api/workspace', bad)).status).toBe(422)
    expect((await team.junior.refused('PATCH', '/api/workspace', days)).status).toBe(403)
  })
})
