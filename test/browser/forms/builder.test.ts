import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FormAnswer } from '../../../src/core/api/form/index.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, visit, watchErrors } from '../browser.ts'

/** A form is built beside its preview, put on a site, and what comes in is decided on. */
let world: World
let page: Page
let owner: Client
let errors: string[]

beforeAll(async () => {
  page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
  errors = watchErrors(page)
  world = await startCrm(page)
  owner = await clientOf(page, world.url)
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const forms = async () => (await owner.get<{ forms: FormAnswer[] }>('/api/projects/1/forms')).forms
const editor = () => page.getByRole('form')
const preview = () => page.getByRole('region', { name: 'Preview' })
const item = (name: string) =>
  editor()
    .getByRole('listitem')
    .filter({ has: page.locator('strong', { hasText: name }) })
const part = (title: string) => editor().locator('summary', { hasText: title }).first().click()

test('the template’s is there, and a new one is seen while it is built', async () => {
  await visit(page, `${world.url}/p/1/forms`)
  await page.getByRole('link', { name: 'Contact us', exact: true }).waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'New form' }).click()
  await editor().getByLabel('Name', { exact: true }).fill('Ask for a sample')
  await editor().getByLabel('Heading').fill('A sample of our pepper')
  await preview().getByRole('heading', { name: 'A sample of our pepper' }).waitFor()
  await page.getByLabel('Ask for another field').selectOption({ label: 'Category' })
  const category = item('Category')
  await category.getByLabel('Asked as').fill('What are you?')
  await category.getByLabel('Shown').selectOption({ label: 'Email' })
  // As for a visitor: it appears once there is an address, and stays filled in while the form is built on.
  await preview().getByLabel('What are you?').waitFor({ state: 'hidden' })
  await preview().getByLabel('Email').fill('me@pepper.example')
  await preview().getByLabel('What are you?').selectOption({ label: 'Lead' })
  await preview().getByLabel('Email').fill('')
  await preview().getByLabel('What are you?').waitFor({ state: 'hidden' })
  await preview().getByLabel('Email').fill('me@pepper.example')
  await category.getByLabel('Help below it').fill('Only if you like')
  await preview().getByText('Only if you like').waitFor()
  expect(await preview().getByLabel('Email').inputValue()).toBe('me@pepper.example')
  expect(await preview().getByLabel('What are you?').locator('option:checked').textContent()).toBe('Lead')
  await page.getByRole('button', { name: 'Move “Category” up' }).click()
  await page.getByLabel('Also make a record in').selectOption({ label: 'Opportunities (Customer)' })
  await page.getByLabel('There it stands in').selectOption({ label: 'Qualification' })
  await editor().getByRole('group', { name: 'There it is assigned to' }).getByRole('checkbox').first().check()
  await page.getByLabel('Set a field there').selectOption({ label: 'Deal source' })
  await item('Deal source').getByLabel('Value').selectOption({ label: 'Website' })
  await page.getByLabel('Set a field there').selectOption({ label: 'Amount' })
  await item('Amount').getByLabel('Value').fill('a lot')
  await item('Amount').getByRole('alert').waitFor()
  await item('Amount').getByLabel('Value').fill('200 USD')
  await expect.poll(() => item('Amount').getByRole('alert').count()).toBe(0)
  expect(await accessibilityViolations(editor())).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Put it on your website' }).waitFor()
  const form = (await forms()).find(({ name }) => name === 'Ask for a sample')!
  expect(form.fields.at(-2)).toMatchObject({ label: 'What are you?', showIf: { op: 'filled' } })
  const { person } = await owner.get<{ person: { id: string } }>('/api/me')
  expect(form.then).toMatchObject({ project: '2', assignees: [person.id] })
  expect(Object.values(form.then!.values)).toContain('200 USD')
  await page.getByRole('button', { name: 'Copy: By script' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`<tonle-form src="${form.url}"`)
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'Test it' }).click()])
  await tab.getByRole('heading', { name: 'A sample of our pepper' }).waitFor()
  await tab.close()
})

