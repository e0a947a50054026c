import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import type { Filter } from '../../src/core/query/index.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, visit, watchErrors } from './browser.ts'

let world: World
let page: Page
let owner: Client
let project: ProjectAnswer
let table: string
let errors: string[]

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  world = await startCrm(page, { sample: true })
  owner = await clientOf(page, world.url)
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  project = projects.find((one) => one.lists.length > 1)!
  table = `/p/${project.id}/table`
})

afterAll(async () => {
  await closePages()
  await world.close()
})

/** What is typed applies after a moment, and the machine may be busy. */
const soon = <T>(seen: () => T) => expect.poll(seen, { timeout: 10_000 })
const field = (name: string) => project.fields.find((one) => one.name === name)!.id
const list = (name: string) => project.lists.find((one) => one.name === name)!.id
const ask = (question: object) => owner.post<QueryAnswer>(`/api/projects/${project.id}/query`, question)
const countOf = async (filter?: Filter) => (await ask({ ...(filter ? { filter } : {}), count: true, limit: 0 })).count!
const open = async (query: { [name: string]: unknown } = {}, path = table) => {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
  await visit(page, `${world.url}${path}?${search}`)
  await page.getByRole('columnheader').first().waitFor()
}
const inUrl = () => JSON.parse(new URL(page.url()).searchParams.get('filter') ?? 'null') as Filter | null
const shows = (count: number) => page.getByText(`${count} record${count === 1 ? '' : 's'}`, { exact: true }).waitFor()
const builder = () => page.getByRole('dialog', { name: 'Filter' })
const chips = () => page.getByRole('list', { name: 'Filter' }).getByRole('button', { name: /^Change: / })
const readChips = async () => (await chips().allTextContents()).map((text) => text.trim())
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
/** The search box of a picker has the focus by itself. */
const chooseField = async (text: string, name: string) => {
  await page.getByRole('combobox', { name: 'Find a field' }).fill(text)
  await page.getByRole('option', { name, exact: true }).click()
}

