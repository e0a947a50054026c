import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let owner: Client
beforeAll(async () => {
  world = await startWorld({}, { site: false })
  owner = await world.owner()
})
afterAll(() => world.close())

interface Invitation {
  id: string
  email: string
  role: string
  token: string
  link: string
  expiresAt: string
  by: { id: string; name: string }
}
const invite = async (email: string, role = 'member', by = owner) =>
  (await by.post<{ invitation: Invitation }>('/api/invitations', { email, role })).invitation
const accept = (token: string, client = world.stranger(), name = 'Vanna Keo') =>
  client.send('POST', `/api/invitations/${token}/accept`, { name, password: 'tonle-sap-77' })
const rows = async <T>(text: string) => (await (await world.db()).prepare(text).all<T>()).results
const write = async (text: string) => (await world.db()).prepare(text).run()
const DAY = 86_400_000

test('an invitation is read by who holds its link, and makes a person who is signed in', async () => {
  const invitation = await invite('Vanna@Mekong.example', 'viewer')
  expect(invitation).toMatchObject({ email: 'vanna@mekong.example', role: 'viewer', by: { name: 'Sokha Chan' } })
  expect(Date.parse(invitation.expiresAt) - Date.now()).toBeGreaterThan(7 * DAY - 60_000)
  expect(invitation.link).toBe(`${world.url}/join/#${invitation.token}`)
  expect(await world.stranger().get(`/api/invitations/${invitation.token}`)).toEqual({
    invitation: { email: 'vanna@mekong.example', workspace: 'Tonle', invitedBy: 'Sokha Chan' },
  })
  const vanna = world.stranger()
  expect((await accept(invitation.token, vanna)).status).toBe(201)
  expect(await vanna.get('/api/me')).toMatchObject({
    person: { name: 'Vanna Keo', email: 'vanna@mekong.example', role: 'viewer' },
  })
  const { people } = await owner.get<{ people: { name: string }[] }>('/api/people')
  expect(people.map((one) => one.name)).toContain('Vanna Keo')
  const { invitations } = await owner.get<{ invitations: Invitation[] }>('/api/invitations')
  expect(invitations.map((one) => one.email)).not.toContain('vanna@mekong.example')
  const again = world.stranger()
  await again.post('/api/auth/sign-in/email', { email: 'VANNA@mekong.example', password: 'tonle-sap-77' })
  expect(await again.get('/api/me')).toMatchObject({ person: { name: 'Vanna Keo' } })
  // The cookie has the attributes of one from a password sign-in.
  const parts = ({ headers }: Response) =>
    headers
      .getSetCookie()
      .flatMap((cookie) => cookie.split('; '))
      .map((part) => part.replace(/^(tonle|tonle-device)=.*/, '$1'))
      .map((part) => part.toLowerCase())
      .sort()
  const invitationResponse = await accept((await invite('cookie@mekong.example')).token)
  const theirs = await world.stranger().send('POST', '/api/auth/sign-in/email', {
    email: 'vanna@mekong.example',
    password: 'tonle-sap-77',
  })
  expect(parts(invitationResponse)).toEqual(parts(theirs))
  expect(parts(invitationResponse)).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']))
})

test('twelve who accept at once: one gets in', async () => {
  const { token } = await invite('once@mekong.example')
  const statuses = await Promise.all(Array.from({ length: 12 }, () => accept(token).then((one) => one.status)))
  // Some may find the hasher busy: they haven't got in either.
  expect(statuses.filter((one) => one === 201)).toHaveLength(1)
  expect(statuses.filter((one) => one === 404 || one === 429)).toHaveLength(11)
  const people = await rows("SELECT 1 FROM people WHERE email = 'once@mekong.example'")
  const sessions = await rows(
    "SELECT 1 FROM sessions s JOIN people p ON p.id = s.person_id WHERE p.email = 'once@mekong.example'",
  )
  expect([people.length, sessions.length]).toEqual([1, 1])
})

test('unknown, used, withdrawn, replaced and run out: one answer', async () => {
  const used = await invite('used@mekong.example')
  await accept(used.token)
  const withdrawn = await invite('withdrawn@mekong.example')
  await owner.delete(`/api/invitations/${withdrawn.id}`)
  const replaced = await invite('twice@mekong.example')
  const second = await invite('twice@mekong.example')
  const late = await invite('late@mekong.example')
  await write(`UPDATE invitations SET expires_at = expires_at - ${7 * DAY + 1000} WHERE email = 'late@mekong.example'`)
  const answers = await Promise.all(
    ['x'.repeat(43), 'short', used.token, withdrawn.token, replaced.token, late.token].flatMap((token) => [
      world.stranger().refused('GET', `/api/invitations/${token}`),
      world
        .stranger()
        .refused('POST', `/api/invitations/${token}/accept`, { name: 'Mallory', password: 'let-me-in-99' }),
    ]),
  )
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]!.status).toBe(404)
  expect((await accept(second.token)).status).toBe(201)
})

