import type { Page } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebhookAnswer } from '../../../src/core/api/outside/webhook.ts'
import type { Client } from '../../client.ts'
import { type Receiver, startReceiver } from '../../functions/deliveries/receiver.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, closePages, openPage, startCrmWithColleague, visit, watchErrors } from '../browser.ts'

/** Whom a project tells, and what comes in, as its manager sets it up. */
let receiver: Receiver
let world: World
let page: Page
let errors: string[]
let owner: Client
const base = () => `${world.url}/p/2/webhooks`

beforeAll(async () => {
  receiver = await startReceiver({})
  page = await openPage()
  errors = watchErrors(page)
  ;({ world, owner } = await startCrmWithColleague(page, { OUTSIDE_ALLOW: receiver.host }))
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
  receiver.close()
})

const all = async () => (await owner.get<{ webhooks: WebhookAnswer[] }>('/api/projects/2/webhooks')).webhooks
const main = () => page.getByRole('main')
const log = () => main().getByRole('region', { name: 'What it has told' })

test('reached from the project, set up by the keys, tried, and read', async () => {
  await visit(page, `${world.url}/p/2/board`)
  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('link', { name: 'Webhooks' }).click()
  await main().getByText('Nobody is told anything yet').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await main().getByRole('link', { name: 'New webhook' }).focus()
  await page.keyboard.press('Enter')

  await page.getByLabel('Where to').fill('http://10.0.0.8/orders')
  await page.keyboard.press('Enter')
  await main().getByRole('alert').getByText('can’t be called').waitFor()
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe('url')
  await page.getByLabel('A record is made').uncheck()
  await page.getByLabel('Where to').fill(`${receiver.url}/orders`)
  await page.keyboard.press('Enter')
  await main().getByRole('alert').getByText('Choose at least one').waitFor()
  await page.getByLabel('A record is made').check()
  await page.getByLabel('A record is moved to another list').check()
  await main().getByRole('button', { name: 'Add a condition' }).click()
  await page.getByRole('combobox', { name: 'Find a field' }).fill('amount')
  await page.keyboard.press('Enter')
  await page.getByLabel('Value').fill('5000')
  await main().getByRole('button', { name: 'Make the webhook' }).click()

  const secret = await main().getByRole('textbox', { name: 'Secret' }).inputValue()
  expect(secret).toMatch(/^whsec_/)
  expect(await all()).toMatchObject([
    { url: `${receiver.url}/orders`, on: true, events: ['record.created', 'record.moved'], filter: expect.anything() },
  ])
  await main().getByRole('button', { name: 'Send a trial' }).click()
  await log().getByText('Arrived').waitFor()
  const { body, headers } = receiver.at('/orders')[0]!
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'ping' })
  await owner.post('/api/projects/2/records', { title: 'Signal system', values: { Amount: 48_000 } })
  await owner.post('/api/projects/2/records', { title: 'Small', values: { Amount: 10 } })
  await expect.poll(() => receiver.at('/orders').length).toBe(2)
  await page.reload()
  expect(await main().getByRole('textbox', { name: 'Secret' }).count()).toBe(0)
  const line = log().getByRole('listitem').filter({ hasText: 'A record is made' }).first()
  await line.locator('summary').focus()
  await page.keyboard.press('Enter')
  await line.getByText('"title": "Signal system"').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await line.getByRole('button', { name: 'Send again: A record is made' }).click()
  await expect.poll(() => receiver.at('/orders').length).toBe(3)
  const [, first, second] = receiver.at('/orders')
  expect([second!.body, second!.headers['webhook-id']]).toEqual([first!.body, first!.headers['webhook-id']])
  await line.getByText('2 tries').waitFor()
})

test('a new secret is shown once, and the old one holds for a day', async () => {
  const [{ id }] = (await all()) as [WebhookAnswer]
  await visit(page, `${base()}/${id}`)
  await main().getByRole('button', { name: 'New secret' }).click()
  await main().getByText('For a day messages are signed').waitFor()
  expect(await main().getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^whsec_/)
  await main()
    .getByText(/^Until .+ messages are signed with the earlier secret/)
    .waitFor()
})