describe('the builder', () => {
  test('by keyboard alone: a field, a comparison, a value, and the table follows', async () => {
    await open()
    await page.getByRole('button', { name: 'Filter', exact: true }).focus()
    await page.keyboard.press('Enter')
    await builder().waitFor()
    await soon(focused).toBe('Add a condition')
    await page.keyboard.press('Enter')
    await soon(focused).toBe('Find a field')
    await page.keyboard.type('amount')
    await page.keyboard.press('Enter')
    await soon(focused).toBe('Value')
    await page.keyboard.type('5,000')
    const filter = { field: field('Amount'), op: 'gte', value: { amount: '5000', currency: 'USD' } }
    await soon(inUrl).toEqual({ and: [filter] })
    const count = await countOf(filter)
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(60)
    await shows(count)
    await page.keyboard.press('Escape')
    await soon(() => builder().count()).toBe(0)
    await soon(focused).toBe('Filter')
    await soon(readChips).toEqual(['Amount is at least $5,000'])
  })

  test('by mouse: groups with or, not, chosen lists and a dotted path; a reload keeps it all', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await builder().getByRole('button', { name: 'Add a group' }).click()
    const group = builder().locator('[data-group] [data-group]')
    await group.getByRole('button', { name: 'Add a condition' }).click()
    await chooseField('list', 'List')
    await group.getByRole('button', { name: /^Value/ }).click()
    await page.getByRole('option', { name: 'Negotiation' }).click()
    await page.getByRole('option', { name: 'Proposal sent' }).click()
    await page.keyboard.press('Escape')
    await soon(() => page.getByRole('combobox', { name: 'Search' }).count()).toBe(0)
    await group.getByRole('button', { name: 'Add a condition' }).click()
    await chooseField('customer company', 'Customer › Company name')
    await group.getByLabel('Value', { exact: true }).last().fill('angkor')
    await group.getByRole('button', { name: /^Reverse this condition: Customer/ }).click()
    const customer = `${field('Customer')}.title`
    const lists = [list('Negotiation'), list('Proposal sent')]
    const or: Filter = {
      or: [{ field: 'list', op: 'in', value: lists }, { not: { field: customer, op: 'contains', value: 'angkor' } }],
    }
    const amount = { field: field('Amount'), op: 'gte', value: { amount: '5000', currency: 'USD' } }
    await soon(inUrl).toEqual({ and: [amount, or] })
    await shows(await countOf({ and: [amount, or] }))
    expect(await accessibilityViolations(builder())).toEqual([])
    await page.reload()
    await page.getByRole('columnheader').first().waitFor()
    await soon(readChips).toEqual([
      'Amount is at least $5,000',
      'List is one of Negotiation, Proposal sent or not (Customer › Company name contains angkor)',
    ])
    await chips().last().click()
    await builder().waitFor()
    expect(await builder().getByLabel('How the conditions go together').last().inputValue()).toBe('or')
    expect(
      await builder()
        .getByRole('button', { name: /^Reverse/, pressed: true })
        .count(),
    ).toBe(1)
    await builder().getByLabel('How the conditions go together').last().selectOption('not-or')
    await soon(inUrl).toEqual({ and: [amount, { not: or }] })
    await shows(await countOf({ and: [amount, { not: or }] }))
    await page.keyboard.press('Escape')
  })

  test('through two references, one after the other', async () => {
    const { fields } = (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects.find(
      ({ id }) => id === project.fields.find((one) => one.name === 'Customer')!.config.project,
    )!
    await open()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await builder().getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('option', { name: 'Customer …' }).click()
    await page.getByRole('option', { name: /^Customer › Phone$/ }).click()
    await builder().getByLabel('Comparison: Customer › Phone').selectOption({ label: 'is not empty' })
    const phone = `${field('Customer')}.${fields.find(({ name }) => name === 'Phone')!.id}`
    await soon(inUrl).toEqual({ and: [{ field: phone, op: 'notEmpty' }] })
    await page.keyboard.press('Escape')
    await soon(readChips).toEqual(['Customer › Phone is not empty'])
  })

  test('a day told from today', async () => {
    await open()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await builder().getByRole('button', { name: 'Add a condition' }).click()
    await chooseField('expected', 'Expected close date')
    await builder().getByLabel('Comparison').selectOption({ label: 'is before' })
    await builder().getByLabel('Value: Which day').selectOption({ label: 'the start of this month' })
    await builder().getByLabel('Value: Earlier or later').selectOption('later')
    await builder().getByLabel('Value: Unit').selectOption('week')
    await builder().getByLabel('Value: How many').fill('3')
    const filter = {
      field: field('Expected close date'),
      op: 'before',
      value: { relative: 'start-of-month', plus: 3, unit: 'week' },
    }
    await soon(inUrl).toEqual({ and: [filter] })
    await shows(await countOf(filter))
    await page.keyboard.press('Escape')
    await soon(readChips).toEqual(['Expected close date is before 3 weeks after the start of this month'])
  })

  test('between two values; what isn’t a number stays, narrows nothing, and is still there later', async () => {
    await open()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await builder().getByRole('button', { name: 'Add a condition' }).click()
    await chooseField('cost', 'Cost')
    await builder().getByLabel('Comparison').selectOption({ label: 'is between' })
    await builder().getByLabel('From').fill('1000')
    await builder().getByLabel('To').fill('lots')
    await builder().getByText('This is not a number.').waitFor()
    await page.waitForTimeout(500)
    expect(inUrl()).toBeNull()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    // The row that was left has the focus once the builder stands: nobody types before.
    await soon(() => builder().evaluate((one) => one.contains(document.activeElement))).toBe(true)
    await page.waitForTimeout(100)
    expect(await builder().getByLabel('To').inputValue()).toBe('lots')
    await builder().getByLabel('To').fill('5000')
    const money = (amount: string) => ({ amount, currency: 'USD' })
    const filter = { field: field('Cost'), op: 'between', value: [money('1000'), money('5000')] }
    await soon(inUrl).toEqual({ and: [filter] })
    await page.keyboard.press('Escape')
    await soon(readChips).toEqual(['Cost is between $1,000 and $5,000'])
    await page.getByRole('button', { name: 'Clear filter' }).click()
    await shows(60)
  })

  test('filters that everyone asks for stand ready', async () => {
    await open()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const ready = builder().getByRole('group', { name: 'Ready filters' })
    await ready.getByRole('button', { name: 'My open Opportunities' }).click()
    const ownFilter: Filter[] = [
      { field: 'listKind', op: 'in', value: ['open'] },
      { field: 'assignees', op: 'hasAny', value: ['me'] },
    ]
    await soon(inUrl).toEqual({ and: ownFilter })
    await shows(await countOf({ and: ownFilter }))
    // What is there already doesn't come twice.
    await ready.getByRole('button', { name: 'Expected close date has passed' }).click()
    const past = { field: field('Expected close date'), op: 'before', value: { relative: 'today' } }
    await soon(inUrl).toEqual({ and: [...ownFilter, past] })
    await page.keyboard.press('Escape')
    await soon(readChips).toEqual([
      'Kind of list is one of Open',
      'Assignees includes any of Me',
      'Expected close date is before today',
    ])
  })

  test('what the server refuses is said at its row, and mended there', async () => {
    const wrong = { field: 'Confidence', op: 'contains', value: 'x' }
    const filter = { and: [{ field: 'title', op: 'contains', value: 'e' }, { or: [wrong] }] }
    await visit(
      page,
      `${world.url}${table}?tag=${project.tags[0]!.id}&filter=${encodeURIComponent(JSON.stringify(filter))}`,
    )
    await page.getByRole('heading', { name: 'This filter doesn’t fit' }).waitFor()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const row = builder().locator('[data-row][data-refused]')
    await row.getByRole('alert').waitFor()
    expect(await row.getByRole('button', { name: /^Field/ }).textContent()).toBe('Confidence')
    expect(await builder().locator('[data-refused]').count()).toBe(1)
    await row.getByLabel('Comparison: Confidence').selectOption({ label: 'is not empty' })
    await page.getByRole('columnheader').first().waitFor()
    await soon(() => builder().locator('[data-refused]').count()).toBe(0)
    await page.keyboard.press('Escape')
  })
})

