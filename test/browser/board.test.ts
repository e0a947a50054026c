import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ProjectAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { cardNamed, dragTo, listNamed, seenBoard, watchMoves } from './board-page.ts'
import {
  accessibilityViolations,
  clickAndType,
  clientOf,
  closePages,
  openPage,
  startCrm,
  visit,
  watchErrors,
} from './browser.ts'

let world: World
let page: Page
let owner: Client
let project: ProjectAnswer
let board: string
let errors: string[]
let moves: string[]

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  moves = watchMoves(page)
  world = await startCrm(page)
  owner = await clientOf(page, world.url)
  project = (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects.find(
    (one) => one.lists.length > 1,
  )!
  board = `${world.url}/p/${project.id}/board`
  const customers = project.fields.find((field) => field.name === 'Customer')!.config.project
  const { record: customer } = await make(String(customers), { title: 'Angkor Coffee Roasters' })
  const deals: [string, string, string, string[]][] = [
    ['Point of sale for three shops', 'Unqualified', '4800.00', ['Consulting']],
    ['Barista training', 'Unqualified', '1250.50', ['Training']],
    ['Stock system', 'Qualification', '7300.00', ['Consulting', 'Support']],
    ['Roastery website', 'Proposal sent', '2600.00', []],
  ]
  for (const [title, list, amount, tags] of deals) {
    await make(project.id, {
      title,
      list: project.lists.find((one) => one.name === list)!.id,
      values: { [field('Amount')]: amount, [field('Customer')]: [customer.id] },
      tags,
    })
  }
})