test('switched off and on in the list, and deleted', async () => {
  await visit(page, base())
  const name = `Tell ${receiver.host}/orders`
  await main().getByRole('checkbox', { name }).uncheck()
  await expect.poll(async () => (await all())[0]!.on).toBe(false)
  await main().getByRole('checkbox', { name }).check()
  await expect.poll(async () => (await all())[0]!.on).toBe(true)
  await main()
    .getByRole('button', { name: `More for ${receiver.host}/orders` })
    .click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await main().getByText('Nobody is told anything yet').waitFor()
  expect(await all()).toEqual([])
})

test('an address makes records by its mapping; what doesn’t fit waits for a person', async () => {
  await visit(page, base())
  await main().getByRole('link', { name: 'New address' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Website')
  const row = (nth: number) => main().getByRole('group', { name: `Row ${nth}`, exact: true })
  await row(1).getByLabel('The path').fill('company.name')
  await main().getByRole('button', { name: 'Add a row' }).click()
  await row(2).getByLabel('The path').fill('budget')
  await main().getByRole('button', { name: 'Make the address' }).click()
  // Nothing was chosen yet that it goes into.
  await main().getByRole('alert').waitFor()
  await row(2).getByLabel('Into').selectOption({ label: 'Amount' })
  await page.getByLabel('The same record is known by').selectOption({ index: 1 })
  await main().getByRole('button', { name: 'Make the address' }).click()
  const url = await main().getByRole('textbox', { name: 'Address' }).inputValue()
  expect(await accessibilityViolations(page)).toEqual([])

  const send = (body: object) =>
    fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  expect((await send({ company: { name: 'Kampot Pepper' }, budget: 1200 })).status).toBe(202)
  expect((await send({ company: { name: 'Kampot Pepper' }, budget: 'plenty' })).status).toBe(422)
  await visit(page, base())
  await main().getByText('1 message not taken in').waitFor()
  await main().getByRole('link', { name: 'Website' }).click()
  const refused = main().getByRole('region', { name: 'Not taken in' })
  await refused.getByText('(at budget)').waitFor()
  await row(2).getByLabel('Into').selectOption({ label: 'Description' })
  await main().getByRole('button', { name: 'Save' }).click()
  await page.getByText('The address is saved').waitFor()
  await refused.getByRole('button', { name: /^Take in/ }).click()
  await expect.poll(() => refused.count()).toBe(0)
  const { records } = await owner.post<{ records: { description: string }[] }>('/api/projects/2/query', {
    filter: { field: 'title', op: 'eq', value: 'Kampot Pepper' },
  })
  expect(records).toMatchObject([{ description: 'plenty' }])
})

test('what isn’t saved yet survives a reload', async () => {
  await visit(page, `${base()}/new`)
  await page.getByLabel('Where to').fill('https://hooks.angkor.example/orders')
  await page.getByLabel('Somebody comments').check()
  await page.reload()
  await main().getByText('It isn’t saved yet').waitFor()
  expect(await page.getByLabel('Where to').inputValue()).toBe('https://hooks.angkor.example/orders')
  expect(await page.getByLabel('Somebody comments').isChecked()).toBe(true)
  await main().getByRole('button', { name: 'Start over' }).click()
  expect(await page.getByLabel('Where to').inputValue()).toBe('')
  await main().getByRole('link', { name: 'Discard' }).click()
})

test('on a phone nothing is cut off, in Khmer, too', async () => {
  await owner.post('/api/projects/2/webhooks', {
    url: 'https://hooks.mekong-supply.example/a/rather/long/path/to/the/warehouse',
    events: ['record.created', 'record.restored'],
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.evaluate(() => localStorage.setItem('tonle.language', 'km'))
  for (const path of ['', '/new', '/2', '/in/new', '/in/1']) {
    await visit(page, base() + path)
    await main().locator('form, ul').first().waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect([path, wide]).toEqual([path, 0])
  }
})