describe('chips', () => {
  test('are there for a filter that a link brought, by name too, and go one by one', async () => {
    const conditions = [
      { field: 'Amount', op: 'gt', value: 1000 },
      { field: 'Customer.Country', op: 'in', value: ['KH', 'LA'] },
      { field: 'list', op: 'in', value: project.lists.slice(0, 5).map(({ id }) => id) },
    ]
    await open({ filter: { and: [conditions[0], conditions[2]] } })
    const text = 'List is one of Unqualified, Qualification, Proposal writing and 2 more'
    await soon(readChips).toEqual(['Amount is more than $1,000', text])
    await page.getByRole('button', { name: 'Remove: Amount is more than $1,000' }).click()
    await soon(inUrl).toEqual({ and: [conditions[2]] })
    await soon(readChips).toEqual([text])
    await soon(focused).toBe(`Remove: ${text}`)
    await page.keyboard.press('Enter')
    await shows(60)
    expect(page.url()).not.toContain('filter')
  })

  test('on a board as on a table', async () => {
    const filter = { and: [{ field: 'Amount', op: 'gte', value: 10000 }] }
    await visit(page, `${world.url}/p/${project.id}/board?filter=${encodeURIComponent(JSON.stringify(filter))}`)
    await soon(readChips).toEqual(['Amount is at least $10,000'])
    expect(await accessibilityViolations(page)).toEqual([])
    await chips().first().click()
    await soon(focused).toBe('Value')
    await builder().getByLabel('Value', { exact: true }).fill('20000')
    await soon(readChips).toEqual(['Amount is at least $20,000'])
    await page.keyboard.press('Escape')
  })

  test('on a phone the builder takes the screen, and nothing is wider than it', async () => {
    const phone = await openPage({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      storageState: await page.context().storageState(),
    })
    const filter = { and: [{ field: 'Amount', op: 'gte', value: 5000 }, { or: [{ field: 'tags', op: 'empty' }] }] }
    await phone.goto(`${world.url}${table}?filter=${encodeURIComponent(JSON.stringify(filter))}`)
    await phone.getByRole('list', { name: 'Filter' }).waitFor()
    const fits = () => phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await fits()).toBeLessThanOrEqual(0)
    await phone.getByRole('button', { name: 'Filter', exact: true }).click()
    const sheet = phone.getByRole('dialog', { name: 'Filter' })
    const size = async () => Object.values((await sheet.boundingBox())!).map(Math.round)
    await soon(size).toEqual([0, 0, 390, 844])
    expect(await fits()).toBeLessThanOrEqual(0)
    expect(await accessibilityViolations(sheet)).toEqual([])
    await sheet.getByRole('button', { name: 'Close', exact: true }).click()
    await soon(() => sheet.count()).toBe(0)
    await phone.close()
  })
})

