import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FormAnswer } from '../../../src/core/api/form/index.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, clientOf, closePages, openCrm, openPage, watchErrors } from '../browser.ts'

/** A form is built beside its preview, put on a site, and what comes in is decided on. */
let world: World
let page: Page
let owner: Client
let errors: string[]

beforeAll(async () => {
  page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
  errors = watchErrors(page)
  world = await openCrm(page)
  owner = await clientOf(page, world.url)
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const forms = async () => (await owner.get<{ forms: FormAnswer[] }>('/api/projects/1/forms')).forms
const preview = () => page.frameLocator('iframe[title="Preview"]')

test('the template’s is there, and a new one is seen while it is built', async () => {
  await page.goto(`${world.url}/p/1/forms`)
  await page.getByRole('link', { name: 'Contact us', exact: true }).waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'New form' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Ask for a sample')
  await page.getByLabel('Heading').fill('A sample of our pepper')
  await preview().getByRole('heading', { name: 'A sample of our pepper' }).waitFor()
  await page.getByLabel('Ask for another field').selectOption({ label: 'Category' })
  const category = page.getByRole('listitem').filter({ has: page.locator('strong', { hasText: 'Category' }) })
  await category.getByLabel('Asked as').fill('What are you?')
  await category.getByLabel('Shown').selectOption({ label: 'Email' })
  await preview().getByLabel('What are you?').waitFor()
  await page.getByRole('button', { name: 'Move “Category” up' }).click()
  await page.getByLabel('Also make a record in').selectOption({ label: 'Opportunities (Customer)' })
  await page.getByLabel('There it stands in').selectOption({ label: 'Qualification' })
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Put it on your website' }).waitFor()
  const made = (await forms()).find(({ name }) => name === 'Ask for a sample')!
  expect(made.fields.at(-2)).toMatchObject({ label: 'What are you?', showIf: { op: 'filled' } })
  expect(made.then).toMatchObject({ project: '2' })
  await page.getByRole('button', { name: 'Copy: By script' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`<tonle-form src="${made.url}"`)
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'Test it' }).click()])
  await tab.getByRole('heading', { name: 'A sample of our pepper' }).waitFor()
  await tab.close()
})

test('what doesn’t fit is said where it is, and nothing is lost by it', async () => {
  await page.getByText('Consent and thanks').click()
  await page.getByRole('button', { name: 'Remove “Email”' }).click()
  await page.getByLabel('Have the address confirmed').check()
  await page.getByText('the form must ask for a mail address').first().waitFor()
  await page.getByLabel('Have the address confirmed').uncheck()
  await expect.poll(() => page.getByText('the form must ask for a mail address').count()).toBe(0)
  // Its condition went by the field that is gone.
  const category = page.getByRole('listitem').filter({ has: page.locator('strong', { hasText: 'Category' }) })
  await category.getByLabel('Shown').selectOption({ label: 'Always' })
  await page.getByRole('link', { name: 'Discard' }).click()
  await page.getByRole('link', { name: 'New form' }).waitFor()
})

test('what came in lies below it, and what differs is taken over by a click', async () => {
  const form = (await forms()).find(({ name }) => name === 'Contact us')!
  const email = form.fields[1]!.field
  const { record } = await owner.post<{ record: { id: string } }>('/api/projects/1/records', {
    title: 'Kep Crab House',
    values: { [email]: 'crab@kep.example' },
  })
  const { token } = (await (await fetch(`${form.url}/token`)).json()) as { token: string }
  await new Promise((wake) => setTimeout(wake, 2050))
  const body = new URLSearchParams({
    title: 'Kep Crab Company',
    [`f${email}`]: 'crab@kep.example',
    consent: 'true',
    token,
  })
  const sent = await fetch(form.url, { method: 'POST', body, headers: { accept: 'application/json' } })
  expect(await sent.json()).toMatchObject({ state: 'done' })
  await page.goto(`${world.url}/p/1/forms/${form.id}`)
  await page.getByText('Known already').waitFor()
  await page.getByText('sent in once').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Take over' }).click()
  await expect
    .poll(async () => (await owner.get<{ record: { title: string } }>(`/api/records/${record.id}`)).record.title)
    .toBe('Kep Crab Company')
  await expect.poll(() => page.getByRole('button', { name: 'Take over' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Kep Crab Company' }).first().click()
  await page.getByText('A visitor, by the form “Contact us”').first().waitFor()
})

test('on a phone nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  const [form] = await forms()
  for (const path of ['', `/${form!.id}`]) {
    await page.goto(`${world.url}/p/1/forms${path}`)
    await page.getByText(path ? 'What came in' : 'New form').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  }
})
