import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportAnswer, ListAnswer, ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { cardNamed, listNamed, seenBoard } from '../board-page.ts'
import { closePages, openPage, signIn, watchErrors } from '../browser.ts'
import { openTwoPeople, SOON, type TwoPeople } from './two-people.ts'

/** What somebody else changes is seen without a reload, within a second. */
let world: World
let page: Page
let errors: string[]
let owner: Client
let bopha: Client
let project: ProjectAnswer
let create: TwoPeople['create']
let openListening: TwoPeople['openListening']
let quietly: TwoPeople['quietly']
let deals: string

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  ;({ world, owner, bopha, project, create, openListening, quietly } = await openTwoPeople(page))
  deals = `/api/projects/${project.id}`
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const list = (n: number): ListAnswer => project.lists[n]!

const focused = () =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.slice(0, 80),
  )

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
    await cardNamed(page, 'Water filters').getByRole('link').focus()
    await quietly(() => create('Rice mill', { list: list(0).id, values: { Amount: 250 } }))
    await expect.poll(() => column(0), SOON).toMatchObject({ count: 3, cards: expect.arrayContaining(['Rice mill']) })
    expect((await column(0)).sum).toContain('1,750')
    expect(await focused()).toBe('Water filters')
  })

  test('an edit, a move and a deletion are seen; only the record concerned is asked for', async () => {
    const solar = (await cardNamed(page, 'Solar pumps').getAttribute('data-record'))!
    requests.length = 0
    await quietly(() => bopha.patch(`/api/records/${solar}`, { title: 'Solar pumps, north' }))
    await cardNamed(page, 'Solar pumps, north').waitFor(SOON)
    expect(requests.map((body) => JSON.parse(body).records)).toEqual([[solar]])
    await quietly(() => bopha.put(`/api/records/${solar}/move`, { list: list(1).id }))
    await listNamed(page, list(1).name).getByText('Solar pumps, north').waitFor(SOON)
    expect([(await column(0)).count, (await column(1)).count]).toEqual([2, 1])
    await quietly(() => bopha.delete(`/api/records/${solar}`))
    await expect.poll(async () => (await column(1)).count, SOON).toBe(0)
    await quietly(() => bopha.put(`/api/records/${solar}/restore`))
    await expect.poll(async () => (await column(1)).count, SOON).toBe(1)
  })

  test('a list renamed', async () => {
    await quietly(() => bopha.patch(`/api/lists/${list(0).id}`, { name: 'Fresh leads' }))
    await listNamed(page, 'Fresh leads').waitFor(SOON)
    await bopha.patch(`/api/lists/${list(0).id}`, { name: list(0).name })
    await listNamed(page, list(0).name).waitFor()
  })

  test('a tag put on a card, which keeps the focus', async () => {
    const water = cardNamed(page, 'Water filters')
    const id = await water.getAttribute('data-record')
    const [tag] = project.tags
    await water.getByRole('link').focus()
    await quietly(() => bopha.put(`/api/records/${id}/tags/${tag!.id}`))
    await water.getByRole('button', { name: tag!.name }).waitFor(SOON)
    expect(await focused()).toBe('Water filters')
    await quietly(() => bopha.delete(`/api/records/${id}/tags/${tag!.id}`))
    await expect.poll(() => water.getByRole('button', { name: tag!.name }).count(), SOON).toBe(0)
  })

  test('a role changed: the person’s open page loses what it may no longer do', async () => {
    const dara = await world.person('Dara Sok', 'member')
    const theirs = await openPage()
    await signIn(theirs, dara.cookie, world.url)
    const listening = theirs.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived'))
    await theirs.goto(`${world.url}/p/${project.id}/board`)
    const create = theirs.getByRole('button', { name: 'New Opportunity' })
    await create.waitFor()
    await listening
    const { people } = await owner.get<{ people: { id: string; name: string }[] }>('/api/people')
    await owner.patch(`/api/people/${people.find(({ name }) => name === 'Dara Sok')!.id}`, { role: 'viewer' })
    await expect.poll(() => create.count(), { timeout: 5000, interval: 20 }).toBe(0)
    expect(await cardNamed(theirs, 'Water filters').count()).toBe(1)
    await theirs.context().close()
  })

  test('an import while it runs', async () => {
    const mapping = ['title', 'list'].map((to) => ({ column: to, to }))
    const target = { columns: ['title', 'list'], mapping }
    const { import: job } = await bopha.post<{ import: ImportAnswer }>(`${deals}/imports`, target)
    for (const first of [1, 11]) {
      const rows = Array.from({ length: 10 }, (_, i) => [`Pump ${first + i}`, list(2).name])
      await quietly(() => bopha.put(`/api/imports/${job.id}/rows/${first}`, { rows }))
      await expect.poll(async () => (await column(2)).count, SOON).toBe(first + 9)
    }
    await bopha.post(`/api/imports/${job.id}/finish`)
    await quietly(() => bopha.delete(`/api/imports/${job.id}`))
    await expect.poll(async () => (await column(2)).count, SOON).toBe(0)
  })

  test('a list that is new, with what is moved into it', async () => {
    const water = (await cardNamed(page, 'Water filters').getAttribute('data-record'))!
    const trial = { name: 'Trial', kind: 'open' }
    const { list } = await quietly(() => bopha.post<{ list: { id: string } }>(`${deals}/lists`, trial))
    await bopha.put(`/api/records/${water}/move`, { list: list.id })
    await listNamed(page, 'Trial').getByText('Water filters').waitFor(SOON)
    await quietly(() => bopha.put(`/api/records/${water}/move`, { list: project.lists[0]!.id }))
    await listNamed(page, project.lists[0]!.name).getByText('Water filters').waitFor(SOON)
    await quietly(() => bopha.delete(`/api/lists/${list.id}`))
    await expect.poll(() => listNamed(page, 'Trial').count(), SOON).toBe(0)
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
    await cardNamed(page, 'Made in the dark').waitFor(SOON)
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
    const request = tab.waitForRequest(/\/api\/live/).catch(() => null)
    tab.on('websocket', () => sockets.push(name))
    await tab.goto(`${world.url}/p/${project.id}/board`)
    await cardNamed(tab, 'Rice mill').waitFor()
    // The first opens a socket; the second asks once what it has missed.
    if (name === 'second') await request
    else await expect.poll(() => sockets).toEqual(['first'])
  }
  await create('Told to both tabs', { list: list(0).id })
  for (const tab of [first, second]) await cardNamed(tab, 'Told to both tabs').waitFor(SOON)
  expect(sockets).toEqual(['first'])
  await first.close()
  await create('Told to who is left', { list: list(0).id })
  await cardNamed(second, 'Told to who is left').waitFor({ timeout: 5000 })
  expect(sockets).toEqual(['first', 'second'])
  await second.context().close()
})

