import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordAnswer } from '../../src/core/api/answers.ts'
import type { World } from '../world.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, visit, watchErrors } from './browser.ts'

/** Lists of more than one page are followed to their end. */
let world: World
let page: Page
let errors: string[]
let record: string

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  world = await startCrm(page)
  const owner = await clientOf(page, world.url)
  const answer = await owner.post<{ record: RecordAnswer }>('/api/projects/2/records', { title: 'Much talked about' })
  record = answer.record.id
  for (let i = 1; i <= 3; i++) await owner.patch(`/api/records/${record}`, { title: `Much talked about ${i}` })
  const d1 = await world.db()
  const numbers = (length: number) => JSON.stringify(Array.from({ length }, (_, i) => i + 1))
  // Long before the record's own history, so that this stands among them all in its place.
  await d1
    .prepare(
      "INSERT INTO comments (record_id, body, person_id, at) SELECT ?, 'Remark ' || value, 1, value * 60000 FROM json_each(?)",
    )
    .bind(Number(record), numbers(120))
    .run()
  await d1
    .prepare(
      "INSERT INTO keys (person_id, name, hash, start, scopes, created_at) SELECT 1, 'Key ' || value, 'hash ' || value, 'tonle_', '[\"read\"]', 0 FROM json_each(?)",
    )
    .bind(numbers(230))
    .run()
  await d1
    .prepare(
      "INSERT INTO deliveries (key, kind, event, recipient, at, subject, body, state) SELECT 'm' || value, 'mail', 'link', 'a@b.example', value * 1000, 'Mail ' || value, NULL, 'sent' FROM json_each(?)",
    )
    .bind(numbers(230))
    .run()
  await d1
    .prepare(
      `INSERT INTO deliveries (key, kind, event, recipient, at, body, state, tries) VALUES ('run_12', 'webhook', 'record.moved',
        'https://hooks.mekong.example/deals', 9e11, '{"type":"record.moved","title":"Kampot Pepper"}', 'failed', ?)`,
    )
    .bind('[{"at":900000000000,"status":503,"ms":240,"error":"503 closed for repairs"}]')
    .run()
})
afterAll(async () => {
  await closePages()
  await world.close()
})

const older = () => page.getByRole('button', { name: 'Show older' })
const remarks = () => page.getByText(/^Remark \d+$/).allTextContents()
const from = (first: number, last: number) => Array.from({ length: first - last + 1 }, (_, i) => `Remark ${first - i}`)

test('a record’s comments: the newest, older ones on request, each once and in its place', async () => {
  await visit(page, `${world.url}/p/2/r/${record}`)
  await expect.poll(remarks).toEqual(from(120, 71))
  // What the record’s history tells of is newer than all of them.
  const first = page.getByRole('region', { name: 'Activity' }).locator('ol > li').first()
  expect(await first.textContent()).not.toContain('Remark')
  // One more is shown at once, and shifts nothing.
  await page.getByLabel('Write a comment').fill('Remark 121')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect.poll(remarks).toEqual(from(121, 71))
  await older().click()
  await expect.poll(remarks).toEqual(from(121, 21))
  await older().click()
  await expect.poll(remarks).toEqual(from(121, 1))
  await expect.poll(() => older().count()).toBe(0)
})

test('all keys, and all that was sent, the older on request', async () => {
  await visit(page, `${world.url}/settings/keys`)
  const lines = (name: string) => page.getByRole('list', { name }).locator('> li').count()
  await expect.poll(() => lines('API keys')).toBe(230)
  await visit(page, `${world.url}/settings/outbox`)
  await expect.poll(() => lines('Outbox')).toBe(200)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect.poll(() => lines('Outbox')).toBeGreaterThanOrEqual(231)
  const again = page.getByRole('button', { name: 'Send again: Webhook: record.moved' })
  await again.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => again.count()).toBe(0)
  // Keys go on at its line: it opens, and tells how each try went.
  await page.keyboard.press('Enter')
  await page.getByText('{"type":"record.moved","title":"Kampot Pepper"}').waitFor()
  await page.getByText('0.2 s · 503 closed for repairs').waitFor()
  await page.getByText('2 tries').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  expect(errors).toEqual([])
})
