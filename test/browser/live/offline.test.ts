import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { cardNamed, listNamed } from '../board-page.ts'
import { accessibilityViolations, closePages, openPage } from '../browser.ts'
import { openTwoPeople, type TwoPeople } from './two-people.ts'

/** What is changed while the line is cut waits, is sent once it is back, and is never silently something else. */
let world: World
let page: Page
let owner: Client
let bopha: Client
let project: ProjectAnswer
let create: TwoPeople['create']

beforeAll(async () => {
  page = await openPage()
  ;({ world, owner, bopha, project, create } = await openTwoPeople(page))
  await page.goto(`${world.url}/p/${project.id}/board`)
  // What keeps changes is loaded once the screen is there, what a value means soon after.
  await loaded('/frame-later.')
  await loaded('/fields.')
})
afterAll(async () => {
  await closePages()
  await world.close()
})

let deal: RecordAnswer
let count = 0
beforeEach(async () => {
  await page.context().setOffline(false)
  if (await panel().isVisible()) await page.keyboard.press('Escape')
  count += 1
  deal = await create(`River cruise ${count}`, { values: { Amount: 1000 } })
  await open(deal)
})

const panel = () => page.getByRole('complementary', { name: 'Record' })

/** Its card has come by itself. */
async function open({ title: name }: RecordAnswer): Promise<void> {
  await cardNamed(page, name).getByRole('link').click()
  await expect.poll(() => title().inputValue()).toBe(name)
  await page.getByRole('button', { name: 'Edit Amount' }).waitFor()
}

const loaded = (script: string) =>
  page.waitForFunction(
    (script) => performance.getEntriesByType('resource').some(({ name }) => name.includes(script)),
    script,
    { polling: 200 },
  )

const stored = async (id = deal.id) => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
const amountOf = async () => {
  const field = project.fields.find(({ name }) => name === 'Amount')!
  return ((await stored()).values[field.id] as { amount: string } | null)?.amount
}
const title = () => page.getByLabel('Opportunity name')
const line = () => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /change|Offline/ })

async function editAmount(amount: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit Amount' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill(amount)
  await page.keyboard.press('Enter')
}

async function editTitle(text: string): Promise<void> {
  await title().fill(text)
  await title().press('Enter')
}

/** As the browser says it when the network is back: else it is tried every few seconds. */
const tryNow = () => page.evaluate(() => dispatchEvent(new Event('online')))

/** Writes of the page, as they are sent. */
function watchWrites(): string[] {
  const writes: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET' && /\/api\/records/.test(request.url()))
      writes.push(`${request.method()} ${request.headers()['idempotency-key'] ? 'keyed' : 'plain'}`)
  })
  return writes
}

test('nothing is said while all is well', async () => {
  expect(await line().count()).toBe(0)
})

test('edits, a move and a comment wait visibly, and are sent in order', async () => {
  await page.context().setOffline(true)
  await line().filter({ hasText: 'Offline: changes are kept' }).waitFor()
  await editAmount('2500')
  await editTitle('River cruise, two boats')
  await editAmount('2750')
  await line().filter({ hasText: '3 changes wait' }).waitFor()
  await page.getByLabel('Write a comment').fill('They want two boats.')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await line().filter({ hasText: '4 changes wait' }).waitFor()
  // What is shown is what was typed.
  await page.getByText('$2,750').first().waitFor()
  await line().click()
  const list = page.getByRole('dialog', { name: 'Changes that wait' })
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining(`${deal.title}: Amount → $2,500`),
    expect.stringContaining('River cruise, two boats'),
    expect.stringContaining('Amount → $2,750'),
    expect.stringContaining('Comment: They want two boats.'),
  ])
  expect(await accessibilityViolations(list)).toEqual([])
  await page.keyboard.press('Escape')
  expect((await stored()).title).toBe(deal.title)
  const writes = watchWrites()
  await page.context().setOffline(false)
  await expect.poll(amountOf, { timeout: 10_000 }).toBe('2750.00')
  await expect.poll(() => line().count(), { timeout: 5000 }).toBe(0)
  expect((await stored()).title).toBe('River cruise, two boats')
  // The second amount once more: it was written before the first one was stored, which nobody but oneself has changed.
  expect(writes).toEqual([...Array(4).fill('PATCH keyed'), 'POST keyed'])
  await page.getByText('They want two boats.').first().waitFor()
})

test('a card is moved and a record made while the line is cut', async () => {
  await page.keyboard.press('Escape')
  await page.context().setOffline(true)
  const card = cardNamed(page, deal.title)
  await card.getByRole('link').focus()
  for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key)
  await listNamed(page, project.lists[1]!.name).getByText(deal.title).waitFor()
  await line().filter({ hasText: '1 change waits' }).waitFor()
  await page.context().setOffline(false)
  await expect.poll(async () => (await stored()).list, { timeout: 10_000 }).toBe(project.lists[1]!.id)
})

test('a record that can’t be read shows what its card does, says why, and opens by itself once the line is back', async () => {
  const other = await create(`Boat repair ${count}`)
  await page.keyboard.press('Escape')
  const card = cardNamed(page, other.title)
  await card.waitFor({ timeout: 3000 })
  await page.context().setOffline(true)
  await card.getByRole('link').click()
  await page.getByText('You are offline: this is what the card knows.').waitFor()
  await page.context().setOffline(false)
  await expect.poll(() => title().inputValue(), { timeout: 8000 }).toBe(other.title)
})

