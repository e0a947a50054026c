import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListAnswer, ProjectAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { Page as Socket } from '../functions/live/page.ts'
import type { World } from '../world.ts'
import { cardNamed, listNamed, seenBoard } from './board-page.ts'
import { accessibilityViolations, closePages, openCrmWithColleague, openPage, watchErrors } from './browser.ts'

/** What somebody else changes is seen without a reload, within a second. */
let world: World
let page: Page
let errors: string[]
let owner: Client
let bopha: Client
let project: ProjectAnswer
let deals: string

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  ;({ world, owner, colleague: bopha } = await openCrmWithColleague(page))
  project = (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects.find(({ name }) =>
    /Opportunit/.test(name),
  )!
  deals = `/api/projects/${project.id}`
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const create = async (title: string, rest: object = {}) =>
  (await bopha.post<{ record: RecordAnswer }>(`${deals}/records`, { title, ...rest })).record
const list = (n: number): ListAnswer => project.lists[n]!

/** The page listens: its socket is open. */
async function openListening(path: string): Promise<void> {
  const listening = new Promise<void>((heard) =>
    page.on('websocket', (socket) => socket.once('framereceived', () => heard())),
  )
  await page.goto(world.url + path)
  await listening
}

const within = { timeout: 2000, interval: 20 }

describe('on a board', () => {
  let requests: string[]
  beforeAll(async () => {
    await create('Water filters', { list: list(0).id, values: { Amount: 1000 } })
    await create('Solar pumps', { list: list(0).id, values: { Amount: 500 } })
    await openListening(`/p/${project.id}/board`)
    requests = []
    page.on('request', (request) => {
      if (request.url().endsWith('/board')) requests.push(request.postData() ?? '')
    })
  })
  const column = async (n: number) => (await seenBoard(page))[n]!

  test('a record made by somebody else comes, with count and sum', async () => {
    await create('Rice mill', { list: list(0).id, values: { Amount: 250 } })
    await expect.poll(() => column(0), within).toMatchObject({ count: 3, cards: expect.arrayContaining(['Rice mill']) })
    expect((await column(0)).sum).toContain('1,750')
  })

  test('an edit, a move and a deletion are seen; only the record concerned is asked for', async () => {
    const solar = (await cardNamed(page, 'Solar pumps').getAttribute('data-record'))!
    requests.length = 0
    await bopha.patch(`/api/records/${solar}`, { title: 'Solar pumps, north' })
    await cardNamed(page, 'Solar pumps, north').waitFor({ timeout: 2000 })
    expect(requests.map((body) => JSON.parse(body).records)).toEqual([[solar]])
    await bopha.put(`/api/records/${solar}/move`, { list: list(1).id })
    await listNamed(page, list(1).name).getByText('Solar pumps, north').waitFor({ timeout: 2500 })
    expect([(await column(0)).count, (await column(1)).count]).toEqual([2, 1])
    await bopha.delete(`/api/records/${solar}`)
    await expect.poll(async () => (await column(1)).count, within).toBe(0)
    await bopha.put(`/api/records/${solar}/restore`)
    await expect.poll(async () => (await column(1)).count, within).toBe(1)
  })

  test('a list renamed and a field added', async () => {
    await bopha.patch(`/api/lists/${list(0).id}`, { name: 'Fresh leads' })
    await listNamed(page, 'Fresh leads').waitFor({ timeout: 2500 })
    await bopha.patch(`/api/lists/${list(0).id}`, { name: list(0).name })
    await listNamed(page, list(0).name).waitFor({ timeout: 2500 })
  })

  test('a list that is new, with what is moved into it', async () => {
    const { list } = await bopha.post<{ list: { id: string } }>(`${deals}/lists`, { name: 'Trial', kind: 'open' })
    const water = (await cardNamed(page, 'Water filters').getAttribute('data-record'))!
    await bopha.put(`/api/records/${water}/move`, { list: list.id })
    await listNamed(page, 'Trial').getByText('Water filters').waitFor({ timeout: 3000 })
    await bopha.put(`/api/records/${water}/move`, { list: project.lists[0]!.id })
    await listNamed(page, project.lists[0]!.name).getByText('Water filters').waitFor({ timeout: 3000 })
    await bopha.delete(`/api/lists/${list.id}`)
    await expect.poll(() => listNamed(page, 'Trial').count(), within).toBe(0)
  })

  test('one’s own change is not asked for again', async () => {
    const card = cardNamed(page, 'Rice mill')
    await card.getByRole('link').focus()
    await page.waitForTimeout(1200)
    requests.length = 0
    const answered = page.waitForResponse((response) => response.url().endsWith('/move'))
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await answered
    await page.waitForTimeout(1500)
    expect(requests).toEqual([])
    expect((await column(1)).count).toBe(2)
  })

  test('a tab that nobody looks at asks nothing until it is looked at', async () => {
    const hide = (hidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    await hide(true)
    requests.length = 0
    await create('Made in the dark', { list: list(0).id })
    await page.waitForTimeout(1500)
    expect(requests).toEqual([])
    await hide(false)
    await cardNamed(page, 'Made in the dark').waitFor({ timeout: 2000 })
  })

  test('what came while the line was cut is there once it is back', async () => {
    await page.context().setOffline(true)
    await create('Made while away', { list: list(0).id })
    await page.context().setOffline(false)
    await cardNamed(page, 'Made while away').waitFor({ timeout: 5000 })
  })
})

test('of two tabs one listens for both, and the other goes on when that is closed', async () => {
  const first = await openPage({ storageState: await page.context().storageState() })
  const second = await first.context().newPage()
  const sockets: string[] = []
  for (const [name, tab] of [
    ['first', first],
    ['second', second],
  ] as const) {
    const asked = tab.waitForRequest(/\/api\/live/).catch(() => null)
    tab.on('websocket', () => sockets.push(name))
    await tab.goto(`${world.url}/p/${project.id}/board`)
    await cardNamed(tab, 'Rice mill').waitFor()
    // The first opens a socket; the second asks once what it has missed.
    if (name === 'second') await asked
    else await expect.poll(() => sockets).toEqual(['first'])
  }
  await create('Told to both tabs', { list: list(0).id })
  for (const tab of [first, second]) await cardNamed(tab, 'Told to both tabs').waitFor({ timeout: 3000 })
  expect(sockets).toEqual(['first'])
  await first.close()
  await create('Told to who is left', { list: list(0).id })
  await cardNamed(second, 'Told to who is left').waitFor({ timeout: 5000 })
  expect(sockets).toEqual(['first', 'second'])
  await second.context().close()
})

describe('in a table', () => {
  test('rows, count and cells follow; the scroll stays', async () => {
    await openListening(`/p/${project.id}/table`)
    const cell = (text: string) => page.getByRole('gridcell', { name: text })
    await cell('Water filters').first().waitFor()
    const made = await create('Seen in the table')
    await cell('Seen in the table').first().waitFor({ timeout: 2500 })
    await bopha.patch(`/api/records/${made.id}`, { title: 'Seen and renamed' })
    await cell('Seen and renamed').first().waitFor({ timeout: 2500 })
    await bopha.delete(`/api/records/${made.id}`)
    await expect.poll(() => cell('Seen and renamed').count(), within).toBe(0)
  })
})

describe('on a record', () => {
  test('fields, comments and history follow; what is being typed stays', async () => {
    const deal = await create('Hotel booking')
    await openListening(`/p/${project.id}/r/${deal.id}`)
    const panel = page.getByRole('complementary', { name: 'Record' }).or(page.getByRole('main'))
    const box = page.getByLabel('Write a comment')
    await box.fill('Half a sentence')
    await bopha.patch(`/api/records/${deal.id}`, { title: 'Hotel booking, June' })
    await page.getByText('Hotel booking, June').first().waitFor({ timeout: 2500 })
    await bopha.post(`/api/records/${deal.id}/comments`, { body: 'They called back.' })
    await page.getByText('They called back.').waitFor({ timeout: 2500 })
    expect(await box.inputValue()).toBe('Half a sentence')
    expect(await panel.count()).toBeGreaterThan(0)
  })

  test('what is being typed is not overwritten; of one field that two change both values are told, and one is chosen', async () => {
    const deal = await create('Ferry tickets', { values: { Amount: 100 } })
    await openListening(`/p/${project.id}/r/${deal.id}`)
    const title = page.getByLabel('Opportunity name')
    await title.fill('Ferry tickets, mine')
    await bopha.patch(`/api/records/${deal.id}`, { title: 'Ferry tickets, Bopha', description: 'Two boats' })
    await page.getByText('Two boats').first().waitFor({ timeout: 2500 })
    expect(await title.inputValue()).toBe('Ferry tickets, mine')
    await title.press('Enter')
    const alert = page.getByRole('alert')
    await alert.getByText(/Bopha Keo changed .* to “Ferry tickets, Bopha” .*You wrote “Ferry tickets, mine”/).waitFor()
    expect(await title.inputValue()).toBe('Ferry tickets, Bopha')
    await alert.getByRole('button', { name: 'Use mine' }).click()
    const stored = async () => (await owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)).record
    await expect.poll(async () => (await stored()).title).toBe('Ferry tickets, mine')
    expect((await stored()).description).toBe('Two boats')
  })

  test('an editor that is left as it was saves nothing over what came meanwhile; of two fields both are kept', async () => {
    const deal = await create('Bus tickets', { values: { Amount: 100 } })
    await openListening(`/p/${project.id}/r/${deal.id}`)
    await page.getByRole('button', { name: 'Edit Amount' }).click()
    await bopha.patch(`/api/records/${deal.id}`, { values: { Amount: 900, Confidence: 4 }, description: 'Two buses' })
    await page.getByText('Two buses').first().waitFor({ timeout: 2500 })
    const patches: string[] = []
    page.on('request', (request) => request.method() === 'PATCH' && patches.push(request.url()))
    await page.keyboard.press('Enter')
    await page.getByText('$900').first().waitFor()
    expect(patches).toEqual([])
  })
})

test('who has a record open is seen on it and on its card, and where they write, in both directions, until they leave', async () => {
  const deal = await create('Ticket machine', { list: list(0).id })
  const other = await Socket.open(bopha)
  const me = (await owner.get<{ person: { id: string } }>('/api/me')).person.id
  await openListening(`/p/${project.id}/r/${deal.id}`)
  await other.until(() => other.present.length === 1)
  expect(other.present).toEqual([{ record: deal.id, person: me, field: null }])
  other.send(JSON.stringify({ at: { record: deal.id } }))
  const panel = page.getByRole('complementary', { name: 'Record' })
  await panel.getByRole('img', { name: 'Bopha Keo has this open' }).waitFor({ timeout: 3000 })
  const amount = project.fields.find(({ name }) => name === 'Amount')!
  other.send(JSON.stringify({ at: { record: deal.id, field: amount.id } }))
  await panel.getByText('Bopha Keo is writing…').waitFor({ timeout: 3000 })
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Edit Amount' }).click()
  await other.until(() => other.present[0]?.field === amount.id)
  await page.keyboard.press('Escape')
  await other.until(() => other.present[0]?.field === null)
  await page.keyboard.press('Escape')
  await other.until(() => other.present.length === 0)
  const card = cardNamed(page, 'Ticket machine')
  await card.getByRole('img', { name: 'Bopha Keo has this open' }).waitFor()
  other.close()
  await expect.poll(() => card.getByRole('img', { name: /has this open/ }).count(), within).toBe(0)
})
