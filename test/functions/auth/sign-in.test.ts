import { scryptSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { networkOf } from '../../../functions/http/client-network.ts'
import type { ProblemAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let owner: Client
let dara: Client
beforeAll(async () => {
  world = await startWorld({}, { site: false })
  owner = await world.owner()
  dara = await world.person('Dara Vann', 'member')
  await world.person('Gone Away', 'member')
  await write("UPDATE people SET deactivated_at = 1 WHERE email = 'gone.away@mekong.example'")
})
beforeEach(() => write('DELETE FROM attempts'))
afterAll(() => world.close())

const DARA = 'dara.vann@mekong.example'
const DARAS_ID = `(SELECT id FROM people WHERE email = '${DARA}')`
const RIGHT = 'mekong-river-9'
const write = async (text: string) => (await world.db()).prepare(text).run()
const rows = async <T>(text: string) => (await (await world.db()).prepare(text).all<T>()).results
const audit = (kind: string) =>
  rows<{ person_id: number | null; detail: string }>(
    `SELECT person_id, detail FROM audit WHERE kind = '${kind}' ORDER BY id`,
  )
const signIn = (email: string, password: string, client = world.stranger()) =>
  client.send('POST', '/api/auth/sign-in/email', { email, password })
/** What a stranger can see of an answer. */
const seen = async (response: Response) => [
  response.status,
  await response.text(),
  [...response.headers.keys()].filter((name) => name !== 'date').sort(),
]

test.each([
  ['an account', DARA],
  ['an address nobody has', 'nobody@mekong.example'],
  ['one who has left', 'gone.away@mekong.example'],
])('of 30 guesses at once ten get to the password: %s', async (_whose, email) => {
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => signIn(email, `wrong-guess-${i}`)))
  const statuses = answers.map((one) => one.status)
  // Some of the ten may have found the hasher busy: those were no guesses.
  let compared = statuses.filter((one) => one === 401).length
  expect(compared).toBeLessThanOrEqual(10)
  expect(statuses.filter((one) => one === 429)).toHaveLength(30 - compared)
  while ((await signIn(email, 'wrong-guess')).status === 401) compared++
  expect(compared).toBe(10)
  const eleventh = await signIn(email.toUpperCase(), RIGHT)
  expect(eleventh.status).toBe(429)
  const wait = Number(eleventh.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(840)
  expect(wait).toBeLessThanOrEqual(900)
  expect(await eleventh.json()).toMatchObject({ errors: [{ code: 'tooManyAttempts' }] })
})

test('a lockout is in the audit log once, with whose account it was', async () => {
  const refusals = (await audit('signInRefused')).map((line) => [line.person_id, JSON.parse(line.detail).email])
  expect(refusals).toEqual([
    [null, DARA],
    [null, 'nobody@mekong.example'],
    [null, 'gone.away@mekong.example'],
  ])
})

test('being refused keeps nobody out for longer', async () => {
  for (let i = 0; i < 14; i++) await signIn(DARA, 'wrong')
  await write(`UPDATE attempts SET at = at - ${15 * 60_000}`)
  expect((await signIn(DARA, RIGHT)).status).toBe(200)
})

test('the right password forgives the wrong ones before it', async () => {
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 9; i++) expect((await signIn(DARA, 'wrong')).status).toBe(401)
    expect((await signIn(DARA, RIGHT)).status).toBe(200)
  }
})

test('what a wrong sign-in is answered tells nothing of the account', async () => {
  const answers = await Promise.all([
    signIn(DARA, 'wrong-password').then(seen),
    signIn('nobody@mekong.example', 'wrong-password').then(seen),
    signIn('gone.away@mekong.example', 'wrong-password').then(seen),
    signIn('gone.away@mekong.example', RIGHT).then(seen),
  ])
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]![0]).toBe(401)
  const signUps = await Promise.all(
    [DARA, 'nobody@mekong.example'].map((email) =>
      world.stranger().send('POST', '/api/auth/sign-up/email', { name: 'X', email, password: RIGHT }).then(seen),
    ),
  )
  expect(signUps[0]).toEqual(signUps[1])
})