test('it is said in any language, its helps and options too, as the visitor’s asks for', async () => {
  await part('Languages')
  await editor().getByText('In Khmer').click()
  const khmer = editor()
    .locator('details', { has: page.getByText('In Khmer') })
    .last()
  await khmer.getByRole('textbox', { name: 'Only if you like' }).fill('បើអ្នកចង់')
  await khmer.getByRole('textbox', { name: 'Lead', exact: true }).fill('អតិថិជនថ្មី')
  await editor().getByLabel('Add a language').fill('xx')
  await editor().getByRole('button', { name: 'Add', exact: true }).click()
  await editor().getByText('“xx” is no language’s code.').waitFor()
  await editor().getByLabel('Add a language').fill('fr')
  await editor().getByLabel('Add a language').press('Enter')
  await editor().getByText('In French').click()
  const french = editor()
    .locator('details', { has: page.getByText('In French') })
    .last()
  await french.getByRole('textbox', { name: 'What are you?' }).fill('Qui êtes-vous ?')
  await french.getByRole('textbox', { name: 'Only if you like' }).fill('Facultatif')
  await french.getByRole('textbox', { name: 'Active', exact: true }).fill('Client actif')
  await french.getByText('3 of').waitFor()
  expect(await accessibilityViolations(editor())).toEqual([])
  await preview().getByLabel('Language').selectOption({ label: 'French' })
  await preview().getByLabel('Email').fill('moi@poivre.example')
  await preview().getByLabel('Qui êtes-vous ?').selectOption({ label: 'Client actif' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The form is saved').waitFor()
  const form = (await forms()).find(({ name }) => name === 'Ask for a sample')!
  const french2 = await (await fetch(`${form.url}?lang=fr`)).text()
  for (const text of ['<html lang="fr">', 'Qui êtes-vous ?', 'Facultatif', '>Client actif</option>', '>Lead</option>'])
    expect(french2).toContain(text)
  const khmerPage = await (await fetch(`${form.url}?lang=km-KH`)).text()
  for (const text of ['បើអ្នកចង់', '>អតិថិជនថ្មី</option>', 'What are you?']) expect(khmerPage).toContain(text)
  await editor().getByRole('button', { name: 'Remove “French”' }).click()
  await editor().getByText('In French').waitFor({ state: 'detached' })
})

test('what doesn’t fit is said where it is, and nothing is lost by it', async () => {
  await page.getByText('Consent and thanks').click()
  await page.getByRole('button', { name: 'Remove “Email”' }).click()
  await page.getByLabel('Have the address confirmed').check()
  await page.getByText('the form must ask for a mail address').first().waitFor()
  await page.getByLabel('Have the address confirmed').uncheck()
  await expect.poll(() => page.getByText('the form must ask for a mail address').count()).toBe(0)
  // Its condition went by the field that is gone.
  const category = item('Category')
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
  await visit(page, `${world.url}/p/1/forms/${form.id}`)
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

test('of what could not become a record a person makes one, and takes that back', async () => {
  const { field } = await owner.post<{ field: { id: string } }>('/api/projects/1/fields', {
    name: 'Budget',
    type: 'text',
  })
  const { form } = await owner.post<{ form: FormAnswer }>('/api/projects/1/forms', {
    name: 'With confirmation',
    fields: [{ field: 'title' }, { field: 'Email', required: true }, { field: 'Budget' }],
    optIn: true,
  })
  const { token } = (await (await fetch(`${form.url}/token`)).json()) as { token: string }
  await new Promise((wake) => setTimeout(wake, 2050))
  const email = form.fields[1]!.field
  const sent = { title: 'Mondulkiri Coffee', [`f${email}`]: 'hi@coffee.example', [`f${field.id}`]: 'a lot', token }
  await fetch(form.url, { method: 'POST', body: new URLSearchParams(sent) })
  await owner.patch(`/api/fields/${field.id}`, { type: 'number' })
  const { deliveries } = await owner.get<{ deliveries: { to: string; body: string }[] }>('/api/outbox')
  const { body } = deliveries.find(({ to }) => to === 'hi@coffee.example')!
  await fetch(/http\S+\/confirm\/[\w-]{43}/.exec(body)![0], { method: 'POST' })
  await visit(page, `${world.url}/p/1/forms/${form.id}`)
  const line = page.getByRole('list', { name: 'What came in' }).getByRole('listitem')
  await line.getByText('Could not become a record').waitFor()
  await line.getByText('Budget must be a number').waitFor()
  await line.getByRole('button', { name: 'Make a record' }).click()
  await line.getByRole('link', { name: 'Mondulkiri Coffee' }).waitFor()
  await line.getByText('Not in the record:').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await line.getByRole('button', { name: 'Make a record' }).waitFor()
  expect(await line.getByRole('link').count()).toBe(0)
})

test('on a phone nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 360, height: 740 })
  const [form] = await forms()
  for (const path of ['', `/${form!.id}`]) {
    await visit(page, `${world.url}/p/1/forms${path}`)
    await page.getByText(path ? 'What came in' : 'New form').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  }
})