const cell = (row: number, column: number) => page.locator(`[aria-rowindex="${row}"] [data-column="${column}"]`)
const column = async (name: string) =>
  (await page.getByRole('columnheader').allTextContents()).findIndex((text) => text.trim() === name)
/** A field that isn't among the nine that are shown at first. */
const showField = async (name: string) => {
  await page.getByRole('button', { name: 'Fields', exact: true }).click()
  await page.getByRole('option', { name, exact: true }).click()
  await soon(() => column(name)).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
}
const titles = async () => (await page.locator('[data-kind=record] [data-column="0"]').allTextContents()).slice(0, 8)
const answered = async (question: object) => (await ask({ ...question, limit: 8 })).records.map(({ title }) => title)

describe('the order', () => {
  test('has several levels, built in the menu, told in the URL', async () => {
    await open()
    await showField('Profit')
    await page.getByRole('button', { name: 'Sort', exact: true }).click()
    const menu = page.getByRole('dialog', { name: 'Sort' })
    await menu.getByRole('button', { name: 'Add a level' }).click()
    await chooseField('deal', 'Deal source')
    await menu.getByRole('button', { name: 'Add a level' }).click()
    await chooseField('profit', 'Profit')
    await menu.getByLabel('Direction of level 2').selectOption({ label: 'descending' })
    const sort = [{ field: field('Deal source') }, { field: field('Profit'), desc: true }]
    await soon(titles).toEqual(await answered({ sort }))
    expect(await accessibilityViolations(menu)).toEqual([])
    await menu.getByRole('button', { name: 'Move Profit up' }).click()
    await soon(titles).toEqual(await answered({ sort: sort.toReversed() }))
    await page.keyboard.press('Escape')
    await soon(focused).toBe('Sort')
    const head = page.getByRole('columnheader', { name: 'Profit' })
    expect(await head.getAttribute('aria-sort')).toBe('descending')
    await page.reload()
    await soon(titles).toEqual(await answered({ sort: sort.toReversed() }))
  })

  test('gets a level more by Shift and a click, and a click alone begins anew', async () => {
    await page
      .getByRole('columnheader', { name: 'Opportunity name' })
      .getByRole('button')
      .first()
      .click({ modifiers: ['Shift'] })
    await soon(() => new URL(page.url()).searchParams.get('sort')?.split(',').length).toBe(3)
    await page.getByRole('columnheader', { name: 'Amount' }).getByRole('button').first().click()
    await soon(() => new URL(page.url()).searchParams.get('sort')).toBe(field('Amount'))
    await soon(titles).toEqual(await answered({ sort: [{ field: 'Amount' }] }))
  })
})

