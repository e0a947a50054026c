import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../world.ts'
import { accessibilityViolations, closePages, openPage, startCrm, visit, watchErrors } from './browser.ts'

let world: World
let page: Page
let errors: string[]
const scripts = new Set<string>()

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  world = await startCrm(page)
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const pane = () => page.getByRole('main')
const heading = (name: string) => pane().getByRole('heading', { name, level: 1 })

test('/api/docs leads to a page that anyone may read', async () => {
  const stranger = await openPage()
  stranger.on('request', (request) => request.url().endsWith('.js') && scripts.add(request.url()))
  await stranger.goto(`${world.url}/api/docs`)
  await stranger.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(stranger.url()).pathname).toBe('/docs/')
  expect(await accessibilityViolations(stranger)).toEqual([])
  await stranger.waitForLoadState('networkidle')
  const weights = await Promise.all([...scripts].map(async (url) => gzipSync(await (await fetch(url)).bytes()).length))
  const weight = weights.reduce((sum, one) => sum + one, 0)
  console.log(`JavaScript of the docs, gzip: ${weight}`)
  expect(weight).toBeLessThan(60_000)
})

test('a route is found by its words and opened by keyboard', async () => {
  await visit(page, `${world.url}/docs/`)
  await page.getByLabel('Find a route').fill('post records comments')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await heading('Create a comment').waitFor()
  await pane().getByText('Who may comment in the project.').waitFor()
  await pane().getByText('required').first().waitFor()
  expect(await page.title()).toBe('Create a comment · API · Tonle')
  await page.reload()
  await heading('Create a comment').waitFor()
})

test('what is within opens when asked, also where it holds itself', async () => {
  await visit(page, `${world.url}/docs/?at=postProjectsByIdQuery`)
  const sent = pane().getByRole('region', { name: 'What is sent' })
  for (const one of ['filterFilter', '{ and }', 'andFilter[]', '{ field, op, value }'])
    await sent.locator('summary:visible', { hasText: one }).first().click()
  await sent.locator('code', { hasText: 'op' }).first().waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
})

test('a read is tried with one’s own session', async () => {
  await visit(page, `${world.url}/docs/?at=getProjectsById`)
  await pane().getByRole('button', { name: 'Send' }).click()
  await pane().getByText('Fill this in first.').waitFor()
  await pane().getByLabel('id', { exact: true }).fill('2')
  await pane().getByRole('region', { name: 'curl' }).getByText('/api/projects/2').waitFor()
  await pane().getByRole('button', { name: 'Send' }).click()
  await pane().getByText('Status 200').waitFor()
  await pane().getByText('"Opportunities"').first().waitFor()
})

test('a write says so on its button, and is done', async () => {
  await visit(page, `${world.url}/docs/?at=postProjectsByIdRecords`)
  await pane().getByLabel('id', { exact: true }).fill('2')
  await pane().getByLabel('Body, JSON').fill('{"title": "From the docs"}')
  await pane().getByRole('button', { name: 'Send and change data' }).click()
  await pane().getByText('Status 201').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await pane().getByLabel('Body, JSON').fill('{"title": ')
  await pane().getByRole('button', { name: 'Send and change data' }).click()
  await pane().getByText('Status 400').waitFor()
})

test('with a key one is who the key is: a wrong one is nobody', async () => {
  await visit(page, `${world.url}/docs/?at=getMe`)
  await pane().getByLabel('An API key').check()
  await pane().getByRole('textbox', { name: 'API key' }).fill('not-a-key')
  await pane().getByRole('button', { name: 'Send' }).click()
  await pane().getByText('Status 401').waitFor()
})

test('it is there in Khmer', async () => {
  await page.getByRole('button', { name: 'ភាសាខ្មែរ' }).click()
  await pane().getByRole('heading', { name: 'សាកល្បង' }).waitFor()
  await page.getByRole('link', { name: /សួររកកំណត់ត្រា/ }).waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
