import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FormAnswer, FormInput } from '../../../src/core/api/form/index.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { rowsWritten, submissionsOf, Visitor } from './visitor.ts'

/** Bots, floods and other people's sites. */
let sales: Sales
let siteverify: Server
let requests: { secret: string; response: string; remoteip?: string }[]

beforeAll(async () => {
  // Stands in for Cloudflare's: takes one answer for a human's.
  siteverify = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const sent = JSON.parse(Buffer.concat(chunks).toString())
    requests.push(sent)
    response.end(JSON.stringify({ success: sent.response === 'a human’s' }))
  })
  await new Promise<void>((listening) => siteverify.listen(0, '127.0.0.1', listening))
  const { port } = siteverify.address() as AddressInfo
  sales = await startSales({
    vars: {
      TURNSTILE_SITE_KEY: '1x00000000000000000000AA',
      TURNSTILE_SECRET: '1x0000000000000000000000000000000AA',
      TURNSTILE_URL: `http://127.0.0.1:${port}/siteverify`,
      OUTSIDE_ALLOW: `127.0.0.1:${port}`,
    },
  })
})
afterAll(async () => {
  await sales.world.close()
  siteverify.close()
})

async function formOf(more: Partial<FormInput> = {}): Promise<{ form: FormAnswer; visitor: Visitor }> {
  const path = `/api/projects/${sales.customers.id}/forms`
  const sent = { name: 'Contact', fields: [{ field: 'title' }, { field: 'Email' }], ...more }
  const { form } = await sales.owner.post<{ form: FormAnswer }>(path, sent)
  return { form, visitor: new Visitor(sales, form) }
}

const BOTS = process.env.PROOF ? 1000 : 80

test(`${BOTS} posts of bots in a minute leave nothing behind, and the human between them, who clicks twice, is one record`, async () => {
  const { form, visitor } = await formOf()
  const before = (await rowsWritten(sales)).split(' ')
  // Stays too young for as long as this takes.
  const [old, young] = [await visitor.token(25 * 3600), await visitor.token(-600)]
  const bots: (() => Promise<Response>)[] = Array.from({ length: BOTS }, (_, i) => {
    const lead = { title: `Casino ${i}`, [`f${sales.field('Email')}`]: `win${i}@casino.example` }
    const bot = new Visitor(sales, form)
    bot.ip = `198.51.100.${i % 200}`
    const ways = [
      { ...lead, token: '' },
      { ...lead, token: old },
      { ...lead, token: young },
      { ...lead, token: 'aaaa.bbbbbbbbbbbbbbbbbbbb.ccccccccccccccccccccccccccccccccccccccccccc' },
    ]
    if (i % 5 === 4)
      return async () => bot.post({ ...lead, homepage: 'https://casino.example', token: await bot.token() })
    return () => bot.post(ways[i % 5]!)
  })
  visitor.ip = '203.0.113.7'
  const human = {
    title: 'Sophea Tailoring',
    [`f${sales.field('Email')}`]: 'sophea@tailoring.example',
    token: await visitor.token(),
  }
  const started = performance.now()
  const [answers, clicks] = await Promise.all([
    Promise.all(bots.map((bot) => bot())),
    Promise.all([visitor.send(human), visitor.send(human)]),
  ])
  expect(performance.now() - started).toBeLessThan(60_000)
  expect(clicks.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(new Set(answers.map(({ status }) => status))).not.toContain(500)
  expect(await submissionsOf(sales.owner, form)).toMatchObject([{ record: { title: 'Sophea Tailoring' } }])
  const after = (await rowsWritten(sales)).split(' ')
  expect(Number(after[0])).toBe(Number(before[0]) + 1)
  expect(Number(after[1])).toBe(Number(before[1]) + 1)
})

test('from one address sixty a minute are stored, and no more; the next one elsewhere still is', async () => {
  const { form, visitor } = await formOf()
  const db = await sales.world.db()
  visitor.ip = '192.0.2.10'
  const { id } = form
  expect((await visitor.send({ title: 'The first' })).state).toBe('done')
  const row = await db
    .prepare('SELECT visitor FROM submissions WHERE form_id = ?')
    .bind(Number(id))
    .first<{ visitor: string }>()
  expect(row!.visitor).toMatch(/^[\w-]{24}$/)
  expect(row!.visitor).not.toContain('192')
  const others = (count: number, secondsAgo: number) =>
    db
      .prepare(
        `INSERT INTO submissions (form_id, project_id, key, digest, at, state, sent, language, visitor)
        SELECT ?1, 1, ?2 || value, '', ?3, 'stored', '{}', 'en', ?4 FROM json_each(?5)`,
      )
      .bind(
        Number(id),
        `made-${secondsAgo}-`,
        Date.now() - secondsAgo * 1000,
        row!.visitor,
        JSON.stringify(Array.from({ length: count }, (_, i) => i)),
      )
      .run()
  // An office of two hundred within ten minutes.
  await others(199, 400)
  await others(58, 10)
  expect((await visitor.send({ title: 'The sixtieth' })).state).toBe('done')
  const before = await rowsWritten(sales)
  expect(await visitor.send({ title: 'One too many' })).toMatchObject({ status: 429, code: 'flood' })
  expect(await rowsWritten(sales)).toBe(before)
  visitor.ip = '192.0.2.11'
  expect((await visitor.send({ title: 'A neighbour' })).state).toBe('done')
  // And four hundred an hour.
  visitor.ip = '192.0.2.10'
  await db.prepare('UPDATE submissions SET at = at - 120000 WHERE form_id = ?').bind(Number(id)).run()
  await others(141, 1000)
  expect(await visitor.send({ title: 'One too many an hour' })).toMatchObject({ status: 429, code: 'flood' })
  // Where it came from is forgotten once it counts no more.
  await sales.world.scheduled(new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3 * 3_600_000))
  const remainingVisitors = await db.prepare('SELECT count(visitor) AS n FROM submissions').first<{ n: number }>()
  expect(remainingVisitors!.n).toBe(0)
})

