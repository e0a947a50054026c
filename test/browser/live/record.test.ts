import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListAnswer, ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import { Page as Socket } from '../../functions/live/page.ts'
import { tellAll } from '../../functions/notifications/tell.ts'
import type { World } from '../../world.ts'
import { cardNamed } from '../board-page.ts'
import { accessibilityViolations, closePages, openPage, visit, watchErrors } from '../browser.ts'
import { openTwoPeople, SOON, type TwoPeople } from './two-people.ts'

/** Two people at one record: both see what the other does, and nothing of what either typed is lost. */
let world: World
let page: Page
let errors: string[]
let owner: Client
let bopha: Client
let project: ProjectAnswer
let create: TwoPeople['create']
let openListening: TwoPeople['openListening']
let quietly: TwoPeople['quietly']

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  ;({ world, owner, bopha, project, create, openListening, quietly } = await openTwoPeople(page))
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const list = (n: number): ListAnswer => project.lists[n]!

describe('on a record', () => {
  test('fields, comments and history follow; what is being typed stays', async () => {
    const deal = await create('Hotel booking')
    await openListening(`/p/${project.id}/r/${deal.id}`)
    const panel = page.getByRole('complementary', { name: 'Record' }).or(page.getByRole('main'))
    const box = page.getByLabel('Write a comment')
    await box.fill('Half a sentence')
    await quietly(() => bopha.patch(`/api/records/${deal.id}`, { title: 'Hotel booking, June' }))
    await page.getByText('Hotel booking, June').first().waitFor(SOON)
    await quietly(() => bopha.post(`/api/records/${deal.id}/comments`, { body: 'They called back.' }))
    await page.getByText('They called back.').waitFor(SOON)
    expect(await box.inputValue()).toBe('Half a sentence')
    expect(await panel.count()).toBeGreaterThan(0)
  })

  test('what is being typed is not overwritten; of one field that two change both values are told, and one is chosen', async () => {
    const deal = await create('Ferry tickets', { values: { Amount: 100 } })
    await openListening(`/p/${project.id}/r/${deal.id}`)
    const title = page.getByLabel('Opportunity name')
    await title.fill('Ferry tickets, mine')
    await quietly(() =>
      bopha.patch(`/api/records/${deal.id}`, { title: 'Ferry tickets, Bopha', description: 'Two boats' }),
    )
    await page.getByText('Two boats').first().waitFor(SOON)
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
    const theirs = { values: { Amount: 900, Confidence: 4 }, description: 'Two buses' }
    await quietly(() => bopha.patch(`/api/records/${deal.id}`, theirs))
    await page.getByText('Two buses').first().waitFor(SOON)
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
  // Until the page before is gone it may be told of too.
  await other.until(() => other.present.every(({ record }) => record === deal.id) && other.present.length > 0)
  expect(other.present).toEqual([{ record: deal.id, person: me, field: null }])
  const typed = page.getByRole('textbox', { name: 'Amount' })
  await page.getByRole('button', { name: 'Edit Amount' }).click()
  await typed.fill('77')
  other.send(JSON.stringify({ at: { record: deal.id } }))
  const panel = page.getByRole('complementary', { name: 'Record' })
  await panel.getByRole('img', { name: 'Bopha Keo has this open' }).waitFor(SOON)
  const amount = project.fields.find(({ name }) => name === 'Amount')!
  other.send(JSON.stringify({ at: { record: deal.id, field: amount.id } }))
  await panel.getByText('Bopha Keo is writing…').waitFor(SOON)
  // What tells of her is loaded by then, and has not taken the editor away for that long.
  expect([await typed.inputValue(), await typed.evaluate((input) => input === document.activeElement)]).toEqual([
    '77',
    true,
  ])
  await page.keyboard.press('Escape')
  expect(await accessibilityViolations(panel)).toEqual([])
  await page.getByRole('button', { name: 'Edit Amount' }).click()
  await other.until(() => other.present[0]?.field === amount.id)
  await page.keyboard.press('Escape')
  await other.until(() => other.present[0]?.field === null)
  await page.keyboard.press('Escape')
  await other.until(() => other.present.length === 0)
  const card = cardNamed(page, 'Ticket machine')
  await card.getByRole('img', { name: 'Bopha Keo has this open' }).waitFor()
  other.close()
  await expect.poll(() => card.getByRole('img', { name: /has this open/ }).count(), SOON).toBe(0)
})

test('a record opens at once with what its card shows; the rest comes', async () => {
  const deal = await create('Mosquito nets', { list: list(0).id, values: { Amount: 4321, Cost: 1000 } })
  await visit(page, `${world.url}/p/${project.id}/board`)
  await cardNamed(page, 'Mosquito nets').waitFor()
  let answer = () => {}
  await page.route(`**/api/records/${deal.id}`, async (route) => {
    await new Promise<void>((go) => {
      answer = go
    })
    await route.continue()
  })
  await cardNamed(page, 'Mosquito nets').getByRole('link').click()
  const panel = page.getByRole('complementary', { name: 'Record' })
  await expect.poll(() => panel.getByLabel('Opportunity name').inputValue()).toBe('Mosquito nets')
  await panel.getByText('$4,321').waitFor()
  expect(await panel.getByText('$1,000').count()).toBe(0)
  // What isn't known yet can't be written over.
  expect(await panel.getByRole('button', { name: 'Edit Amount' }).count()).toBe(0)
  const comment = panel.getByLabel('Write a comment')
  await comment.focus()
  answer()
  await panel.getByText('$1,000').waitFor()
  await panel.getByRole('button', { name: 'Edit Amount' }).waitFor()
  // What was drawn already stays, with the focus in it.
  expect(await comment.evaluate((box) => box === document.activeElement)).toBe(true)
  await page.unroute(`**/api/records/${deal.id}`)
})

test('a field added is seen on the record just opened, where one is writing and has scrolled', async () => {
  const panel = page.getByRole('complementary', { name: 'Record' })
  const comment = panel.getByLabel('Write a comment')
  await comment.fill('They also ask for')
  const scrolled = () => comment.evaluate((box) => Math.round(box.getBoundingClientRect().bottom))
  const before = await scrolled()
  const { field } = await quietly(() =>
    bopha.post<{ field: { id: string } }>(`/api/projects/${project.id}/fields`, { name: 'Hectares', type: 'number' }),
  )
  await panel.getByText('Hectares', { exact: true }).waitFor(SOON)
  expect([
    await comment.inputValue(),
    await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
  ]).toEqual(['They also ask for', 'Write a comment'])
  expect(Math.abs(before - (await scrolled()))).toBeLessThan(100)
  await quietly(() => bopha.delete(`/api/fields/${field.id}`))
  await expect.poll(() => panel.getByText('Hectares', { exact: true }).count(), SOON).toBe(0)
})

describe('the bell', () => {
  const bell = () => page.getByRole('navigation').getByRole('button', { name: /^Notifications/ })
  const panel = () => page.getByRole('dialog', { name: 'Notifications' })
  const unread = async () => (await owner.get<{ unread: number }>('/api/notifications')).unread
  let me: string
  let hotel: string
  beforeAll(async () => {
    await tellAll(world)
    await owner.put('/api/notifications', { read: 'all' })
    me = (await owner.get<{ person: { id: string } }>('/api/me')).person.id
    await openListening(`/p/${project.id}/board`)
  })

  test('counts at once what concerns one, in the title too, and lists it by record', async () => {
    hotel = (await create('Angkor Palace Hotel', { assignees: [me] })).id
    for (const body of ['They want forty.', `@[Sokha Chan](person:${me}) call them?`])
      await bopha.post(`/api/records/${hotel}/comments`, { body })
    await create('Kep Seafood', { assignees: [me] })
    await bell().getByText('4', { exact: true }).waitFor({ timeout: 5000 })
    expect(await page.title()).toMatch(/^\(4\) /)
    await bell().focus()
    await page.keyboard.press('Enter')
    await panel().getByRole('link', { name: '3 on Angkor Palace Hotel' }).waitFor()
    await panel().getByText('Bopha Keo mentioned you: “@Sokha Chan call them?”').waitFor()
    expect(await accessibilityViolations(panel())).toEqual([])
  })

  test('what is read or put off leaves the unread ones, by keyboard, with the focus in the panel', async () => {
    await panel().getByRole('button', { name: 'Mark as read: Kep Seafood' }).focus()
    await page.keyboard.press('Enter')
    await bell().getByText('3', { exact: true }).waitFor()
    const inPanel = () => panel().evaluate((one) => one.contains(document.activeElement))
    await expect.poll(inPanel).toBe(true)
    await panel().getByRole('button', { name: 'Remind me later: Angkor Palace Hotel' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Tomorrow morning' }).waitFor()
    // What comes meanwhile doesn’t close the menu, and is put off with the rest.
    await bopha.post(`/api/records/${hotel}/comments`, { body: 'And lamps.' })
    await expect.poll(() => page.title(), { timeout: 5000 }).toMatch(/^\(4\) /)
    await page.getByRole('menuitem', { name: 'Tomorrow morning' }).click()
    await panel().getByText('Nothing new').waitFor()
    await expect.poll(inPanel).toBe(true)
    await expect.poll(() => page.title()).not.toMatch(/^\(/)
    expect(await unread()).toBe(0)
    await panel().getByRole('button', { name: 'All', exact: true }).click()
    await panel().getByRole('button', { name: 'Mark as unread: Kep Seafood' }).click()
    await bell().getByText('1', { exact: true }).waitFor()
    const putOff = panel().getByRole('listitem').filter({ hasText: 'Angkor Palace Hotel' })
    expect(await putOff.getByText(/^put off until /).count()).toBe(4)
  })

  test('opening the record reads it, and what comes while it is open', async () => {
    await panel().getByRole('link', { name: 'Kep Seafood' }).click()
    await page.waitForURL(/\/r\/\d+$/)
    await expect.poll(() => panel().count()).toBe(0)
    await expect.poll(unread).toBe(0)
    const kep = /\/r\/(\d+)$/.exec(page.url())![1]!
    await bopha.post(`/api/records/${kep}/comments`, { body: 'They signed.' })
    await tellAll(world)
    await expect.poll(unread).toBe(0)
    // On a phone a record is the whole page.
    await page.keyboard.press('Escape')
    await page.waitForURL(/\/board$/)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('banner').getByRole('button', { name: 'Notifications' }).click()
    await panel().getByRole('button', { name: 'Mark as unread: Kep Seafood' }).first().waitFor()
    expect(await accessibilityViolations(panel())).toEqual([])
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1440, height: 900 })
  })
})
