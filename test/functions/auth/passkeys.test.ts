import { generateKeyPairSync } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChallengePurpose, createChallenge } from '../../../functions/auth/passkeys/challenge.ts'
import { coseOf } from '../../../functions/auth/passkeys/public-key.ts'
import type { Client } from '../../client.ts'
import { type Options, Passkey } from '../../passkey.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let owner: Client
let dara: Client
const key = new Passkey()
beforeAll(async () => {
  world = await startWorld({ ADDRESSES: 'https://crm.mekong.example, https://crm.example:8443/' }, { site: false })
  owner = await world.owner()
  dara = await world.person('Dara Vann', 'member')
  expect(await add(dara, key)).toMatchObject({ passkey: { name: 'Phone', backedUp: false } })
})
afterAll(() => world.close())

const SIGN_IN: ChallengePurpose = { for: 'signIn', person: 0 }
const write = async (text: string) => (await world.db()).prepare(text).run()
const creation = async (client: Client) => (await client.post<{ options: Options }>('/api/me/passkeys/options')).options
const request = async () => (await world.stranger().post<{ options: Options }>('/api/auth/passkey')).options
const add = async (client: Client, passkey: Passkey, name = 'Phone') =>
  client.post<{ passkey: { id: string } }>('/api/me/passkeys', {
    name,
    credential: passkey.create(await creation(client), world.url),
  })
const enter = (credential: unknown, client = world.stranger()) =>
  client.send('POST', '/api/auth/sign-in/passkey', { credential })

test('a passkey signs its person in, and nobody has to be named', async () => {
  const client = world.stranger()
  const options = await request()
  expect(options).toMatchObject({ rpId: new URL(world.url).hostname, userVerification: 'required' })
  expect(options).not.toHaveProperty('allowCredentials')
  expect((await enter(key.sign(options, world.url), client)).status).toBe(200)
  expect(await client.get('/api/me')).toMatchObject({ person: { name: 'Dara Vann' } })
})

test('asking for a challenge writes nothing', async () => {
  const countChallenges = async () =>
    (await (await world.db()).prepare('SELECT count(*) AS n FROM verifications').first('n')) as number
  const before = await countChallenges()
  for (let i = 0; i < 20; i++) await request()
  await creation(dara)
  expect(await countChallenges()).toBe(before)
})

test('a challenge is used once, also by twelve at once', async () => {
  const signed = key.sign(await request(), world.url)
  const statuses = await Promise.all(Array.from({ length: 12 }, () => enter(signed).then((one) => one.status)))
  expect(statuses.sort()).toEqual([200, ...Array(11).fill(401)])
})

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another host', { host: 'evil.example' }],
  ['a page within another site', { crossOrigin: true }],
  ['a page within another one', { topOrigin: 'https://evil.example' }],
  ['nobody there', { flags: 0x04 }],
  ['a person not verified', { flags: 0x01 }],
  ['what was meant for making a key', { type: 'webauthn.create' }],
])('%s gets nobody in, and no key added', async (_what, lie) => {
  const refused = await enter(key.sign(await request(), world.url, lie))
  expect([refused.status, ((await refused.json()) as { errors: unknown[] }).errors]).toEqual([
    401,
    [expect.objectContaining({ code: 'unknownPasskey' })],
  ])
  if ('type' in lie) return
  const options = await creation(dara)
  const body = { name: 'Lie', credential: new Passkey().create(options, world.url, lie) }
  expect((await dara.refused('POST', '/api/me/passkeys', body)).errors[0]).toMatchObject({ code: 'notPasskey' })
})