beforeEach(async () => {
  moves.length = 0
  // Left and come back to: as it is shown first, without loading the page anew.
  if (page.url() === board) await visit(page, `${world.url}/p/${project.id}/imports`)
  await visit(page, board)
  await cardNamed(page, 'Stock system').waitFor()
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const field = (name: string) => project.fields.find((one) => one.name === name)!.id
const make = (to: string, record: object) => owner.post<{ record: RecordAnswer }>(`/api/projects/${to}/records`, record)
const numbers = async (name: string) => {
  const { count, sum } = (await seenBoard(page)).find((list) => list.name === name)!
  return `${count} ${sum}`
}
const undo = async () => {
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Taken back.').waitFor()
}

describe('the board', () => {
  test('shows each list with its count and sum, each card with customer and amount', async () => {
    expect(await numbers('Unqualified')).toBe('2 $6,050.50')
    expect(await numbers('Qualification')).toBe('1 $7,300')
    expect(await numbers('Negotiation')).toBe('0 ')
    const card = await cardNamed(page, 'Stock system').textContent()
    expect(card).toContain('Angkor Coffee Roasters')
    expect(card).toContain('$7,300')
    expect(card).toContain('today')
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('the whole pipeline is seen at once; what is closed is folded, opens on a click, and this browser remembers it', async () => {
    const fits = () =>
      page.getByRole('region', { name: 'Board' }).evaluate((element) => element.scrollWidth <= element.clientWidth)
    expect(await fits()).toBe(true)
    const won = listNamed(page, 'Closed won')
    expect((await won.boundingBox())!.width).toBe(36)
    await won.getByRole('button', { name: 'Open Closed won' }).click()
    await expect.poll(async () => (await won.boundingBox())!.width).toBeGreaterThanOrEqual(144)
    expect(await fits()).toBe(true)
    await page.reload()
    await won.getByText('Drop a card here.').waitFor()
    await won.getByRole('button', { name: 'Fold Closed won' }).press('Enter')
    await expect.poll(async () => (await won.boundingBox())!.width).toBe(36)
    // The button that was pressed is gone: the focus is on the one that takes it back.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Open Closed won')
  })

  test('held above a list, a card is counted there already; a folded one opens for it', async () => {
    const from = (await cardNamed(page, 'Stock system').boundingBox())!
    const over = async (name: string) => {
      const { x, y, width } = (await listNamed(page, name).boundingBox())!
      await page.mouse.move(x + width / 2, y + 200, { steps: 6 })
    }
    await page.mouse.move(from.x + 60, from.y + 40)
    await page.mouse.down()
    await over('Unqualified')
    await expect.poll(() => numbers('Unqualified')).toBe('3 $13,350.50')
    expect(await numbers('Qualification')).toBe('0 ')
    await over('Closed won')
    await listNamed(page, 'Closed won').getByRole('button', { name: 'Fold Closed won' }).waitFor()
    await expect.poll(() => numbers('Closed won')).toBe('1 $7,300')
    expect(await numbers('Unqualified')).toBe('2 $6,050.50')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await numbers('Qualification')).toBe('1 $7,300')
    expect((await listNamed(page, 'Closed won').boundingBox())!.width).toBe(36)
    expect(moves).toHaveLength(0)
  })

  test('a list whose name is still being typed keeps it when one goes back', async () => {
    // Another project's, so that all below the board is disposed of.
    await visit(page, `${world.url}/p/1/settings`)
    await visit(page, board)
    await listNamed(page, 'Proposal sent').locator('header').hover()
    await page.getByRole('button', { name: 'Change the list Proposal sent' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Offer sent')
    await page.goBack()
    await page
      .getByRole('list', { name: 'Fields' })
      .or(page.getByRole('heading', { name: 'Fields' }))
      .first()
      .waitFor()
    const names = async () => {
      const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
      return projects.find(({ id }) => id === project.id)!.lists.map(({ name }) => name)
    }
    await expect.poll(names).toContain('Offer sent')
    expect(errors).toEqual([])
    const { id } = project.lists.find(({ name }) => name === 'Proposal sent')!
    await owner.patch(`/api/lists/${id}`, { name: 'Proposal sent' })
  })

  test('a list is renamed, recoloured and deleted from its head, and comes back', async () => {
    const open = async (name: string) => {
      await listNamed(page, name).locator('header').hover()
      await listNamed(page, name)
        .getByRole('button', { name: `Change the list ${name}` })
        .click()
      return page.getByRole('dialog')
    }
    const sheet = await open('Negotiation')
    await sheet.getByLabel('Name').fill('Haggling')
    await sheet.getByRole('button', { name: 'Pink' }).click()
    await listNamed(page, 'Haggling').waitFor()
    expect(await accessibilityViolations(sheet)).toEqual([])
    await sheet.getByRole('button', { name: 'Delete the list' }).click()
    await expect.poll(() => listNamed(page, 'Haggling').count()).toBe(0)
    await page.getByText('“Haggling” is deleted.').waitFor()
    await undo()
    await listNamed(page, 'Haggling').waitFor()
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    const list = projects.find(({ id }) => id === project.id)!.lists.find(({ name }) => name === 'Haggling')!
    expect(list.color).toBe('pink')
    await owner.patch(`/api/lists/${list.id}`, { name: 'Negotiation', color: 'amber' })
    const full = await open('Qualification')
    expect(await full.getByRole('button', { name: 'Delete the list' }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
  })

  test('a long list asks for what fits the screen first, and for the rest as one scrolls', async () => {
    const { import: job } = await owner.post<{ import: { id: string } }>(`/api/projects/${project.id}/imports`, {
      columns: ['Deal', 'Stage', 'Customer'],
      mapping: [
        { column: 'Deal', to: 'title' },
        { column: 'Stage', to: 'list' },
        { column: 'Customer', to: 'Customer', by: 'title', missing: 'create' },
      ],
    })
    const rows = Array.from({ length: 90 }, (_, i) => [`Server room ${i + 1}`, 'Proposal writing', 'Kampot Pepper Co.'])
    await owner.put(`/api/imports/${job.id}/rows/1`, { rows })
    await owner.post(`/api/imports/${job.id}/finish`)
    const requests: { perList: number; fields: string[]; cursor?: string; records?: string[] }[] = []
    const watch = (request: { url(): string; postDataJSON(): unknown }) => {
      if (!/\/api\/.*\/board$/.test(request.url())) return
      const body = request.postDataJSON() as (typeof requests)[number]
      // The page that is open still follows the import.
      if (!body.records) requests.push(body)
    }
    page.on('request', watch)
    await page.reload()
    await cardNamed(page, 'Server room 1').waitFor()
    const list = listNamed(page, 'Proposal writing')
    expect((await cardNamed(page, 'Server room 3').textContent())!).toContain('Kampot Pepper Co.')
    expect(requests).toHaveLength(1)
    expect(requests[0]!.perList).toBeLessThan(40)
    expect(requests[0]!.fields).toEqual([field('Customer'), field('Amount')])
    await expect
      .poll(async () => {
        await list.hover()
        await page.mouse.wheel(0, 3_000)
        return page.getByText('Server room 90', { exact: true }).count()
      })
      .toBe(1)
    expect(requests.length).toBeGreaterThan(1)
    expect(requests[1]!.cursor).toBeTruthy()
    page.off('request', watch)
    await owner.delete(`/api/imports/${job.id}`)
  })

  test('a card dragged by mouse takes its money along at once, in one request, and comes back by Undo', async () => {
    await dragTo(page, 'Barista training', 'Qualification')
    expect(await numbers('Unqualified')).toBe('1 $4,800')
    expect(await numbers('Qualification')).toBe('2 $8,550.50')
    await page.getByText('“Barista training” moved to Qualification.').waitFor()
    expect(moves).toHaveLength(1)
    expect(page.url()).toBe(board)
    await page.reload()
    await cardNamed(page, 'Stock system').waitFor()
    expect(await numbers('Qualification')).toBe('2 $8,550.50')
    await dragTo(page, 'Barista training', 'Unqualified')
    await page.getByText('“Barista training” moved to Unqualified.').waitFor()
    await undo()
    await expect.poll(() => numbers('Qualification')).toBe('2 $8,550.50')
    await dragTo(page, 'Barista training', 'Unqualified')
    await page.getByText('moved to Unqualified.').last().waitFor()
  })

  test('a card is dropped on an empty list, and lets go of by Escape it stays where it was', async () => {
    await dragTo(page, 'Roastery website', 'Negotiation')
    await page.getByText('moved to Negotiation.').waitFor()
    expect(await numbers('Negotiation')).toBe('1 $2,600')
    const from = (await cardNamed(page, 'Stock system').boundingBox())!
    await page.mouse.move(from.x + 60, from.y + 40)
    await page.mouse.down()
    await page.mouse.move(from.x + 300, from.y + 60, { steps: 6 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await numbers('Qualification')).toBe('1 $7,300')
    expect(moves).toHaveLength(1)
  })

  test('by keyboard: Space lifts, arrows move, Escape puts back, Space drops, and each step is said', async () => {
    const announcement = page.locator('[aria-live=assertive]').first()
    const card = cardNamed(page, 'Stock system').getByRole('link')
    await card.focus()
    await page.keyboard.press('Space')
    expect(await announcement.textContent()).toBe('Lifted Stock system. Qualification, position 1 of 1.')
    await page.keyboard.press('ArrowRight')
    expect(await announcement.textContent()).toBe('Proposal writing, position 1 of 1.')
    expect(await numbers('Proposal writing')).toBe('1 $7,300')
    await page.keyboard.press('Escape')
    expect(await numbers('Qualification')).toBe('1 $7,300')
    expect(moves).toHaveLength(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Stock system')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    expect(await announcement.textContent()).toContain('Dropped in Unqualified')
    await page.getByText('“Stock system” moved to Unqualified.').waitFor()
    expect(moves).toHaveLength(1)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Stock system')
    await undo()
  })

  test('moved again before the first answer is there, it ends where it was put last', async () => {
    // What was taken back before has come back: it would make the card anew while it is held.
    await expect.poll(() => numbers('Qualification')).toBe('1 $7,300')
    await page.waitForLoadState('networkidle')
    let release = () => {}
    const allMoved = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/move', async (route) => {
      await allMoved
      await route.continue()
    })
    const card = cardNamed(page, 'Stock system').getByRole('link')
    await card.focus()
    for (const step of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft']) {
      await page.keyboard.press('Space')
      await page.keyboard.press(step)
      await page.keyboard.press('Space')
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Stock system')
    }
    release()
    await expect.poll(() => moves.length).toBe(4)
    await page.waitForLoadState('networkidle')
    await page.unroute('**/move')
    expect(await numbers('Qualification')).toBe('1 $7,300')
    await page.reload()
    await cardNamed(page, 'Stock system').waitFor()
    expect(await numbers('Qualification')).toBe('1 $7,300')
  })

  test('what the server refuses goes back, and the reason is said', async () => {
    const answer = { status: 403, errors: [{ path: '', code: 'forbidden', message: 'You may not do this.' }] }
    await page.route('**/move', (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(answer) }),
    )
    const before = await seenBoard(page)
    await dragTo(page, 'Stock system', 'Closed won')
    await page.getByRole('alert').getByText('You may not do this.').waitFor()
    expect(await seenBoard(page)).toEqual(before)
    await page.unroute('**/move')
  })
})

describe('a board that comes back', () => {
  test('an older answer on its way does not take back a move that was made meanwhile', async () => {
    await page.waitForLoadState('networkidle')
    await page.getByRole('link', { name: 'Table', exact: true }).click()
    await page.getByRole('grid').waitFor()
    let older = 0
    let moved = () => {}
    const isMoved = new Promise<void>((resolve) => {
      moved = resolve
    })
    await page.route('**/board', async (route) => {
      if (route.request().method() !== 'POST' || older++ > 0) return route.continue()
      const response = await route.fetch()
      await isMoved
      await route.fulfill({ response })
    })
    await page.getByRole('link', { name: 'Board', exact: true }).click()
    await cardNamed(page, 'Stock system').waitFor()
    await expect.poll(() => older).toBe(1)
    const answered = page.waitForResponse((response) => response.url().endsWith('/move'))
    await dragTo(page, 'Stock system', 'Proposal sent')
    await answered
    moved()
    await expect.poll(() => older).toBe(2)
    await page.waitForLoadState('networkidle')
    expect([await numbers('Qualification'), await numbers('Proposal sent')]).toEqual(['0 ', '1 $7,300'])
    await page.unroute('**/board')
    await undo()
  })

  test('what is written to a record below the cards that are shown counts in the sums', async () => {
    const { record } = await make(project.id, {
      title: 'Cold room',
      list: project.lists.find((one) => one.name === 'Negotiation')!.id,
      values: { [field('Amount')]: '1000.00' },
    })
    await page.route('**/api/projects/*/board', async (route) => {
      const response = await route.fetch()
      const answer = (await response.json()) as { lists: { records: { id: string }[] }[] }
      for (const list of answer.lists) list.records = list.records.filter(({ id }) => id !== record.id)
      await route.fulfill({ response, json: answer })
    })
    await visit(page, `${world.url}/p/${project.id}/r/${record.id}`)
    await clickAndType(page.getByRole('button', { name: 'Edit Amount' }), '9000')
    await page.keyboard.press('Enter')
    await expect.poll(() => numbers('Negotiation')).toContain('$11,600')
    await page.unroute('**/api/projects/*/board')
    await owner.delete(`/api/records/${record.id}`)
  })
})

describe('a move that isn’t answered yet', () => {
  test('stays where it was put while what others change is shown; refused, it goes back with that', async () => {
    await page.waitForLoadState('networkidle')
    let refuse = () => {}
    const held = new Promise<void>((resolve) => {
      refuse = resolve
    })
    const answer = { status: 403, errors: [{ path: '', code: 'forbidden', message: 'You may not do this.' }] }
    await page.route('**/move', async (route) => {
      await held
      await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(answer) })
    })
    const card = cardNamed(page, 'Stock system')
    const id = (await card.getAttribute('data-record'))!
    await dragTo(page, 'Stock system', 'Proposal sent')
    expect([await numbers('Qualification'), await numbers('Proposal sent')]).toEqual(['0 ', '1 $7,300'])
    const others = await clientOf(page, world.url)
    await others.patch(`/api/records/${id}`, { title: 'Stock system, 3 shops', values: { [field('Amount')]: '8000' } })
    await listNamed(page, 'Proposal sent').getByText('Stock system, 3 shops').waitFor()
    expect([await numbers('Qualification'), await numbers('Proposal sent')]).toEqual(['0 ', '1 $8,000'])
    refuse()
    await page.getByRole('alert').getByText('You may not do this.').waitFor()
    await listNamed(page, 'Qualification').getByText('Stock system, 3 shops').waitFor()
    expect([await numbers('Qualification'), await numbers('Proposal sent')]).toEqual(['1 $8,000', '0 '])
    await page.unroute('**/move')
    await others.patch(`/api/records/${id}`, { title: 'Stock system', values: { [field('Amount')]: '7300' } })
    await cardNamed(page, 'Stock system').waitFor()
  })
})

describe('tags', () => {
  test('count and sum what carries them, and one click filters', async () => {
    const bar = page.getByRole('list', { name: 'Tags' })
    await expect.poll(() => bar.getByRole('button', { name: /Consulting/ }).textContent()).toMatch(/2\$12\.1K/)
    await cardNamed(page, 'Barista training').getByRole('button', { name: 'Training' }).click()
    await expect.poll(() => numbers('Qualification')).toBe('0 ')
    expect(await numbers('Unqualified')).toBe('1 $1,250.50')
    expect(page.url()).toContain('?tag=')
    await page.reload()
    await cardNamed(page, 'Barista training').waitFor()
    expect(await numbers('Unqualified')).toBe('1 $1,250.50')
    await bar.getByRole('button', { name: /Training/ }).click()
    await cardNamed(page, 'Stock system').waitFor()
  })

  test('are in the filter where there are more than six', async () => {
    const names = ['Audit', 'Tax', 'Payroll']
    for (const name of names) await owner.post(`/api/projects/${project.id}/tags`, { name, color: 'grey' })
    await page.reload()
    await cardNamed(page, 'Stock system').waitFor()
    expect(await page.getByRole('list', { name: 'Tags' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Training/ })
      .click()
    await expect.poll(() => numbers('Qualification')).toBe('0 ')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove: Training' }).click()
    await expect.poll(() => numbers('Qualification')).toBe('1 $7,300')
    const { tags } = await owner.get<{ tags: { id: string; name: string }[] }>(`/api/projects/${project.id}/tags`)
    for (const { id, name } of tags) if (names.includes(name)) await owner.delete(`/api/tags/${id}`)
  })

  test('titles are searched', async () => {
    await page.getByRole('searchbox').fill('stock')
    await expect.poll(() => numbers('Unqualified')).toBe('0 ')
    expect(await numbers('Qualification')).toBe('1 $7,300')
    await page.getByRole('searchbox').fill('nothing like that')
    await page.getByText('Nothing matches the filter.').waitFor()
  })
})

describe('new cards', () => {
  test('are noted one after the other at the head of a list', async () => {
    const list = listNamed(page, 'Proposal writing')
    await clickAndType(list.getByRole('button', { name: 'Add to Proposal writing' }), 'Cupping lab')
    await page.keyboard.press('Enter')
    await cardNamed(page, 'Cupping lab').waitFor()
    await page.keyboard.type('ហាងកាហ្វេ បឹងកេងកង')
    await page.keyboard.press('Enter')
    await cardNamed(page, 'ហាងកាហ្វេ បឹងកេងកង').waitFor()
    expect((await seenBoard(page)).find((one) => one.name === 'Proposal writing')!.cards).toEqual([
      'ហាងកាហ្វេ បឹងកេងកង',
      'Cupping lab',
    ])
  })

  test('or with customer, amount and a list of choice, as one’s own, and open at once', async () => {
    await page.getByRole('button', { name: 'New Opportunity' }).click()
    await page.getByLabel('Opportunity name').fill('Delivery app')
    const dialog = page.getByRole('dialog', { name: 'New Opportunity' })
    await clickAndType(dialog.getByRole('button', { name: 'Customer' }), 'angkor')
    await page.getByRole('option', { name: 'Angkor Coffee Roasters' }).click()
    await dialog.getByRole('button', { name: 'Customer: Angkor Coffee Roasters' }).waitFor()
    await dialog.getByLabel('Amount').fill('twelve')
    expect(await accessibilityViolations(dialog)).toEqual([])
    await page.getByLabel('List', { exact: true }).selectOption({ label: 'Negotiation' })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByText('Amount must be an amount of money, and “twelve” is not one.').waitFor()
    await dialog.getByLabel('Amount').fill('12,500')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('complementary', { name: 'Record' }).waitFor()
    const answer = await owner.get<{ record: RecordAnswer }>(`/api/records/${page.url().split('/').at(-1)}`)
    expect(answer.record.values[field('Amount')]).toEqual({ amount: '12500.00', currency: 'USD' })
    expect(answer.record.values[field('Customer')]).toMatchObject([{ title: 'Angkor Coffee Roasters' }])
    expect(answer.record.assignees.map(({ name }) => name)).toEqual(['Sokha Chan'])
    expect(page.url()).toMatch(/\/p\/\d+\/r\/\d+/)
    expect((await seenBoard(page)).find((one) => one.name === 'Negotiation')!.cards[0]).toBe('Delivery app')
  })
})

test('what is due is late by the workspace’s day, wherever the reader sits', async () => {
  await owner.patch('/api/workspace', { zone: 'Asia/Phnom_Penh' })
  const { record } = await make(project.id, { title: 'Tax return', list: project.lists[0]!.id, due: '2026-11-29' })
  // One o'clock of the 30th in Phnom Penh, where the workspace is; the 29th everywhere west of it.
  for (const [now, age] of [
    ['2026-11-29T16:59:00Z', 'fresh'],
    ['2026-11-29T17:01:00Z', 'stale'],
  ] as const) {
    const elsewhere = await openPage({
      timezoneId: 'Pacific/Honolulu',
      storageState: await page.context().storageState(),
    })
    await elsewhere.clock.setFixedTime(new Date(now))
    await elsewhere.goto(board)
    const due = cardNamed(elsewhere, 'Tax return').getByTitle('Due')
    await due.waitFor()
    expect(await due.getAttribute('data-age')).toBe(age)
    await elsewhere.close()
  }
  await owner.delete(`/api/records/${record.id}`)
})

describe('on a phone', () => {
  test('a long press lifts a card, and nothing is wider than the screen', async () => {
    const phone = await openPage({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      storageState: await page.context().storageState(),
    })
    const sent = watchMoves(phone)
    await phone.goto(board)
    await cardNamed(phone, 'Barista training').waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await accessibilityViolations(phone)).toEqual([])
    expect((await phone.locator('article').first().boundingBox())!.y).toBeLessThan(235)
    const box = (await cardNamed(phone, 'Barista training').boundingBox())!
    const touch = await phone.context().newCDPSession(phone)
    const touchPointsAt = (x: number, y: number) => [{ x, y }]
    await touch.send('Input.dispatchTouchEvent', {
      type: 'touchStart',
      touchPoints: touchPointsAt(box.x + 80, box.y + 40),
    })
    await phone.waitForTimeout(400)
    for (let step = 1; step <= 8; step++) {
      const points = touchPointsAt(box.x + 80 + step * 28, box.y + 40 + step * 4)
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points })
      await phone.waitForTimeout(30)
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await phone.getByText('“Barista training” moved to Qualification.').waitFor()
    expect(sent).toHaveLength(1)
    await phone.close()
  })
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