test('a form, or JSON with an address that is none, doesn’t get round the count', async () => {
  const form = await world.stranger().send('POST', '/api/auth/sign-in/email', `email=${DARA}&password=wrong`, {
    'content-type': 'application/x-www-form-urlencoded',
  })
  expect(form.status).toBe(400)
  expect(
    (await world.stranger().refused('POST', '/api/auth/sign-in/email', { email: [DARA], password: 'x' })).status,
  ).toBe(422)
})

test('what other sign-in libraries mount under /api/auth is not there', async () => {
  for (const [method, path] of [
    ['GET', 'get-session'],
    ['GET', 'list-sessions'],
    ['POST', 'update-user'],
    ['POST', 'change-email'],
    ['POST', 'change-password'],
    ['POST', 'delete-user'],
    ['POST', 'request-password-reset'],
    ['POST', 'sign-in/social'],
    ['POST', 'revoke-sessions'],
    ['GET', 'list-accounts'],
    ['POST', 'sign-in/email/'],
    ['GET', 'ok'],
    ['GET', 'error'],
  ] as const) {
    const problem = await dara.refused(method, `/api/auth/${path}`, method === 'POST' ? { name: 'x' } : undefined)
    expect([problem.status, problem.errors[0]?.code], path).toEqual([404, 'notFound'])
  }
})

test('a session that somebody laid under is not the one that is signed in', async () => {
  const attacker = world.stranger()
  await signIn(DARA, RIGHT, attacker)
  const laid = attacker.cookie
  const victim = world.stranger()
  victim.cookie = laid
  await victim.post('/api/auth/sign-in/email', { email: 'sokha@mekong.example', password: RIGHT })
  expect(victim.cookie).not.toBe(laid)
  expect(await attacker.get('/api/me')).toMatchObject({ person: { name: 'Dara Vann' } })
  expect(await victim.get('/api/me')).toMatchObject({ person: { name: 'Sokha Chan' } })
})