test('our own pages are at the workspace’s addresses, whatever the Host header says', async () => {
  const signInAt = async (page: string, headers: Record<string, string> = {}) => {
    const post = (path: string, body: unknown) =>
      world.fetch(page + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    const began = await post('/api/auth/passkey', {})
    if (!began.ok) return began.status
    const { options } = (await began.json()) as { options: Options & { rpId: string } }
    const { status } = await post('/api/auth/sign-in/passkey', { credential: key.sign(options, page) })
    return [status, options.rpId]
  }
  const hostname = new URL(world.url).hostname
  expect(await signInAt(world.url, { origin: world.url })).toEqual([200, hostname])
  // The machine believes to be there, and the page says it was: it isn't ours.
  expect(await signInAt('https://evil.example')).toEqual([401, hostname])
  const foreign = [
    'https://evil.example',
    'http://crm.mekong.example',
    'https://crm.mekong.example:8443',
    world.url.replace('http:', 'https:'),
    'http://127.0.0.1',
  ]
  for (const page of foreign) expect(await signInAt(page, { origin: page }), page).toBe(403)
  for (const page of ['https://crm.mekong.example', 'https://crm.example:8443'])
    expect(await signInAt(page, { origin: page })).toEqual([200, new URL(page).hostname])
})

test('a key must fit its algorithm, and be long enough', async () => {
  const rsa = (bits: number, labels: [number, unknown][] = []) => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
    const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
    return new Map<number, unknown>([
      [1, 3],
      [3, -257],
      [-1, Uint8Array.from(Buffer.from(n, 'base64url'))],
      [-2, Uint8Array.from(Buffer.from(e, 'base64url'))],
      ...labels,
    ])
  }
  const bytes = (length: number) => Uint8Array.from(Buffer.alloc(length, 7))
  const curve = (type: number, algorithm: number, name: number, length = 32) =>
    new Map<number, unknown>([
      [1, type],
      [3, algorithm],
      [-1, name],
      [-2, bytes(length)],
      [-3, bytes(length)],
    ])
  const added = async (labels: Map<number, unknown>) => {
    const passkey = new Passkey(Buffer.from(isoCBOR.encode(labels as never)))
    const body = { name: 'Odd', credential: passkey.create(await creation(dara), world.url) }
    const answer = await dara.send('POST', '/api/me/passkeys', body)
    if (answer.ok) {
      const { passkey: addedPasskey } = (await answer.json()) as { passkey: { id: string } }
      await dara.delete(`/api/me/passkeys/${addedPasskey.id}`)
    }
    return answer.status
  }
  const good = rsa(2048)
  expect(await added(good)).toBe(201)
  const bad = [
    rsa(1024),
    // An exponent of 1, and none; a key of another algorithm.
    new Map(good).set(-2, bytes(1).fill(1)),
    new Map([...good].filter(([label]) => label !== -2)),
    new Map(good).set(3, -7),
    // Not on its curve, not of its length, of another curve, of another kind.
    curve(2, -7, 1),
    curve(2, -7, 1, 31),
    curve(2, -7, 2),
    curve(1, -7, 1),
    curve(1, -8, 4),
    curve(1, -8, 6, 31),
  ]
  for (const [i, labels] of bad.entries()) expect([i, await added(labels)]).toEqual([i, 422])
})

test('a signature, a challenge, a key, a person that isn’t so', async () => {
  const status = async (credential: unknown) => (await enter(credential)).status
  const good = key.sign(await request(), world.url)
  const other = new Passkey()
  other.owner = key.owner
  const forged = other.sign(await request(), world.url)
  expect(await status({ ...forged, id: good.id })).toBe(401)
  expect(await status(forged)).toBe(401)
  expect(await status(key.sign({ challenge: 'made-up' }, world.url))).toBe(401)
  expect(
    await status({ ...good, response: { ...good.response, userHandle: Buffer.from('1').toString('base64url') } }),
  ).toBe(401)
  for (const signature of ['', 'AA', 'MAYCAQACAQA', '%%%', good.response.clientDataJSON])
    expect(await status({ ...good, response: { ...good.response, signature } })).toBe(401)
  for (const clientDataJSON of ['', 'AAAA', Buffer.from('null').toString('base64url')])
    expect(await status({ ...good, response: { ...good.response, clientDataJSON } })).toBe(401)
  expect(await status({ ...good, response: {} })).toBe(422)
  // Five minutes later, or one letter beside it.
  const secret = (await (await world.db()).prepare('SELECT secret FROM workspace').first<string>('secret'))!
  const from = (ago: number, good: ChallengePurpose = SIGN_IN) => createChallenge(secret, good, Date.now() - ago)
  const { challenge: fresh } = await request()
  const altered = fresh.replace(/^(.{5})(.)/, (_, before, letter) => before + (letter === 'A' ? 'B' : 'A'))
  const wrong = [
    await from(300_001),
    altered,
    await from(0, { for: 'add', person: 0 }),
    await createChallenge('x', SIGN_IN, Date.now()),
  ]
  for (const text of wrong) expect(await status(key.sign({ challenge: text }, world.url))).toBe(401)
  expect(await status(key.sign({ challenge: await from(290_000) }, world.url))).toBe(200)
  // What was given out for adding a key signs nobody in.
  expect(await status(key.sign(await creation(dara), world.url))).toBe(401)
})