test('of the link only a hash is kept, and only its mail tells it again', async () => {
  const { token } = await invite('hash@mekong.example')
  const storedInvitations = await rows<{ token: string }>(
    "SELECT token FROM invitations WHERE email = 'hash@mekong.example'",
  )
  expect(storedInvitations).toHaveLength(1)
  expect(JSON.stringify(storedInvitations)).not.toContain(token)
  expect(JSON.stringify(await owner.get('/api/invitations'))).not.toContain(token)
  const { deliveries: mails } = await owner.get<{ deliveries: { to: string; body: string; subject: string }[] }>(
    '/api/outbox',
  )
  const mail = mails.find((one) => one.to === 'hash@mekong.example')!
  expect(mail.body).toContain(`${world.url}/join/#${token}`)
  expect(mail.subject).toContain('Sokha Chan')
})

test('a mail is in Khmer where the one who invites reads Khmer', async () => {
  await owner.put('/api/me/preferences', { language: 'km' })
  await invite('khmer@mekong.example')
  await owner.put('/api/me/preferences', { language: 'en' })
  const { deliveries: mails } = await owner.get<{ deliveries: { to: string; subject: string; body: string }[] }>(
    '/api/outbox',
  )
  const mail = mails.find((one) => one.to === 'khmer@mekong.example')!
  expect(mail.subject).toBe('Sokha Chan អញ្ជើញអ្នកចូលរួមក្នុង Tonle')
  // The day is Khmer too, although the Worker's Intl isn't.
  expect(mail.body).toMatch(/ \d{1,2} [\u1780-\u17ff]+ 20\d\d/)
})

test('who may not look after people asks nobody in, and nobody asks in more than they are', async () => {
  const member = await world.person('Mem Ber', 'member')
  const admin = await world.person('Ad Min', 'admin')
  for (const client of [member, await world.person('Vie Wer', 'viewer')]) {
    expect((await client.refused('POST', '/api/invitations', { email: 'a@b.example', role: 'viewer' })).status).toBe(
      403,
    )
    expect((await client.refused('GET', '/api/invitations')).status).toBe(403)
    expect((await client.refused('DELETE', '/api/invitations/1')).status).toBe(403)
  }
  expect((await invite('byadmin@mekong.example', 'admin', admin)).role).toBe('admin')
  expect((await admin.refused('POST', '/api/invitations', { email: 'a@b.example', role: 'owner' })).status).toBe(403)
  expect(await owner.refused('POST', '/api/invitations', { email: 'a@b.example', role: 'king' })).toMatchObject({
    status: 422,
    errors: [{ path: 'role', code: 'unknownRole' }],
  })
})

test('what doesn’t fit is told by name, and the link stays good', async () => {
  const { token } = await invite('fits@mekong.example')
  const path = `/api/invitations/${token}/accept`
  const refused = async (body: unknown) => {
    const { status, errors } = await world.stranger().refused('POST', path, body)
    return [status, errors[0]?.path, errors[0]?.code]
  }
  expect(await refused({ name: 'Fits', password: 'short' })).toEqual([422, 'password', 'passwordTooShort'])
  expect(await refused({ name: 'Fits', password: 'x'.repeat(129) })).toEqual([422, 'password', 'passwordTooLong'])
  expect((await refused({ name: ' ', password: 'tonle-sap-77' })).slice(0, 2)).toEqual([422, 'name'])
  expect((await refused({ name: 'a\u0000b', password: 'tonle-sap-77' })).slice(0, 2)).toEqual([422, 'name'])
  expect((await refused({ name: 'Fits', password: 'tonle-sap-77', role: 'owner' })).slice(0, 2)).toEqual([422, 'role'])
  expect(
    await owner.refused('POST', '/api/invitations', { email: 'sokha@mekong.example', role: 'member' }),
  ).toMatchObject({ status: 422, errors: [{ path: 'email', code: 'hasAccount' }] })
  expect((await owner.refused('POST', '/api/invitations', { email: 'not an address', role: 'member' })).status).toBe(
    422,
  )
  expect((await accept(token)).status).toBe(201)
})

test('the log tells who asked in whom, and who came', async () => {
  const kinds = await rows<{ kind: string; n: number }>(
    "SELECT kind, count(*) AS n FROM audit WHERE kind IN ('invited', 'invitationAccepted', 'invitationWithdrawn') GROUP BY kind",
  )
  const people = await rows<{ n: number }>(
    "SELECT count(*) AS n FROM audit WHERE kind = 'signedIn' AND detail ->> 'how' = 'invitation'",
  )
  const by = Object.fromEntries(kinds.map((one) => [one.kind, one.n]))
  expect(by.invitationWithdrawn).toBe(1)
  expect(by.invitationAccepted).toBe(people[0]!.n)
  expect(by.invited).toBeGreaterThan(by.invitationAccepted!)
})
