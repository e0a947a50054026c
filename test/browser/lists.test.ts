import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordAnswer } from '../../src/core/api/answers.ts'
import type { World } from '../world.ts'
import { clientOf, closePages, openCrm, openPage, watchErrors } from './browser.ts'

/** Lists of more than one page are followed to their end. */
let world: World
let page: Page
let errors: string[]
let record: string

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  world = await openCrm(page)
  const owner = await clientOf(page, world.url)
  const made = await owner.post<{ record: RecordAnswer }>('/api/projects/2/records', { title: 'Much talked about' })
  record = made.record.id
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
      "INSERT INTO mails (recipient, at, subject, body, state) SELECT 'a@b.example', value * 1000, 'Mail ' || value, NULL, 'sent' FROM json_each(?)",
    )
    .bind(numbers(230))
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
  await page.goto(`${world.url}/p/2/r/${record}`)
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

test('all keys, and older mails on request', async () => {
  await page.goto(`${world.url}/settings/keys`)
  const lines = (name: string) => page.getByRole('list', { name }).locator('> li').count()
  await expect.poll(() => lines('API keys')).toBe(230)
  await page.goto(`${world.url}/settings/outbox`)
  await expect.poll(() => lines('Outbox')).toBe(200)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect.poll(() => lines('Outbox')).toBeGreaterThanOrEqual(230)
  expect(errors).toEqual([])
})