describe('in a table', () => {
  test('rows, count and cells follow; the cell that has the focus keeps it', async () => {
    await openListening(`/p/${project.id}/table`)
    const cell = (text: string) => page.getByRole('gridcell', { name: text })
    await cell('Water filters').first().waitFor()
    await cell('Water filters').first().focus()
    const record = await quietly(() => create('Seen in the table'))
    await cell('Seen in the table').first().waitFor(SOON)
    expect(await focused()).toBe('Water filters')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Water filters, 2 sizes')
    const above = await quietly(() => create('Seen above what is typed'))
    await cell('Seen above what is typed').first().waitFor(SOON)
    await page.keyboard.type(', blue')
    await page.keyboard.press('Enter')
    await cell('Water filters, 2 sizes, blue').first().waitFor()
    await quietly(() => bopha.delete(`/api/records/${above.id}`))
    await quietly(() => bopha.patch(`/api/records/${record.id}`, { title: 'Seen and renamed' }))
    await cell('Seen and renamed').first().waitFor(SOON)
    await quietly(() => bopha.delete(`/api/records/${record.id}`))
    await expect.poll(() => cell('Seen and renamed').count(), SOON).toBe(0)
    expect(await focused()).toBe('Water filters, 2 sizes, blue')
  })
})

test('a dashboard and the tags’ counts follow', async () => {
  const record = await create('Seen in the figures', { list: list(0).id, values: { Amount: 40_000 } })
  const dashboards = (await owner.get<{ dashboards: { id: string }[] }>('/api/dashboards')).dashboards
  await openListening(`/d/${dashboards[0]!.id}`)
  const text = () => page.getByRole('main').textContent()
  await expect.poll(text, { timeout: 5000 }).toMatch(/\$4[01],/)
  await bopha.patch(`/api/records/${record.id}`, { values: { Amount: 987_654 } })
  await expect.poll(text, { timeout: 5000 }).toMatch(/\$98[79],/)
  const tag = project.tags[0]!
  await bopha.put(`/api/records/${record.id}/tags/${tag.id}`)
  await openListening(`/p/${project.id}/board`)
  const button = page.getByRole('button', { name: new RegExp(`^${tag.name}`) }).first()
  await expect.poll(() => button.textContent(), { timeout: 5000 }).toMatch(/1(?!\d)/)
  const other = await create('Tagged, too')
  await bopha.put(`/api/records/${other.id}/tags/${tag.id}`)
  await expect.poll(() => button.textContent(), { timeout: 5000 }).toMatch(/2(?!\d)/)
})