test('what waits outlives a reload', async () => {
  const cut = (request: Request) => request.method() !== 'GET' || request.url().endsWith('/api/health')
  await page.route('**/api/**', (route) => (cut(route.request()) ? route.abort() : route.fallback()))
  await editTitle('River cruise, by night')
  await line().filter({ hasText: '1 change waits' }).waitFor()
  await page.reload()
  await line().filter({ hasText: '1 change waits' }).waitFor()
  expect((await stored()).title).toBe(deal.title)
  await page.unroute('**/api/**')
  await tryNow()
  await expect.poll(async () => (await stored()).title, { timeout: 15_000 }).toBe('River cruise, by night')
  await expect.poll(() => title().inputValue(), { timeout: 5000 }).toBe('River cruise, by night')
})

test('an answer that was lost is not a second change', async () => {
  await page.route('**/api/records/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await editAmount('4000')
  await line().filter({ hasText: '1 change waits' }).waitFor()
  await expect.poll(amountOf).toBe('4000.00')
  await page.unroute('**/api/records/*')
  await tryNow()
  await expect.poll(() => line().count(), { timeout: 15_000 }).toBe(0)
  expect(
    await page
      .getByRole('alert')
      .getByText(/ changed /)
      .count(),
  ).toBe(0)
  const { entries } = await owner.get<{ entries: { kind: string }[] }>(`/api/records/${deal.id}/history`)
  expect(entries.filter(({ kind }) => kind === 'updated')).toHaveLength(1)
})

test('the same field changed by somebody else meanwhile: both are told, and what the server has is shown', async () => {
  await page.context().setOffline(true)
  await editTitle('River cruise, mine')
  await editTitle('River cruise, mine again')
  await line().filter({ hasText: '2 changes wait' }).waitFor()
  await bopha.patch(`/api/records/${deal.id}`, { title: 'River cruise, Bopha' })
  await page.context().setOffline(false)
  await page
    .getByRole('alert')
    .getByText(/Bopha Keo changed/)
    .first()
    .waitFor({ timeout: 10_000 })
  await expect.poll(() => title().inputValue(), { timeout: 5000 }).toBe('River cruise, Bopha')
  expect((await stored()).title).toBe('River cruise, Bopha')
})

test('what is refused comes back with its reason, and stays until it is sent again or dropped', async () => {
  const other = await create(`River cruise ${count}, deleted`)
  await page.keyboard.press('Escape')
  await open(other)
  await page.context().setOffline(true)
  await editTitle('River cruise, too late')
  await line().filter({ hasText: '1 change waits' }).waitFor()
  await bopha.delete(`/api/records/${other.id}`)
  await page.context().setOffline(false)
  await line().filter({ hasText: '1 change was not stored' }).waitFor({ timeout: 10_000 })
  await line().click()
  const list = page.getByRole('dialog', { name: 'Changes that wait' })
  await list.getByText('River cruise, too late').waitFor()
  await bopha.put(`/api/records/${other.id}/restore`)
  await list.getByRole('button', { name: /^Send again/ }).click()
  await expect.poll(async () => (await stored(other.id)).title, { timeout: 5000 }).toBe('River cruise, too late')
  // The server has it before its answer is here, with which the list goes; until then the line is behind it.
  await list.waitFor({ state: 'detached' })
  await expect.poll(() => line().count()).toBe(0)
  // The record closes with it: it isn't sent once more by that.
  const writes = watchWrites()
  await panel().evaluate((element: HTMLElement) => element.focus())
  await page.keyboard.press('Escape')
  await expect.poll(() => panel().count()).toBe(0)
  await page.evaluate(() => new Promise((done) => setTimeout(done, 100)))
  expect(writes).toEqual([])
})

test('what is older than a day is sent by a word of the person alone', async () => {
  await page.context().setOffline(true)
  await editTitle('River cruise, last week')
  await line().filter({ hasText: '1 change waits' }).waitFor()
  await page.evaluate(async () => {
    const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('tonle-offline')) as [
      { name: string },
    ]
    const open = indexedDB.open(name)
    await new Promise((done) => open.addEventListener('success', done))
    const store = open.result.transaction('writes', 'readwrite').objectStore('writes')
    const all = store.getAll()
    await new Promise((done) => all.addEventListener('success', done))
    for (const write of all.result) store.put({ ...write, at: write.at - 25 * 60 * 60 * 1000 }, write.id)
  })
  // Closed without a network, and opened again another day with one: a page that stays open would send it at once.
  const address = page.url()
  await page.goto('about:blank')
  await page.context().setOffline(false)
  await page.goto(address)
  await line().click({ timeout: 10_000 })
  const list = page.getByRole('dialog', { name: 'Changes that wait' })
  await list.getByText(/More than a day old/).waitFor()
  expect((await stored()).title).toBe(deal.title)
  await list.getByRole('button', { name: /^Drop/ }).click()
  await list.waitFor({ state: 'detached' })
  await expect.poll(() => line().count()).toBe(0)
  expect((await stored()).title).toBe(deal.title)
})

test('a record that somebody deletes while it is open says so, and keeps what is being typed', async () => {
  await page.getByRole('button', { name: 'Edit Amount' }).click()
  const box = page.getByRole('textbox', { name: 'Amount' })
  await box.fill('123456')
  await bopha.delete(`/api/records/${deal.id}`)
  await page
    .getByRole('alert')
    .getByText(/is in the bin/)
    .waitFor({ timeout: 5000 })
  expect(await box.inputValue()).toBe('123456')
  await page.getByRole('alert').getByRole('button', { name: 'Restore' }).click()
  await expect.poll(() => page.getByText(/This is in the bin/).count(), { timeout: 5000 }).toBe(0)
  expect(await box.inputValue()).toBe('123456')
  await box.press('Enter')
  await expect.poll(amountOf).toBe('123456.00')
})
