import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, QueryAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, visit, watchErrors } from './browser.ts'

let world: World
let page: Page
let owner: Client
let project: ProjectAnswer
let errors: string[]

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  world = await startCrm(page, { sample: true })
  owner = await clientOf(page, world.url)
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  project = projects.find((one) => one.lists.length > 1)!
  // The sample's 60 and these make more than two pages.
  for (let offset = 0; offset < 190; offset += 10) {
    const some = Array.from({ length: 10 }, (_, index) => ({
      title: `Branch ${offset + index} network`,
      at: offset + index,
    }))
    await Promise.all(
      some.map(({ title, at }) =>
        owner.post(`/api/projects/${project.id}/records`, { title, values: { [field('Amount')]: `${100 + at}.00` } }),
      ),
    )
  }
  await visit(page, `${world.url}/p/${project.id}/table`)
  await cell(2, 0).waitFor()
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const field = (name: string) => project.fields.find((one) => one.name === name)!.id
const cell = (row: number, column: number) => page.locator(`[aria-rowindex="${row}"] [data-column="${column}"]`)
const column = async (name: string) =>
  (await page.getByRole('columnheader').allTextContents()).findIndex((text) => text.trim() === name)
const heads = async () => (await page.getByRole('columnheader').allTextContents()).map((text) => text.trim())
const recordIn = async (row: number) => {
  const href = await cell(row, 0).getByRole('link').getAttribute('href')
  const id = /\/r\/(\d+)/.exec(href!)![1]
  return (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
}

describe('the table', () => {
  test('shows nine columns in the order people read, how many records there are and their sum', async () => {
    expect(await heads()).toEqual([
      'Opportunity name',
      'List',
      'Amount',
      'Expected close date',
      'Assignees',
      'Tags',
      'Customer',
      'Cost',
      'Confidence',
    ])
    await page.getByText('250 records').waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('shows other fields to who asks for them, and draws what is in sight', async () => {
    await page.getByRole('button', { name: 'Fields' }).click()
    for (const { name } of project.fields)
      if (!(await heads()).includes(name)) await page.getByRole('option', { name, exact: true }).click()
    await page.keyboard.press('Escape')
    // The focus goes back to the button once the menu has closed; only then is it moved on.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-menu'))).toBe('fields')
    expect((await heads()).toSorted()).toEqual(
      expect.arrayContaining(project.fields.map(({ name }) => name).toSorted()),
    )
    const drawn = () => page.locator('[aria-rowindex="2"] [role=gridcell]').count()
    expect(await drawn()).toBeLessThan((await heads()).length)
    const last = (await heads()).length - 1
    await cell(2, 0).focus()
    await page.keyboard.press('End')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-column'))).toBe(String(last))
    expect(await drawn()).toBeLessThan((await heads()).length)
    await page.keyboard.press('Home')
  })

  test('keeps widths and order: by the pointer, by keys, in this browser', async () => {
    const head = (name: string) => page.getByRole('columnheader', { name, exact: true })
    const width = async (name: string) => Math.round((await head(name).boundingBox())!.width)
    const before = await width('List')
    const { x, y, width: wide } = (await head('List').boundingBox())!
    await page.mouse.move(x + wide - 3, y + 15)
    await page.mouse.down()
    await page.mouse.move(x + wide + 57, y + 15, { steps: 3 })
    await page.mouse.up()
    expect(await width('List')).toBe(before + 60)
    await head('List').getByRole('button').first().focus()
    await page.keyboard.press('Shift+ArrowLeft')
    expect(await width('List')).toBe(before + 44)
    expect(page.url()).not.toContain('sort')
    await page.keyboard.press('Control+Shift+ArrowRight')
    await expect.poll(async () => (await heads()).slice(0, 3)).toEqual(['Opportunity name', 'Amount', 'List'])
    await page.reload()
    await cell(2, 0).waitFor()
    expect((await heads()).slice(0, 3)).toEqual(['Opportunity name', 'Amount', 'List'])
    expect(await width('List')).toBe(before + 44)
    const [from, to] = [(await head('List').boundingBox())!, (await head('Amount').boundingBox())!]
    await page.mouse.move(from.x + 30, from.y + 15)
    await page.mouse.down()
    await page.mouse.move(to.x + 30, to.y + 15, { steps: 5 })
    await page.mouse.up()
    await expect.poll(async () => (await heads()).slice(0, 3)).toEqual(['Opportunity name', 'List', 'Amount'])
    await head('Amount').hover()
    await head('Amount').getByRole('button', { name: 'Column Amount' }).click()
    await page.getByRole('menuitem', { name: 'Narrower' }).click()
    expect(page.url()).not.toContain('sort')
  })

  test('counts, averages and sums below its columns; a group’s field isn’t told again in its rows', async () => {
    await page.getByLabel('What stands below Tags').selectOption('How many')
    await expect.poll(() => page.getByRole('gridcell', { name: /How many/ }).textContent()).toMatch(/^How many60/)
    await page.getByLabel('What stands below Amount').selectOption('Average')
    await page.getByRole('gridcell', { name: /Average/ }).waitFor()
    await page.getByLabel('What stands below Amount').selectOption('Sum')
    await visit(page, `${world.url}/p/${project.id}/table?group=list`)
    await page.getByRole('button', { name: /Unqualified/ }).waitFor()
    expect(await heads()).not.toContain('List')
    await visit(page, `${world.url}/p/${project.id}/table`)
    await cell(2, 0).waitFor()
  })

  test('in groups, shows more rows whatever others write meanwhile; a row that is edited stays until its editor closes', async () => {
    await visit(page, `${world.url}/p/${project.id}/table?group=list`)
    await cell(3, 0).getByRole('link').waitFor()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const question = /\/query$/
    await page.route(question, async (route) => {
      if (route.request().postDataJSON().cursor) await held
      await route.continue()
    })
    const grid = page.getByRole('grid')
    await grid.evaluate((element) => element.scrollTo(0, 45 * 34))
    const pageRequest = page.waitForRequest((request) => question.test(request.url()) && request.postDataJSON().cursor)
    await page.getByRole('button', { name: 'Show 50 more' }).click()
    await pageRequest
    const reread = page.waitForResponse(
      (answer) => question.test(answer.url()) && answer.request().postDataJSON().group,
    )
    await grid.evaluate((element) => element.scrollTo(0, 0))
    const { id, title } = await recordIn(3)
    await owner.patch(`/api/records/${id}`, { values: { [field('Amount')]: '640.00' } })
    await reread
    release()
    await grid.evaluate((element) => element.scrollTo(0, 95 * 34))
    await page.getByText(/^100 of /).waitFor()
    await page.unroute(question)

    await grid.evaluate((element) => element.scrollTo(0, 0))
    const amount = await column('Amount')
    await cell(3, amount).dblclick()
    await page.keyboard.type('99')
    const heard = page.waitForResponse(
      (answer) => question.test(answer.url()) && answer.request().postDataJSON().records,
    )
    await owner.put(`/api/records/${id}/move`, { list: 'Negotiation' })
    await heard
    await page.waitForTimeout(500)
    expect(await cell(3, amount).getByRole('textbox').inputValue()).toContain('99')
    expect(await cell(3, 0).textContent()).toBe(title)
    await page.keyboard.press('Escape')
    await expect.poll(() => cell(3, 0).textContent()).not.toBe(title)
    expect((await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record.values).toMatchObject({
      [field('Amount')]: { amount: '640.00' },
    })
    await owner.put(`/api/records/${id}/move`, { list: 'Unqualified' })
    await visit(page, `${world.url}/p/${project.id}/table`)
    await cell(2, 0).waitFor()
  })

  test('is sorted by a click: up, down, and as it was', async () => {
    const head = page.getByRole('columnheader', { name: 'Amount' })
    const amount = await column('Amount')
    await head.getByRole('button').first().click()
    await expect.poll(() => cell(2, amount).textContent()).toBe('$100')
    expect(await head.getAttribute('aria-sort')).toBe('ascending')
    await head.getByRole('button').first().click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending')
    await expect.poll(() => cell(2, amount).textContent()).not.toBe('$100')
    await head.getByRole('button').first().click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('none')
    expect(page.url()).not.toContain('sort')
  })

  test('is narrowed by a filter in its URL, as a chart opens it, and one click lets go of it', async () => {
    const filter = JSON.stringify({ field: 'Amount', op: 'between', value: [100, 109] })
    await visit(page, `${world.url}/p/${project.id}/table?filter=${encodeURIComponent(filter)}`)
    await page.getByText('10 records').waitFor()
    await page.getByRole('button', { name: 'Clear filter' }).click()
    await page.getByText('250 records').waitFor()
  })

  test('says that a filter hides what was just added', async () => {
    await visit(page, `${world.url}/p/${project.id}/table?q=network`)
    await page.getByText(/19\d records/).waitFor()
    await page.getByRole('button', { name: 'New Opportunity' }).click()
    await page.getByRole('dialog').getByLabel('Opportunity name').fill('Something else')
    await page.keyboard.press('Enter')
    await page.getByText('The filter hides “Something else”.').waitFor()
    expect(await page.getByRole('gridcell', { name: 'Something else' }).count()).toBe(0)
    await page.keyboard.press('Control+z')
    await page.getByText('Taken back.').waitFor()
    await visit(page, `${world.url}/p/${project.id}/table`)
    await page.getByText('250 records').waitFor()
  })

  test('reads on while one scrolls, and keeps few rows in the page', async () => {
    await page.goto(`${world.url}/p/${project.id}/table?sort=${field('Amount')}`)
    await cell(2, 0).waitFor()
    await cell(2, 0).focus()
    // One key, and what isn't read yet comes on the way.
    await page.keyboard.press('Control+End')
    await expect.poll(() => page.locator('[aria-rowindex="251"]').count(), { timeout: 20_000 }).toBe(1)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex')))
      .toBe('251')
    expect(await page.getByRole('row').count()).toBeLessThan(80)
  })
})

describe('a cell', () => {
  test('is edited by typing, stored by Enter, left by Esc', async () => {
    // Anew, so that the first columns are in sight.
    await page.goto(`${world.url}/p/${project.id}/table?sort=title`)
    await cell(3, 0).waitFor()
    const amount = await column('Amount')
    await cell(3, amount).click()
    await page.keyboard.type('4321.5')
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(3, amount).textContent()).toBe('$4,321.50')
    await expect
      .poll(async () => (await recordIn(3)).values[field('Amount')])
      .toEqual({ amount: '4321.50', currency: 'USD' })
    await page.keyboard.press('Enter')
    await page.keyboard.type('99')
    await page.keyboard.press('Escape')
    expect(await cell(3, amount).textContent()).toBe('$4,321.50')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('gridcell')
  })

  test('is stored when its row is scrolled out of sight while it is typed in', async () => {
    const amount = await column('Amount')
    await cell(5, amount).click()
    const { id } = await recordIn(5)
    await page.keyboard.type('888')
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 3000))
    const stored = async () => (await owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)).record
    await expect
      .poll(async () => (await stored()).values[field('Amount')])
      .toEqual({ amount: '888.00', currency: 'USD' })
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0))
    await expect.poll(() => cell(5, amount).textContent()).toBe('$888')
    expect(await page.getByRole('textbox', { name: 'Amount' }).count()).toBe(0)
  })

  test('leads to a record above it, and from there to one of another project', async () => {
    await visit(page, `${world.url}/p/${project.id}/table`)
    const panel = page.getByRole('complementary', { name: 'Record' })
    await cell(2, 0).click()
    await panel.waitFor()
    const other = project.id === '1' ? '2' : '1'
    const { records } = await owner.post<QueryAnswer>(`/api/projects/${other}/query`, { limit: 1 })
    await visit(page, `${world.url}/p/${other}/r/${records[0]!.id}`)
    await expect.poll(() => panel.getByRole('textbox').first().inputValue()).toBe(records[0]!.title)
    expect(errors).toEqual([])
  })

  test('refused when its record is gone, it opens in no other one', async () => {
    const { record } = await owner.post<{ record: RecordAnswer }>(`/api/projects/${project.id}/records`, {
      title: 'AAA bridge to be deleted',
    })
    await visit(page, `${world.url}/p/${project.id}/table?sort=title`)
    await page.getByRole('gridcell', { name: record.title }).waitFor()
    const [gone, next] = [await recordIn(2), await recordIn(3)]
    expect(gone.id).toBe(record.id)
    await page.route(`**/api/records/${record.id}`, async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      await owner.delete(`/api/records/${record.id}`)
      await expect.poll(async () => cell(2, 0).textContent()).toContain(next.title)
      await route.continue()
    })
    await cell(2, 0).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('AAA bridge, renamed')
    await page.keyboard.press('Enter')
    const unsavedAlert = page.getByRole('alert').filter({ hasText: 'isn’t stored: “AAA bridge, renamed”' })
    await unsavedAlert.waitFor()
    expect(await page.getByRole('textbox', { name: 'Opportunity name' }).count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('gridcell')
    await unsavedAlert.getByRole('button', { name: 'Close' }).click()
    expect((await recordIn(2)).title).toBe(next.title)
    await page.unroute(`**/api/records/${record.id}`)
  })

  test('Tab and arrows move, also out of an edit, which is stored', async () => {
    const amount = await column('Amount')
    await cell(4, amount).click()
    await page.keyboard.type('777')
    await page.keyboard.press('Tab')
    await expect.poll(() => cell(4, amount).textContent()).toBe('$777')
    const active = () =>
      page.evaluate(() => document.activeElement?.closest('[data-column]')?.getAttribute('data-column'))
    await expect.poll(active).toBe(String(amount + 1))
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(active).toBe(String(amount - 1))
  })

  test('moves a record to another list, and gives it a choice', async () => {
    await cell(5, 1).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Negotiation' }).click()
    await expect.poll(() => cell(5, 1).textContent()).toBe('Negotiation')
    const source = await column('Deal source')
    await page.getByRole('columnheader', { name: 'Deal source' }).scrollIntoViewIfNeeded()
    await cell(5, source).focus()
    // Typing alone begins, and nothing of it is lost.
    await page.keyboard.type('refer')
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(5, source).textContent()).toBe('Referral')
    const { id } = project.lists.find(({ name }) => name === 'Negotiation')!
    await expect.poll(async () => (await recordIn(5)).list).toBe(id)
  })

  test('a key is the cell’s or the app’s, never both; what the app opens above a cell stores nothing', async () => {
    const before = await recordIn(7)
    await cell(7, 0).focus()
    await page.keyboard.press('?')
    await expect.poll(() => cell(7, 0).getByRole('textbox').inputValue()).toBe('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await cell(7, 0).getByRole('textbox').inputValue()).toBe('?')
    await cell(7, 0).getByRole('textbox').press('Escape')
    expect((await recordIn(7)).version).toBe(before.version)
  })

  test('a column of values is pasted downward and taken back together; Ctrl+Z takes back an edit', async () => {
    const amount = await column('Amount')
    const amounts = () => Promise.all([8, 9, 10].map(async (row) => (await recordIn(row)).values[field('Amount')]))
    const before = await amounts()
    const paste = (text: string) =>
      cell(8, amount).evaluate((element, text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, text)
    await cell(8, amount).focus()
    await paste('1,200\n$2,350.50\nabout 3\n')
    await page.getByText('2 values pasted.').waitFor()
    await page.getByText(/1 value wasn’t pasted: .*“about 3”/).waitFor()
    expect(await cell(8, amount).textContent()).toBe('$1,200')
    expect(await cell(9, amount).textContent()).toBe('$2,350.50')
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('Taken back.').waitFor()
    expect(await amounts()).toEqual(before)
    await page.keyboard.press('Control+Shift+z')
    await expect
      .poll(async () => (await amounts()).slice(0, 2))
      .toMatchObject([{ amount: '1200.00' }, { amount: '2350.50' }])
    await page.keyboard.press('Control+z')
    await expect.poll(amounts).toEqual(before)
    await cell(8, amount).focus()
    await paste('1\t2')
    await page.getByText(/One column can be pasted at a time/).waitFor()
    await cell(8, amount).focus()
    await page.keyboard.type('5500')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await amounts())[0]).toEqual({ amount: '5500.00', currency: 'USD' })
    // What one has just undone is one's own too, also where the table hasn't read it yet.
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/query', async (route) => {
      await held
      await route.fallback()
    })
    await page.keyboard.press('Control+z')
    await expect.poll(amounts).toEqual(before)
    await cell(8, amount).focus()
    await page.keyboard.type('6600')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await amounts())[0]).toEqual({ amount: '6600.00', currency: 'USD' })
    release()
    await page.keyboard.press('Control+z')
    await expect.poll(amounts).toEqual(before)
    await page.unroute('**/query')
  })

  test('says what is wrong with a value, and stores nothing', async () => {
    const amount = await column('Amount')
    const before = await recordIn(6)
    await cell(6, amount).click()
    await page.keyboard.type('12a')
    await page.keyboard.press('Enter')
    await page.getByText('Amount must be an amount of money, and “12a” is not one.').waitFor()
    await page.keyboard.press('Tab')
    // What isn't taken isn't left, either.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Amount')
    await page.keyboard.press('Escape')
    expect((await recordIn(6)).version).toBe(before.version)
  })
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