/** How many of an office come in each minute: at first nearly all that may at once. */
const MINUTES = process.env.PROOF ? [55, 5, 20, 20, 20, 20, 20, 20, 10, 10] : [12, 3, 5]
/** The edge's own clock can't be moved: what it counts in a minute of its is still more than what comes in one of an office's. */
const A_MINUTE = process.env.PROOF ? 16_000 : 2050
const OFFICE = MINUTES.reduce((sum, one) => sum + one, 0)

test(`${OFFICE} visitors from one office’s address, within ${MINUTES.length} minutes, are each let in`, async () => {
  const { form } = await formOf()
  const db = await sales.world.db()
  const started = performance.now()
  const outcomes: string[] = []
  for (const [minute, count] of MINUTES.entries()) {
    // Each as a browser does it: a token for whoever begins, and two seconds at the least to fill it in.
    const sends = await Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const visitor = new Visitor(sales, form)
        visitor.ip = '192.0.2.77'
        const answer = await fetch(`${sales.world.url}/f/${visitor.key}/token`, {
          headers: { 'cf-connecting-ip': visitor.ip },
        })
        const { token } = (await answer.json()) as { token: string }
        const email = { [`f${sales.field('Email')}`]: `visitor${minute}-${i}@office.example` }
        return () => visitor.send({ title: `Visitor ${minute}-${i}`, ...email, token })
      }),
    )
    await new Promise((wake) => setTimeout(wake, A_MINUTE))
    outcomes.push(...(await Promise.all(sends.map((send) => send()))).map(({ state, code }) => code ?? state))
    // A minute goes by.
    await db.prepare('UPDATE submissions SET at = at - 60000 WHERE form_id = ?').bind(Number(form.id)).run()
  }
  console.info(`${OFFICE} visitors of one office in ${Math.round(performance.now() - started)} ms`)
  expect(outcomes).toEqual(Array.from({ length: OFFICE }, () => 'done'))
  const stored = await db
    .prepare(
      'SELECT count(DISTINCT record_id) AS n, count(DISTINCT visitor) AS from_one FROM submissions WHERE form_id = ?',
    )
    .bind(Number(form.id))
    .first<{ n: number; from_one: number }>()
  expect(stored).toEqual({ n: OFFICE, from_one: 1 })
}, 300_000)

test('only sites that are named may send it in, and show it', async () => {
  const { visitor } = await formOf({ hosts: ['shop.example', '*.kampot.example'] })
  const page = await fetch(visitor.path)
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self' shop.example *.kampot.example")
  const from = async (origin: string | undefined) => {
    visitor.origin = origin
    return (await visitor.send({ title: 'Rice' })).code ?? 'done'
  }
  expect(await from('https://shop.example')).toBe('done')
  expect(await from('https://www.kampot.example')).toBe('done')
  const before = await rowsWritten(sales)
  for (const origin of [
    'https://evil.example',
    'https://shop.example.evil.example',
    'https://kampot.example.evil',
    'null',
    undefined,
  ])
    expect(await from(origin), String(origin)).toBe('otherSite')
  expect(await rowsWritten(sales)).toBe(before)
})

test('Turnstile is asked where the form says so, and its script is allowed there only', async () => {
  requests = []
  const { visitor } = await formOf({ turnstile: true })
  visitor.ip = '203.0.113.9'
  const page = await fetch(visitor.path)
  expect(page.headers.get('content-security-policy')).toContain('https://challenges.cloudflare.com')
  expect(await page.text()).toContain('data-turnstile="1x00000000000000000000AA"')
  const before = await rowsWritten(sales)
  expect(await visitor.send({ title: 'A robot' })).toMatchObject({ status: 422, code: 'human' })
  expect(await visitor.send({ title: 'A robot', 'cf-turnstile-response': 'guessed' })).toMatchObject({ code: 'human' })
  expect(await rowsWritten(sales)).toBe(before)
  expect((await visitor.send({ title: 'A person', 'cf-turnstile-response': 'a human’s' })).state).toBe('done')
  expect(requests).toMatchObject([
    { response: 'guessed', remoteip: '203.0.113.9' },
    { response: 'a human’s', secret: '1x0000000000000000000000000000000AA' },
  ])
  const other = await fetch((await formOf()).visitor.path)
  expect(other.headers.get('content-security-policy')).not.toContain('challenges')
})