test('a key that counts has been copied if it doesn’t count on', async () => {
  const counting = new Passkey()
  await add(owner, counting, 'Counting')
  for (const [counter, expected] of [
    [5, 200],
    [5, 401],
    [4, 401],
    [0, 401],
    [6, 200],
  ] as const) {
    counting.counter = counter
    expect((await enter(counting.sign(await request(), world.url))).status, String(counter)).toBe(expected)
  }
})

test('who has left gets in by no key, and is told what a stranger is told', async () => {
  const stranger = await enter(new Passkey().sign(await request(), world.url))
  await write("UPDATE people SET deactivated_at = 1 WHERE email = 'dara.vann@mekong.example'")
  const left = await enter(key.sign(await request(), world.url))
  await write("UPDATE people SET deactivated_at = NULL WHERE email = 'dara.vann@mekong.example'")
  expect([left.status, await left.text()]).toEqual([stranger.status, await stranger.text()])
  expect((await enter(key.sign(await request(), world.url))).status).toBe(200)
})

test('one’s keys are one’s own: to see, rename and remove', async () => {
  const { passkeys } = await dara.get<{ passkeys: { id: string; name: string }[] }>('/api/me/passkeys')
  expect(passkeys.map((one) => one.name)).toEqual(['Phone'])
  const path = `/api/me/passkeys/${passkeys[0]!.id}`
  expect((await owner.refused('PATCH', path, { name: 'Mine' })).status).toBe(404)
  expect((await owner.refused('DELETE', path)).status).toBe(404)
  expect(await dara.patch(path, { name: 'Old phone' })).toMatchObject({ passkey: { name: 'Old phone' } })
  // The same key again, and another's answer to a challenge of mine.
  const again = { name: 'Again', credential: key.create(await creation(dara), world.url) }
  expect((await dara.refused('POST', '/api/me/passkeys', again)).status).toBe(422)
  const theirs = { name: 'Theirs', credential: new Passkey().create(await creation(owner), world.url) }
  expect((await dara.refused('POST', '/api/me/passkeys', theirs)).status).toBe(422)
  await dara.delete(path)
  expect((await enter(key.sign(await request(), world.url))).status).toBe(401)
  const { results } = await (await world.db())
    .prepare("SELECT kind, count(*) AS n FROM audit WHERE kind LIKE 'passkey%' GROUP BY kind")
    .all()
  expect(results).toEqual([
    { kind: 'passkeyAdded', n: 3 },
    { kind: 'passkeyRemoved', n: 2 },
  ])
})

test('a passkey that an earlier version stored signs in still', async () => {
  const earlier = new Passkey()
  await add(await world.person('Rithy Keo', 'member'), earlier)
  const id = earlier.id.toString('base64url')
  await write(`UPDATE passkeys SET public_key = '-7 ${earlier.spki}' WHERE credential_id = '${id}'`)
  expect((await enter(earlier.sign(await request(), world.url))).status).toBe(200)
})

test.each([
  [
    'ed25519',
    -8,
    new Map<number, unknown>([
      [1, 1],
      [3, -8],
      [-1, 6],
    ]),
    { [-2]: 32 },
  ],
  [
    'rsa',
    -257,
    new Map<number, unknown>([
      [1, 3],
      [3, -257],
    ]),
    { [-1]: 256, [-2]: 3 },
  ],
] as const)('its key of %s is read, too', async (type, algorithm, labels, lengths) => {
  const { publicKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519')
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  const cose = isoCBOR.decodeFirst<Map<number, unknown>>(await coseOf(`${algorithm} ${spki}`))
  for (const [label, value] of labels) expect(cose.get(label)).toBe(value)
  for (const [label, length] of Object.entries(lengths))
    expect((cose.get(Number(label)) as Uint8Array).length).toBe(length)
})