test('over https the cookie is bound to this host, and out of reach of scripts', async () => {
  const post = (path: string, body: unknown) =>
    world.fetch(`https://crm.mekong.example${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const { invitation } = await owner.post<{ invitation: { token: string } }>('/api/invitations', {
    email: 'https@mekong.example',
    role: 'viewer',
  })
  const answers = [
    await post(`/api/invitations/${invitation.token}/accept`, { name: 'Secure', password: RIGHT }),
    await post('/api/auth/sign-in/email', { email: 'https@mekong.example', password: RIGHT }),
  ]
  for (const answer of answers) {
    expect(answer.ok).toBe(true)
    for (const [i, [name, age]] of [
      ['__Host-tonle', 2_592_000],
      ['__Host-tonle-device', 34_560_000],
    ].entries()) {
      const [value, ...attributes] = answer.headers.getSetCookie()[i]!.split('; ')
      expect(value).toMatch(new RegExp(`^${name}=[^;]{40,}`))
      expect(attributes.map((one) => one.toLowerCase()).sort()).toEqual([
        'httponly',
        `max-age=${age}`,
        'path=/',
        'samesite=lax',
        'secure',
      ])
    }
  }
})

test('after signing out the cookie signs nobody in, by any route', async () => {
  const client = world.stranger()
  await signIn(DARA, RIGHT, client)
  const { cookie } = client
  await client.post('/api/auth/sign-out')
  const before = (await audit('signedOut')).length
  client.cookie = cookie
  for (const path of ['/api/me', '/api/projects', '/api/me/sessions', '/api/search?q=a', '/api/people'])
    expect((await client.refused('GET', path)).status, path).toBe(401)
  await client.post('/api/auth/sign-out')
  expect(await audit('signedOut')).toHaveLength(before)
})

interface Sessions {
  sessions: { id: string; current: boolean; device: { browser: string; system: string }; ip: string | null }[]
}

test('one sees where one is signed in, ends one there, and all others at once', async () => {
  const clients = await Promise.all(
    [1, 2, 3].map(async () => {
      const client = world.stranger()
      await client.ok(
        'POST',
        '/api/auth/sign-in/email',
        { email: DARA, password: RIGHT },
        {
          'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
        },
      )
      return client
    }),
  )
  const [first, second, third] = clients as [Client, Client, Client]
  const { sessions } = await first.get<Sessions>('/api/me/sessions')
  expect(sessions.filter((one) => one.current)).toHaveLength(1)
  expect(sessions[0]).toMatchObject({ current: true, device: { browser: 'Firefox', system: 'Windows' } })
  const of = (await second.get<Sessions>('/api/me/sessions')).sessions.find((one) => one.current)!
  // Not another's, not one that isn't there: the same.
  const foreign = await owner.refused('DELETE', `/api/me/sessions/${of.id}`)
  expect(foreign).toEqual(await owner.refused('DELETE', '/api/me/sessions/999999'))
  expect(foreign.status).toBe(404)
  await second.get('/api/me')
  await first.delete(`/api/me/sessions/${of.id}`)
  expect((await second.refused('GET', '/api/me')).status).toBe(401)
  expect(await first.delete('/api/me/sessions')).toMatchObject({ ended: expect.any(Number) })
  expect((await third.refused('GET', '/api/me')).status).toBe(401)
  expect((await first.get<Sessions>('/api/me/sessions')).sessions).toHaveLength(1)
  await owner.get('/api/me')
  await signIn(DARA, RIGHT, dara)
})

test('a new password ends every other session, and only the right old one gives it', async () => {
  const other = world.stranger()
  await signIn(DARA, RIGHT, other)
  expect(await dara.refused('PUT', '/api/me/password', { current: 'wrong', new: 'tonle-sap-77' })).toMatchObject({
    status: 422,
    errors: [{ path: 'current', code: 'wrongCurrentPassword' }],
  })
  expect(await dara.refused('PUT', '/api/me/password', { current: RIGHT, new: 'short' })).toMatchObject({
    errors: [{ path: 'new', code: 'passwordTooShort' }],
  })
  await dara.put('/api/me/password', { current: RIGHT, new: 'tonle-sap-77' })
  expect((await other.refused('GET', '/api/me')).status).toBe(401)
  await dara.get('/api/me')
  expect((await signIn(DARA, RIGHT)).status).toBe(401)
  expect((await signIn(DARA, 'tonle-sap-77')).status).toBe(200)
  await dara.put('/api/me/password', { current: 'tonle-sap-77', new: RIGHT })
  expect(await audit('passwordChanged')).toHaveLength(2)
})

test('a new password is one that nobody guesses first, and its length is counted in signs', async () => {
  const refused = async (next: string) =>
    (await dara.refused('PUT', '/api/me/password', { current: RIGHT, new: next })).errors[0]
  for (const [next, code] of [
    ['𝄞'.repeat(7), 'passwordTooShort'],
    // Seven letters, however many marks they were typed with.
    ['é'.repeat(7).normalize('NFD'), 'passwordTooShort'],
    ['x'.repeat(129), 'passwordTooLong'],
    [' '.repeat(12), 'passwordBlank'],
    [' \u200b'.repeat(6), 'passwordBlank'],
    [DARA, 'passwordIsAddress'],
    ['Dara.Vann', 'passwordIsAddress'],
    ['PassWord123', 'passwordTooCommon'],
    ['ｑwertyuiop', 'passwordTooCommon'],
    ['angkorwat', 'passwordTooCommon'],
  ] as const)
    expect([next, await refused(next)]).toMatchObject([next, { path: 'new', code }])
  const long = '𝄞'.repeat(128)
  await dara.put('/api/me/password', { current: RIGHT, new: long })
  expect((await signIn(DARA, long)).status).toBe(200)
  await dara.put('/api/me/password', { current: long, new: RIGHT })
  const { token } = (
    await owner.post<{ invitation: { token: string } }>('/api/invitations', {
      email: 'w@mekong.example',
      role: 'viewer',
    })
  ).invitation
  const joining = { name: 'W', password: 'w@mekong.example' }
  expect((await world.stranger().refused('POST', `/api/invitations/${token}/accept`, joining)).errors[0]).toMatchObject(
    { path: 'password', code: 'passwordIsAddress' },
  )
})

test('a deployment hashes at the full cost, and a password that the first version stored still signs in', async () => {
  const deployed = await startWorld({ PASSWORD_COST: '' }, { site: false })
  try {
    await deployed.owner()
    const db = await deployed.db()
    const stored = await db.prepare('SELECT password FROM accounts').first<{ password: string }>()
    expect(stored!.password).toMatch(/^16384:[0-9a-f]{32}:[0-9a-f]{128}$/)
  } finally {
    await deployed.close()
  }
  const salt = '0123456789abcdef'.repeat(2)
  const key = scryptSync('an older password', salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 128 << 20 }).toString('hex')
  const before = await rows<{ password: string }>(`SELECT password FROM accounts WHERE person_id = ${DARAS_ID}`)
  await write(`UPDATE accounts SET password = '${salt}:${key}' WHERE person_id = ${DARAS_ID}`)
  expect((await signIn(DARA, 'an older password')).status).toBe(200)
  expect((await signIn(DARA, RIGHT)).status).toBe(401)
  await write(`UPDATE accounts SET password = '${before[0]!.password}' WHERE person_id = ${DARAS_ID}`)
})

test('of a flood for made-up addresses most is refused at once, and nobody waits for the rest', async () => {
  const flooded = await startWorld({ PASSWORD_COST: '4096' }, { site: false })
  const owner = await flooded.owner()
  const flood = Array.from({ length: 100 }, (_, i) =>
    flooded
      .stranger()
      .send('POST', '/api/auth/sign-in/email', { email: `made.up.${i}@mekong.example`, password: 'wrong-password' })
      .then(async (one) => [one.status, ((await one.json()) as ProblemAnswer).errors[0]?.code]),
  )
  const known = flooded
    .stranger()
    .send(
      'POST',
      '/api/auth/sign-in/email',
      { email: 'sokha@mekong.example', password: RIGHT },
      { cookie: owner.device },
    )
  expect((await owner.send('GET', '/api/me')).status).toBe(200)
  expect((await known).status).toBe(200)
  const refused = (await Promise.all(flood)).filter(([status]) => status === 429)
  expect(refused.length).toBeGreaterThan(10)
  expect(new Set(refused.map(([, code]) => code))).toEqual(new Set(['tooManySignIns']))
  await flooded.close()
})

test('who is inside, and a browser that has signed in before, are kept out by nobody’s guesses', async () => {
  const browser = world.stranger()
  await signIn(DARA, RIGHT, browser)
  while ((await signIn(DARA, 'wrong')).status !== 429) {}
  expect((await signIn(DARA, RIGHT)).status).toBe(429)
  const again = (password: string, cookie = browser.device) =>
    world.stranger().send('POST', '/api/auth/sign-in/email', { email: DARA, password }, { cookie })
  expect((await again(RIGHT)).status).toBe(200)
  await dara.put('/api/me/password', { current: RIGHT, new: 'tonle-sap-77' })
  await dara.put('/api/me/password', { current: 'tonle-sap-77', new: RIGHT })
  await signIn(DARA, RIGHT, browser)
  // Nor does it open more: ten guesses are that browser's, a made-up or another's cookie has none of its own.
  for (let i = 0; i < 10; i++) expect((await again('wrong')).status).toBe(401)
  expect((await again('wrong')).status).toBe(429)
  expect((await again(RIGHT, browser.device.replace(/.{6}$/, 'AAAAAA'))).status).toBe(429)
  expect((await again(RIGHT, owner.device)).status).toBe(429)
})

test('a shared browser knows all who signed in there', async () => {
  const shared = world.stranger()
  const enter = (email: string) =>
    shared.send('POST', '/api/auth/sign-in/email', { email, password: RIGHT }, { cookie: shared.device })
  await enter(DARA)
  await enter('sokha@mekong.example')
  while ((await signIn(DARA, 'wrong')).status !== 429) {}
  expect((await enter(DARA)).status).toBe(200)
})

test('one client trying one password on many addresses is slowed, and others are not', async () => {
  const from = (ip: string, email: string, password = 'spring-2026', cookie = '') =>
    world.stranger().send('POST', '/api/auth/sign-in/email', { email, password }, { 'cf-connecting-ip': ip, cookie })
  const statuses: number[] = []
  for (let i = 0; i < 32; i++) statuses.push((await from('203.0.113.7', `person.${i}@mekong.example`)).status)
  expect(statuses).toEqual([...Array(30).fill(401), 429, 429])
  expect((await from('203.0.113.8', DARA, RIGHT)).status).toBe(200)
  expect((await from('203.0.113.7', DARA, RIGHT)).status).toBe(429)
  // Many share one address of the network: who has signed in there before isn't kept out with the others.
  const browser = world.stranger()
  await signIn(DARA, RIGHT, browser)
  expect((await from('203.0.113.7', DARA, RIGHT, browser.device)).status).toBe(200)
  // Nor does signing in by an account of one's own forgive what one tried on others.
  await write(`DELETE FROM attempts WHERE id = (SELECT min(id) FROM attempts WHERE account =
    (SELECT account FROM attempts GROUP BY account HAVING count(*) = 30 ORDER BY min(id) LIMIT 1))`)
  expect((await from('203.0.113.7', DARA, RIGHT)).status).toBe(200)
  expect((await from('203.0.113.7', 'x@mekong.example')).status).toBe(401)
  expect((await from('203.0.113.7', 'x@mekong.example')).status).toBe(429)
})

test.each([
  ['', ''],
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  // Who has one address of IPv6 has all of its network, however it is spelled.
  ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
  ['2001:0DB8:0000:0007:aaaa:bbbb:cccc:dddd', '2001:db8:0:7::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the client %s is in the network %s', (ip, network) => expect(networkOf(ip)).toBe(network))

test('a client that knocks too often is refused before anything is read', async () => {
  const knock = async (cookie = '') =>
    (await world.stranger().send('POST', '/api/auth/passkey', {}, { 'cf-connecting-ip': '203.0.113.9', cookie })).status
  // A hundred a minute; a new minute may begin among them.
  const statuses = await Promise.all(Array.from({ length: 202 }, () => knock()))
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1)
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(100)
  const browser = world.stranger()
  await signIn(DARA, RIGHT, browser)
  expect(await knock(browser.device)).toBe(200)
})

test('a session guesses the old password ten times, whatever was guessed at the door', async () => {
  for (let i = 0; i < 5; i++) await signIn(DARA, 'wrong')
  const statuses: number[] = []
  for (let i = 0; i < 12; i++)
    statuses.push((await dara.send('PUT', '/api/me/password', { current: 'wrong', new: 'tonle-sap-77' })).status)
  expect(statuses).toEqual([...Array(10).fill(422), 429, 429])
})

test('one gives oneself another name, and everyone sees it', async () => {
  expect(await dara.patch('/api/me', { name: '  Dara   Vannak ' })).toMatchObject({ person: { name: 'Dara Vannak' } })
  const { people } = await owner.get<{ people: { name: string }[] }>('/api/people')
  expect(people.map((one) => one.name)).toContain('Dara Vannak')
  expect((await dara.refused('PATCH', '/api/me', { name: ' ' })).status).toBe(422)
  expect((await dara.refused('PATCH', '/api/me', { name: 'x', role: 'owner' })).status).toBe(422)
})

interface Outbox {
  deliveries: { to: string; subject: string; body: string; state: string }[]
}
/** Mails with a link to sign in; invitations lie beside them. */
const linksMailed = async () => {
  const { deliveries: mails } = await owner.get<Outbox>('/api/outbox')
  return mails.filter((mail) => mail.body.includes('#link='))
}
const mailTo = async (to: string, count = 1) => {
  for (let i = 0; i < 50; i++) {
    const found = (await linksMailed()).filter((mail) => mail.to === to)
    if (found.length >= count) return found
    await new Promise((done) => setTimeout(done, 40))
  }
  throw new Error(`no mail to ${to}`)
}

test('a link by mail signs in once, and leads where the workspace is, not where a Host header points', async () => {
  const requestLink = async (email: string, headers: Record<string, string> = {}) =>
    seen(await world.stranger().send('POST', '/api/auth/links', { email }, headers))
  const known = await requestLink(DARA, { 'x-forwarded-host': 'evil.example' })
  expect(known).toEqual(await requestLink('nobody@mekong.example'))
  expect(known).toEqual(await requestLink('gone.away@mekong.example'))
  const [mail] = await mailTo(DARA)
  expect(mail).toMatchObject({ state: 'held' })
  const link = new URL(/http\S+/.exec(mail!.body)![0])
  expect(link.origin).toBe(world.url)
  const token = link.hash.replace('#link=', '')
  const twice = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = world.stranger()
      return { client, status: (await client.send('POST', '/api/auth/sign-in/link', { token })).status }
    }),
  )
  expect(twice.map((one) => one.status).sort()).toEqual([200, 401, 401, 401, 401, 401, 401, 401])
  const inside = twice.find((one) => one.status === 200)!.client
  expect(await inside.get('/api/me')).toMatchObject({ person: { email: DARA } })
  // A session that began with a link is one like any other: signing out ends it.
  const { cookie } = inside
  await inside.post('/api/auth/sign-out')
  inside.cookie = cookie
  expect((await inside.refused('GET', '/api/me')).status).toBe(401)
  expect((await audit('signedIn')).map((line) => JSON.parse(line.detail).how)).toContain('magicLink')
  expect((await linksMailed()).map((one) => one.to)).toEqual([DARA])
})

test('who forgot the password sets a new one within 15 minutes after coming by mail, and nobody else', async () => {
  const client = world.stranger()
  await world.stranger().post('/api/auth/links', { email: DARA })
  const [mail] = await mailTo(DARA, 2)
  await client.post('/api/auth/sign-in/link', { token: /#link=(\S+)/.exec(mail!.body)![1] })
  const known = world.stranger()
  await signIn(DARA, RIGHT, known)
  const lacking = { status: 422, errors: [{ path: 'current', code: 'required' }] }
  expect(await known.refused('PUT', '/api/me/password', { new: 'tonle-sap-77' })).toMatchObject(lacking)
  await write(`UPDATE sessions SET created_at = created_at - ${15 * 60_000} WHERE how = 'magicLink'`)
  expect(await client.refused('PUT', '/api/me/password', { new: 'tonle-sap-77' })).toMatchObject(lacking)
  await write(`UPDATE sessions SET created_at = created_at + ${15 * 60_000} WHERE how = 'magicLink'`)
  await client.put('/api/me/password', { new: 'tonle-sap-77' })
  expect((await known.refused('GET', '/api/me')).status).toBe(401)
  expect((await signIn(DARA, RIGHT)).status).toBe(401)
  await client.put('/api/me/password', { new: RIGHT })
  await signIn(DARA, RIGHT, dara)
})

test('a link lasts ten minutes, and not beyond one’s leaving', async () => {
  const token = async (count: number) => {
    await world.stranger().post('/api/auth/links', { email: DARA })
    const [mail] = await mailTo(DARA, count)
    return /#link=(\S+)/.exec(mail!.body)![1]!
  }
  const follow = async (sent: string) =>
    (await world.stranger().send('POST', '/api/auth/sign-in/link', { token: sent })).status
  const late = await token(3)
  await write(`UPDATE verifications SET expires_at = expires_at - ${10 * 60_000}`)
  expect(await follow(late)).toBe(401)
  // Who changes the password knows that somebody may have read the mails.
  const earlier = await token(4)
  await dara.put('/api/me/password', { current: RIGHT, new: 'tonle-sap-77' })
  expect(await follow(earlier)).toBe(401)
  await dara.put('/api/me/password', { current: 'tonle-sap-77', new: RIGHT })
  const left = await token(5)
  await write(`UPDATE people SET deactivated_at = 1 WHERE email = '${DARA}'`)
  expect(await follow(left)).toBe(401)
  await write(`UPDATE people SET deactivated_at = NULL WHERE email = '${DARA}'`)
  expect(await follow(left)).toBe(200)
})

test('links are asked for five times in ten minutes, whoever’s address it is', async () => {
  const before = (await linksMailed()).length
  for (const email of [DARA, 'nobody@mekong.example']) {
    const statuses = await Promise.all(
      Array.from({ length: 9 }, () =>
        world
          .stranger()
          .send('POST', '/api/auth/links', { email })
          .then((one) => one.status),
      ),
    )
    expect(statuses.filter((one) => one === 200)).toHaveLength(5)
    expect(statuses.filter((one) => one === 429)).toHaveLength(4)
  }
  expect(await mailTo(DARA, before + 5)).toHaveLength(before + 5)
  // Whoever asked, it keeps out nobody: when a link has had its time another one may be asked for.
  const ask = (cookie = '') => world.stranger().send('POST', '/api/auth/links', { email: DARA }, { cookie })
  const browser = world.stranger()
  await signIn(DARA, RIGHT, browser)
  expect((await ask()).status).toBe(429)
  expect((await ask(browser.device)).status).toBe(200)
  await write(`UPDATE attempts SET at = at - ${10 * 60_000}`)
  expect((await ask()).status).toBe(200)
  await mailTo(DARA, before + 7)
  expect((await signIn(DARA, RIGHT)).status).toBe(200)
})

test('the outbox is the owner’s: links in it open doors', async () => {
  const admin = await world.person('Admin Sok', 'admin')
  for (const client of [dara, admin]) expect((await client.refused('GET', '/api/outbox')).status).toBe(403)
  expect((await world.stranger().refused('GET', '/api/outbox')).status).toBe(401)
})

test('what has had its time is swept away', async () => {
  await write('DELETE FROM verifications')
  const waiting = (await linksMailed()).length
  await world.stranger().send('POST', '/api/auth/links', { email: DARA })
  await mailTo(DARA, waiting + 1)
  await signIn(DARA, 'wrong')
  const count = async () =>
    (
      await rows<{ n: number }>(
        'SELECT (SELECT count(*) FROM attempts) + (SELECT count(*) FROM verifications) + (SELECT count(*) FROM deliveries) AS n',
      )
    )[0]!.n
  const tick = async (time: number) => {
    // Tidying is the work of each hour's first minute.
    await world.scheduled(new Date(time - (time % 3_600_000)))
    await new Promise((done) => setTimeout(done, 200))
  }
  const before = await count()
  await tick(Date.now())
  expect(await count()).toBe(before)
  await tick(Date.now() + 31 * 86_400_000)
  expect(await count()).toBe(0)
})