describe('groups', () => {
  const heads = () => page.locator('[data-kind=group]')

  beforeAll(async () => {
    const [values, tags] = [{ [field('Amount')]: '10.00' }, [project.tags[3]!.id]]
    for (let offset = 0; offset < 90; offset += 10) {
      const ten = Array.from({ length: 10 }, (_, i) => ({
        title: `Branch ${100 + offset + i}`,
        list: list('Negotiation'),
      }))
      await Promise.all(
        ten.map((record) => owner.post(`/api/projects/${project.id}/records`, { ...record, values, tags })),
      )
    }
  })

  test('have their name, count and subtotals, in the order of the lists', async () => {
    await open()
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    const menu = page.getByRole('dialog', { name: 'Group' })
    await menu.getByRole('button', { name: /^Group by/ }).click()
    await chooseField('list', 'List')
    await page.keyboard.press('Escape')
    await heads().first().waitFor()
    const totals = [{ op: 'sum', field: field('Amount') }]
    const { groups } = await ask({ group: { by: 'list' }, totals, limit: 0 })
    const amount = await column('Amount')
    const first = groups![0]!
    expect(await heads().first().getByRole('button').textContent()).toBe(`${first.label}${first.count}`)
    const sum = Number(first.totals[0]!.value).toLocaleString('en-US')
    expect(await heads().first().locator(`[data-column="${amount}"]`).textContent()).toBe(`$${sum}`)
    await shows(150)
    expect(await accessibilityViolations(page)).toEqual([])
    expect(new URL(page.url()).searchParams.get('group')).toBe('list')
  })

  test('close and open, by mouse and by keyboard', async () => {
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await page.getByRole('button', { name: 'Close all' }).click()
    await page.keyboard.press('Escape')
    // The menu gives the focus back to its button once it is gone: whoever takes it before loses it again.
    await page.getByRole('dialog', { name: 'Group' }).waitFor({ state: 'detached' })
    const opener = page.getByRole('button', { name: 'Group', exact: true })
    await soon(() => opener.evaluate((one) => one === document.activeElement)).toBe(true)
    await soon(() => page.locator('[data-kind=record]').count()).toBe(0)
    expect(await heads().count()).toBe(project.lists.length)
    const first = heads().first().getByRole('button')
    await first.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await soon(() => first.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowRight')
    await soon(() => first.getAttribute('aria-expanded')).toBe('true')
    await soon(titles).toEqual(
      await answered({ filter: { field: 'list', op: 'eq', value: project.lists[0]!.id } }).then((all) =>
        all.slice(0, 8),
      ),
    )
    await soon(() => first.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await soon(() => first.getAttribute('aria-expanded')).toBe('false')
    await soon(() => page.locator('[data-kind=record]').count()).toBe(0)
  })

  test('page each on its own', async () => {
    const group = heads().filter({ hasText: 'Negotiation' }).getByRole('button')
    const count = await countOf({ field: 'list', op: 'eq', value: list('Negotiation') })
    await group.click()
    const more = page.getByRole('button', { name: `Show ${Math.min(50, count - 50)} more` })
    const grid = page.getByRole('grid')
    const below = () => grid.evaluate((one) => one.scrollBy(0, 600))
    await soon(() => page.locator('[data-kind=record]').count()).toBeGreaterThan(10)
    while ((await more.count()) === 0) {
      await below()
      await page.waitForTimeout(100)
    }
    await page.getByText(`50 of ${count} shown`).waitFor()
    await more.click()
    // What came stands before the next group.
    await soon(() => page.getByText(`50 of ${count} shown`).count()).toBe(0)
    await grid.evaluate((one) => one.scrollTo(0, 0))
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(99)
  })

  test('follow what is edited in them', async () => {
    const filter = { field: 'title', op: 'startsWith', value: 'Branch 10' }
    await open({ group: field('Expected close date'), every: 'month', filter: { and: [filter] } })
    // Anew, so that the first columns are in sight.
    await page.reload()
    await heads().first().waitFor()
    expect(await heads().first().textContent()).toContain('Empty10')
    const day = cell(3, await column('Expected close date'))
    await day.focus()
    await page.keyboard.press('Enter')
    await day.getByLabel('Expected close date').fill('2027-03-15')
    await page.keyboard.press('Enter')
    await soon(() => heads().count()).toBe(2)
    await soon(() =>
      heads()
        .allTextContents()
        .then((all) => all.map((text) => text.replace(/\$.*/, ''))),
    ).toEqual(['March 20271', 'Empty9'])
  })

  test('of a date go by month or quarter, what has none is last', async () => {
    await open({ group: 'closedAt', every: 'month' })
    await heads().first().waitFor()
    const { groups } = await ask({ group: { by: 'closedAt', every: 'month' }, limit: 0 })
    const month = new Date(`${groups![0]!.key.slice(0, 7)}-01T00:00:00Z`)
    const name = month.toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
    expect(await heads().first().textContent()).toContain(`${name}${groups![0]!.count}`)
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await page.getByRole('combobox', { name: /^Every/ }).selectOption('year')
    await soon(async () => (await heads().allTextContents())[0]).toMatch(new RegExp(`^${month.getUTCFullYear()}`))
    await page.getByRole('button', { name: 'Close all' }).click()
    await page.keyboard.press('Escape')
    const years = (await ask({ group: { by: 'closedAt', every: 'year' }, limit: 0 })).groups!
    await soon(() => heads().count()).toBe(years.length)
    await open({ group: 'due', every: 'month' })
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await page.getByRole('button', { name: 'Close all' }).click()
    await page.keyboard.press('Escape')
    const due = (await ask({ group: { by: 'due', every: 'month' }, limit: 0 })).groups!.at(-1)!
    expect(due.key).toBe('')
    await soon(async () => (await heads().allTextContents()).at(-1)).toMatch(new RegExp(`^Empty${due.count}`))
  })

  test('by tags have the tags’ colours, and one record may be in several', async () => {
    await open({ group: 'tags' })
    await heads().first().waitFor()
    const { groups } = await ask({ group: { by: 'tags' }, limit: 0 })
    expect(await heads().first().textContent()).toContain(`${groups![0]!.label}${groups![0]!.count}`)
    expect(await heads().first().locator('[data-color]').getAttribute('data-color')).toBe(project.tags[0]!.color)
  })
})

describe('the foot and the fields', () => {
  test('an average, the smallest: chosen below a column, also of what is worked out, and kept', async () => {
    await open()
    if ((await column('Profit')) < 0) await showField('Profit')
    await page.getByRole('columnheader', { name: 'Profit' }).scrollIntoViewIfNeeded()
    const profit = await column('Profit')
    const foot = page.locator(`[role=gridcell][data-column="${profit}"]`, { has: page.getByRole('combobox') })
    await page.getByLabel('What stands below Profit').selectOption({ label: 'Largest' })
    const { totals } = await ask({ totals: [{ op: 'max', field: field('Profit') }], limit: 0 })
    const largest = Number(totals![0]!.value).toLocaleString('en-US', { maximumFractionDigits: 2 })
    await soon(() => foot.textContent()).toContain(`Largest$${largest}`)
    await page.reload()
    await soon(() => foot.textContent()).toContain(`Largest$${largest}`)
    await page.getByLabel('What stands below Amount').selectOption({ label: 'None' })
    await page.getByLabel('What stands below Profit').selectOption({ label: 'None' })
    await soon(() => page.getByText(`$${largest}`, { exact: true }).count()).toBeLessThan(2)
  })

  test('columns go and come back, in this browser', async () => {
    await open()
    await page.getByRole('button', { name: 'Fields', exact: true }).click()
    await page.getByRole('option', { name: 'Cost' }).click()
    await soon(() => column('Cost')).toBe(-1)
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByRole('columnheader').first().waitFor()
    expect(await column('Cost')).toBe(-1)
    await page.getByRole('button', { name: 'Fields', exact: true }).click()
    await page.getByRole('option', { name: 'Cost' }).click()
    await soon(() => column('Cost')).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
  })

  test('a field that is hidden for everyone is shown only to who asks for it', async () => {
    await owner.patch(`/api/fields/${field('Loss reason')}`, { hidden: true })
    await open()
    expect(await column('Loss reason')).toBe(-1)
    await page.getByRole('button', { name: 'Fields', exact: true }).click()
    await page.getByRole('option', { name: 'Loss reason' }).click()
    await soon(() => column('Loss reason')).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
  })
})

// Last, since the language stays with the person.
test('chips and builder speak Khmer', async () => {
  await (await clientOf(page, world.url)).put('/api/me/preferences', { language: 'km' })
  const reader = await openPage({ locale: 'km-KH', storageState: await page.context().storageState() })
  const filter = {
    and: [
      { field: 'Amount', op: 'gte', value: 5000 },
      { not: { field: 'assignees', op: 'hasAny', value: ['me'] } },
      { field: 'createdAt', op: 'after', value: { relative: 'start-of-year', plus: -2, unit: 'month' } },
    ],
  }
  await reader.goto(`${world.url}${table}?filter=${encodeURIComponent(JSON.stringify(filter))}`)
  const sentences = reader.getByRole('list', { name: 'តម្រង' }).getByRole('button', { name: /^កែ៖/ })
  await sentences.first().waitFor()
  const all = await sentences.allTextContents()
  expect(all[0]).toMatch(/^Amount យ៉ាងតិច .*5,000|^Amount យ៉ាងតិច .*៥.០០០/)
  expect(all[1]).toBe('មិនមែន (អ្នកទទួលបន្ទុក មានយ៉ាងតិចមួយក្នុង ខ្ញុំ)')
  expect(all[2]).toMatch(/ក្រោយ [2២] ខែ មុនដើមឆ្នាំនេះ$/)
  await reader.getByRole('button', { name: 'តម្រង', exact: true }).click()
  await reader.getByRole('dialog', { name: 'តម្រង' }).waitFor()
  expect(await accessibilityViolations(reader.getByRole('dialog', { name: 'តម្រង' }))).toEqual([])
  await reader.close()
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
