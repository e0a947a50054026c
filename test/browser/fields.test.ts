import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
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
let errors: string[]
let deal: RecordAnswer

beforeAll(async () => {
  page = await openPage({ colorScheme: 'light' })
  errors = watchErrors(page)
  world = await startCrm(page)
  owner = await clientOf(page, world.url)
  const answer = await owner.post<{ record: RecordAnswer }>('/api/projects/2/records', {
    title: 'Solar roof for the warehouse',
    values: { Amount: 12_000, Cost: 7000, 'Deal source': 'Referral', 'Expected close date': '2026-12-24' },
  })
  deal = answer.record
  await owner.post('/api/projects/2/records', {
    title: 'Cold room',
    values: { Amount: 500, Cost: 100, 'Deal source': 'Website' },
  })
  await openSettings()
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const openSettings = async () => {
  await visit(page, `${world.url}/p/2/settings`)
  await line('Amount').waitFor()
}
const fields = async () => {
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  return projects.find((one) => one.id === '2')!.fields
}
const field = async (name: string) => (await fields()).find((one) => one.name === name)
const record = async () => (await owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)).record
const value = async (name: string) => (await record()).values[(await field(name))!.id]
const line = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
const panel = () => page.getByRole('complementary', { name: 'Field', exact: true })
const open = async (name: string) => {
  await line(name).getByRole('link', { name, exact: true }).click()
  await panel().getByRole('heading', { name, exact: true }).waitFor()
}
const save = () => panel().getByRole('button', { name: 'Save', exact: true }).click()
const waitForStatus = (text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
const undo = () => page.getByRole('button', { name: 'Undo' }).last().click()
const addField = async (type: string, name: string) => {
  await page.getByRole('link', { name: 'Add field' }).click()
  await panel().getByRole('combobox', { name: 'Find a type' }).fill(type)
  await page.keyboard.press('Enter')
  await panel().getByLabel('Name', { exact: true }).fill(name)
}
const create = async () => {
  await panel().getByRole('button', { name: 'Add the field' }).click()
  await panel().waitFor({ state: 'detached' })
}

describe('the list', () => {
  test('opens a field beside itself under a URL of its own; Esc goes back to where one was', async () => {
    await open('Amount')
    expect(page.url()).toBe(`${world.url}/p/2/settings/${(await field('Amount'))!.id}`)
    expect(await accessibilityViolations(panel())).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => panel().count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Amount')
  })

  test('points out what nobody uses, and hides it', async () => {
    await line('Contract').getByText('No record has a value here').waitFor()
    expect(await line('Amount').getByText('No record has a value here').count()).toBe(0)
    await line('Contract').hover()
    await line('Contract').getByRole('button', { name: 'Hide: Contract' }).click()
    await line('Contract').getByText('Hidden', { exact: true }).waitFor()
    await expect.poll(async () => (await field('Contract'))?.hidden).toBe(true)
  })

  test('is put in order by the arrow keys and by dragging', async () => {
    const names = async () => (await fields()).map(({ name }) => name)
    const handle = (name: string) => line(name).getByRole('button', { name: `Move ${name}` })
    const before = await names()
    await handle('Amount').focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(async () => (await names()).indexOf('Amount')).toBe(before.indexOf('Amount') - 1)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('Move Amount')
    await page.keyboard.press('ArrowDown')
    await expect.poll(names).toEqual(before)
    await handle('Loss reason').scrollIntoViewIfNeeded()
    const from = (await handle('Loss reason').boundingBox())!
    const to = (await line('Customer').boundingBox())!
    await page.mouse.move(from.x + 5, from.y + 5)
    await page.mouse.down()
    await page.mouse.move(from.x + 5, to.y + 20, { steps: 5 })
    await page.mouse.move(from.x + 5, to.y + 4, { steps: 3 })
    await page.mouse.up()
    await expect.poll(async () => (await names()).indexOf('Loss reason') - (await names()).indexOf('Customer')).toBe(-1)
  })

  test('stands in sections, which are named there and on the record', async () => {
    for (const name of ['Amount', 'Cost']) {
      await open(name)
      await panel().getByLabel('Section', { exact: true }).fill('Money')
      await save()
      await panel().waitFor({ state: 'detached' })
      expect((await field(name))?.section).toBe('Money')
    }
    await page.getByLabel('Name of the section Money').fill('Totals')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await field('Cost'))?.section).toBe('Totals')
    await page.getByLabel('Name of the section Totals').fill('Sums')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await field('Cost'))?.section).toBe('Sums')
    // The database has it before the page has its answer, and with it the Undo that is meant.
    await page.waitForLoadState('networkidle')
    await undo()
    for (const name of ['Amount', 'Cost']) await expect.poll(async () => (await field(name))?.section).toBe('Totals')
    await visit(page, `${world.url}/p/2/r/${deal.id}`)
    const section = page.getByRole('region', { name: 'Section Totals' })
    await section.getByText('$12,000').waitFor()
    await section.getByRole('button', { name: 'Totals' }).click()
    await expect.poll(() => section.getByText('$12,000').count()).toBe(0)
    await page.reload()
    await section.waitFor()
    expect(await section.getByText('$12,000').count()).toBe(0)
    await section.getByRole('button', { name: 'Totals' }).click()
    expect(await page.getByText('Contract', { exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Show 1 hidden field' }).click()
    await page.getByText('Contract', { exact: true }).waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    await openSettings()
  })
})

describe('a field', () => {
  test('is of a type that is found by what other products call it', async () => {
    await page.getByRole('link', { name: 'Add field' }).click()
    const find = panel().getByRole('combobox', { name: 'Find a type' })
    for (const [word, type] of [
      ['dropdown', 'Single select'],
      ['attachment', 'Files'],
      ['linked record', 'Link to another project'],
      ['autonumber', 'Running number'],
    ]) {
      await find.fill(word!)
      expect(await panel().getByRole('option').first().textContent()).toContain(type)
    }
    await page.keyboard.press('Escape')
  })

  test('is made from a type found by a word, with help, a default and no two alike', async () => {
    await addField('one line', 'Site code')
    await panel().getByLabel('Help', { exact: true }).fill('As painted on the gate.')
    await panel().getByRole('checkbox', { name: 'No two alike' }).check()
    await create()
    await expect
      .poll(async () => await field('Site code'))
      .toMatchObject({ unique: true, help: 'As painted on the gate.' })
    await line('Site code').getByText('Unique').waitFor()

    await addField('a day', 'Call again')
    await panel().getByRole('button', { name: 'The day it is made' }).click()
    await create()
    await expect.poll(async () => (await field('Call again'))?.default).toEqual({ relative: 'today' })
    await line('Call again').getByText('Default: The day it is made').waitFor()

    await addField('few coloured', 'Roof')
    const box = panel().getByLabel('Add an option, or paste a list')
    await box.fill('Flat')
    await page.keyboard.press('Enter')
    await panel().getByRole('button', { name: 'Set the default' }).click()
    await page.getByRole('option', { name: 'Flat' }).click()
    await create()
    await expect
      .poll(async () => JSON.stringify((await field('Roof'))?.default))
      .toContain(
        (await field('Roof'))?.config.options
          ? ((await field('Roof'))!.config.options as { id: string }[])[0]!.id
          : '?',
      )
  })

  test('that is half-written is kept when Esc closes it', async () => {
    await page.getByRole('link', { name: 'Add field' }).click()
    await panel().getByRole('combobox', { name: 'Find a type' }).fill('amount')
    await page.keyboard.press('Enter')
    await panel().getByLabel('Name', { exact: true }).fill('Retainer')
    await page.keyboard.press('Escape')
    await expect.poll(() => panel().count()).toBe(0)
    await page.getByRole('link', { name: 'Add field' }).click()
    expect(await panel().getByLabel('Name', { exact: true }).inputValue()).toBe('Retainer')
    await panel().getByRole('button', { name: 'Discard' }).click()
  })

  test('keeps what isn’t saved when it is closed, and says what is refused where it is', async () => {
    await open('Site code')
    await panel().getByLabel('Name', { exact: true }).fill('Amount')
    await page.keyboard.press('Escape')
    await line('Site code').getByText('Not saved yet').waitFor()
    await open('Amount')
    await page.keyboard.press('Escape')
    await line('Site code').getByRole('link', { name: 'Site code' }).click()
    expect(await panel().getByLabel('Name', { exact: true }).inputValue()).toBe('Amount')
    await save()
    await panel().getByRole('alert').getByText('“Amount” exists already.').waitFor()
    expect(await panel().getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    await panel().getByRole('button', { name: 'Discard' }).click()
    expect((await field('Site code'))?.name).toBe('Site code')
  })

  test('of numbers that run, and of the time between two events', async () => {
    await addField('running', 'Deal no.')
    await panel().getByLabel('Begins with').fill('DL-')
    await panel().getByText('The next one looks like DL-0012').waitFor()
    await create()
    await expect.poll(async () => value('Deal no.')).toBe('DL-0001')
    await addField('time between', 'To close')
    await panel().getByLabel('To', { exact: true }).selectOption({ label: 'it entered Negotiation' })
    await panel().getByRole('textbox', { name: 'At most' }).fill('10')
    await page.keyboard.press('Tab')
    await create()
    await expect.poll(async () => (await field('To close'))?.config.target).toBe(864_000_000)
    await visit(page, `${world.url}/p/2/r/${deal.id}`)
    await page.getByText('DL-0001').first().waitFor()
    await page.getByText('Filled in by itself').first().waitFor({ state: 'attached' })
    await openSettings()
  })
})

describe('a formula', () => {
  const box = () => panel().getByRole('combobox', { name: 'Formula' })
  const text = () => box().inputValue()

  test('is written by keys alone: a function, then fields, with the result beside', async () => {
    await addField('worked out', 'Margin')
    await box().focus()
    await page.keyboard.type('rou')
    await page.getByRole('option', { name: 'ROUND' }).waitFor()
    await page.getByText('To the nearest, half away from zero.').waitFor()
    await page.keyboard.press('Enter')
    expect(await text()).toBe('ROUND()')
    await page.keyboard.type('({am')
    await page.keyboard.press('Tab')
    expect(await text()).toBe('ROUND(({Amount})')
    await page.keyboard.type(' - {')
    await page.keyboard.press('ArrowDown')
    expect(await box().getAttribute('aria-activedescendant')).toMatch(/-1$/)
    await page.keyboard.press('Escape')
    expect(await panel().getByRole('listbox').getByRole('option').count()).toBe(0)
    await panel().waitFor()
    await page.keyboard.type('Cost')
    await page.keyboard.press('Enter')
    await page.keyboard.type(') / {Amount} * 100, 1')
    expect(await text()).toBe('ROUND(({Amount} - {Cost}) / {Amount} * 100, 1)')
    await panel().getByText('Gives a number').waitFor()
    // The newest record is "Cold room": (500 - 100) / 500.
    await expect.poll(() => panel().getByRole('status').filter({ hasText: /^80$/ }).count()).toBe(1)
    await clickAndType(panel().getByRole('button', { name: 'Record to try it on' }), 'solar')
    await page.getByRole('option', { name: 'Solar roof for the warehouse' }).click()
    await panel().getByText('41.7', { exact: true }).waitFor()
    expect(await accessibilityViolations(panel())).toEqual([])
    await create()
    await expect.poll(() => value('Margin')).toBe(41.7)
  })

  test('that is wrong is underlined where it is wrong, and mended by a click', async () => {
    await open('Margin')
    await box().fill('{Amoun} - {Cost}')
    await page.keyboard.press('End')
    await page.keyboard.type(' ')
    await panel().getByText('There is no field called “Amoun”.').waitFor()
    const wrong = () =>
      panel().evaluate((element) =>
        [...element.querySelectorAll('span')]
          .filter((one) => getComputedStyle(one).textDecorationStyle === 'wavy')
          .map((one) => one.textContent),
      )
    expect(await wrong()).toEqual(['{Amoun}'])
    expect(await box().getAttribute('aria-invalid')).toBe('true')
    await panel().getByRole('button', { name: 'Did you mean {Amount}?' }).click()
    expect((await text()).trim()).toBe('{Amount} - {Cost}')
    await expect.poll(wrong).toEqual([])
    await panel().getByText('Gives money', { exact: false }).waitFor()
    await box().fill('IF({Amount} > 1000, "big", 7)')
    await page.keyboard.type(' ')
    await expect.poll(wrong).not.toEqual([])
    await box().fill('{Amount} - {Cost}')
    await save()
    await expect.poll(async () => (await field('Margin'))?.result?.type).toBe('currency')
  })

  test('that would read itself is refused by name', async () => {
    await open('Profit')
    await box().fill('{Margin} - {Cost}')
    await save()
    await expect.poll(async () => (await field('Profit'))?.config.formula).toBe('{Margin} - {Cost}')
    await open('Margin')
    await box().fill('{Profit} * 2')
    await save()
    await panel().getByRole('alert').getByText('Profit', { exact: false }).first().waitFor()
    await panel().getByRole('button', { name: 'Discard' }).click()
  })
})

describe('another type', () => {
  test('is tried first; what doesn’t fit is shown, left empty if one wants, and comes back by undo', async () => {
    await owner.patch(`/api/records/${deal.id}`, { values: { 'Site code': 'B-17' } })
    const { records } = await owner.post<{ records: RecordAnswer[] }>('/api/projects/2/query', {
      filter: { field: 'title', op: 'eq', value: 'Cold room' },
    })
    await owner.patch(`/api/records/${records[0]!.id}`, { values: { 'Site code': '42' } })
    await open('Site code')
    await clickAndType(panel().getByRole('button', { name: 'Change the type' }), 'figure to count')
    await page.keyboard.press('Enter')
    await panel().getByText('1 of 2 values fit.').waitFor()
    await panel().getByText('B-17', { exact: true }).waitFor()
    await panel().getByText('Solar roof for the warehouse').waitFor()
    await panel().getByText('Site code must be a number, and “B-17” is not one.').waitFor()
    expect(await accessibilityViolations(panel())).toEqual([])
    await save()
    await panel().getByRole('alert').first().waitFor()
    expect((await field('Site code'))?.type).toBe('text')
    await panel().getByRole('checkbox', { name: 'Leave those empty that don’t fit' }).check()
    await save()
    await panel().waitFor({ state: 'detached' })
    expect((await field('Site code'))?.type).toBe('number')
    expect(await value('Site code')).toBeNull()
    await undo()
    await expect.poll(async () => (await field('Site code'))?.type).toBe('text')
    expect(await value('Site code')).toBe('B-17')
  })

  test('with options gets them from the values', async () => {
    await page.reload()
    await open('Site code')
    await clickAndType(panel().getByRole('button', { name: 'Change the type' }), 'few coloured')
    await page.keyboard.press('Enter')
    await panel().getByLabel('Name of B-17').waitFor()
    await panel().getByText('All 2 values fit.').waitFor()
    await save()
    await expect.poll(async () => await value('Site code')).toMatchObject({ name: 'B-17' })
  })

  test('is left again for the one before, also when the toast is long gone', async () => {
    await page.reload()
    await page.getByText('Earlier types').click()
    // The panel may have closed by itself before the reload, once the type was stored.
    expect(await accessibilityViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Bring back “Site code” as Text' }).click()
    await expect.poll(async () => (await field('Site code'))?.type).toBe('text')
    expect(await value('Site code')).toBe('B-17')
    await page.getByText('Earlier types').waitFor({ state: 'detached' })
  })
})

describe('options', () => {
  const names = async () => ((await field('Roof'))!.config.options as { name: string }[]).map(({ name }) => name)
  const box = () => panel().getByLabel('Add an option, or paste a list')
  const paste = async (text: string) => {
    await box().focus()
    await box().evaluate((element, text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, text)
  }

  test('come from a pasted list, without those that are there', async () => {
    await open('Roof')
    await paste('Pitched\nflat\nHip, with dormer\nPitched')
    await panel().getByText('2 options added. 2 were there already.').waitFor()
    await paste('Dome; Shed')
    await panel().getByRole('button', { name: 'Move Shed' }).focus()
    await page.keyboard.press('ArrowUp')
    await panel().getByLabel('Name of Dome').fill('Round')
    await page.keyboard.press('Enter')
    await panel().getByRole('button', { name: 'Colour of Flat' }).click()
    await page.getByRole('button', { name: 'Pink' }).click()
    await page.keyboard.press('Escape')
    await save()
    await panel().waitFor({ state: 'detached' })
    expect(await names()).toEqual(['Flat', 'Pitched', 'Hip, with dormer', 'Shed', 'Round'])
    expect(((await field('Roof'))!.config.options as { color: string }[])[0]!.color).toBe('pink')
  })

  test('are merged, and their records move over', async () => {
    await owner.patch(`/api/records/${deal.id}`, { values: { Roof: 'Shed' } })
    await open('Roof')
    for (const name of ['Pitched', 'Shed'])
      await panel()
        .getByRole('checkbox', { name: `Choose ${name}` })
        .check()
    await panel().getByRole('combobox', { name: 'into' }).selectOption({ label: 'Pitched' })
    await panel().getByRole('button', { name: 'Merge', exact: true }).click()
    await waitForStatus('Shed became Pitched.')
    await expect.poll(names).not.toContain('Shed')
    expect(await value('Roof')).toMatchObject({ name: 'Pitched' })
    await page.keyboard.press('Escape')
    await undo()
    await expect.poll(names).toContain('Shed')
    await expect.poll(async () => await value('Roof')).toMatchObject({ name: 'Shed' })
  })
})

describe('a filter', () => {
  const rollup = async () => {
    const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
    return projects.find((one) => one.id === '1')!.fields.find((one) => one.name === 'Won revenue')!
  }
  const filter = async () => (await rollup()).config.filter
  const openRollup = async () => {
    await visit(page, `${world.url}/p/1/settings/${(await rollup()).id}`)
    await panel().getByRole('group', { name: 'Of which records' }).waitFor()
  }
  const choice = (name: string) => panel().getByRole('button', { name, exact: true })

  test('of a rollup: the quick choices leave alone what they did not make', async () => {
    const { config, id } = await rollup()
    const amount = (await field('Amount'))!.id
    const large = { field: amount, op: 'gte', value: 1000 }
    const won = { field: 'listKind', op: 'eq', value: 'won' }
    await owner.patch(`/api/fields/${id}`, { config: { ...config, filter: { and: [won, large] } } })
    await openRollup()
    expect(await choice('Won').getAttribute('aria-pressed')).toBe('true')
    await choice('Change: Amount is at least $1,000').waitFor()
    expect(await accessibilityViolations(panel())).toEqual([])
    await choice('Lost').click()
    await save()
    await expect.poll(filter).toEqual({ and: [{ ...won, value: 'lost' }, large] })
  })

  test('of a rollup: it is built from the fields of the other project', async () => {
    await openRollup()
    await choice('All').click()
    await choice('Filter').click()
    const sheet = page.getByRole('dialog', { name: 'Of which records' })
    await sheet.getByRole('textbox', { name: 'Value' }).fill('5000')
    await page.keyboard.press('Escape')
    await choice('Change: Amount is at least $5,000').waitFor()
    await panel().waitFor()
    await save()
    await expect.poll(async () => JSON.stringify(await filter())).not.toContain('listKind')
    expect(JSON.stringify(await filter())).toContain('"gte"')
    await openRollup()
    await choice('Remove: Amount is at least $5,000').click()
    await save()
    await expect.poll(filter).toBeUndefined()
  })

  test('of a link: only matching records are offered, and that is said', async () => {
    for (const [title, Source] of [
      ['Angkor Beer Garden', 'Referral'],
      ['Angkor Rice', 'Website'],
    ])
      await owner.post('/api/projects/1/records', { title, values: { Source } })
    await openSettings()
    await open('Customer')
    await choice('Filter').click()
    const sheet = page.getByRole('dialog', { name: 'Which records are offered' })
    await clickAndType(sheet.getByRole('button', { name: 'Add a condition' }), 'source')
    await page.keyboard.press('Enter')
    await sheet.getByRole('button', { name: /^Value/ }).click()
    await page.getByRole('option', { name: 'Referral' }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await panel()
      .getByRole('button', { name: /^Change: Source .* Referral$/ })
      .waitFor()
    await save()
    await panel().waitFor({ state: 'detached' })
    await visit(page, `${world.url}/p/2/r/${deal.id}`)
    await page.getByRole('button', { name: 'Edit Customer', exact: true }).click()
    await page.getByRole('option', { name: 'Angkor Beer Garden' }).waitFor()
    expect(await page.getByRole('option', { name: 'Angkor Rice' }).count()).toBe(0)
    await page.keyboard.type('rice')
    await page.getByText(/Only Customers where Source .* Referral are offered\./).waitFor()
    await page.keyboard.press('Escape')
    await openSettings()
  })
})

test('whoever types in a value that is still loading keeps the focus', async () => {
  await owner.post('/api/projects/2/fields', { name: 'Engineer', type: 'person', config: { multiple: true } })
  await page.route('**/api/people', async (route) => {
    await new Promise((done) => setTimeout(done, 1500))
    await route.continue()
  })
  await visit(page, `${world.url}/p/2/r/${deal.id}`)
  await clickAndType(page.getByRole('button', { name: 'Edit Engineer', exact: true }), 'sok')
  expect(await page.getByRole('combobox', { name: 'Search', exact: true }).inputValue()).toBe('sok')
  await page.getByRole('option', { name: 'Sokha Chan' }).waitFor()
  await page.keyboard.type('ha')
  expect(await page.getByRole('combobox', { name: 'Search', exact: true }).inputValue()).toBe('sokha')
  await page.keyboard.press('Enter')
  await expect.poll(async () => JSON.stringify(await value('Engineer'))).toContain('Sokha Chan')
  await page.keyboard.press('Escape')
  await page.unroute('**/api/people')
  await openSettings()
})

test('a deleted field comes back with its values', async () => {
  await openSettings()
  await line('Roof').getByRole('button', { name: 'More for Roof' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.poll(() => line('Roof').count()).toBe(0)
  await expect.poll(async () => await field('Roof')).toBeUndefined()
  await page.reload()
  await page.getByText('Deleted fields').click()
  await page.getByRole('button', { name: 'Bring back Roof' }).click()
  await line('Roof').waitFor()
  expect(await value('Roof')).toMatchObject({ name: 'Shed' })
})

test('rates are listed, added where they fit, and taken away', async () => {
  const rates = async () =>
    (await owner.get<{ workspace: { reportCurrency: string | null; rates: object[] } }>('/api/workspace')).workspace
  await visit(page, `${world.url}/settings/workspace`)
  const part = page.getByRole('region', { name: 'Exchange rates' })
  await part.getByLabel('Totals are told in').selectOption('USD')
  await expect.poll(async () => (await rates()).reportCurrency).toBe('USD')
  const rate = part.getByLabel('Rate: how many for 1 USD')
  await rate.fill('4,100')
  await part.getByLabel('From', { exact: true }).fill('2026-01-01')
  await part.getByRole('button', { name: 'Add the rate' }).click()
  await expect.poll(async () => (await rates()).rates).toEqual([{ currency: 'KHR', rate: '4100', from: '2026-01-01' }])
  await part.getByText('1 USD = ៛4,100').waitFor()
  await rate.fill('4,120')
  await part.getByLabel('From', { exact: true }).fill('2026-01-01')
  await part.getByRole('button', { name: 'Add the rate' }).click()
  await part.getByRole('alert').waitFor()
  expect(await rate.inputValue()).toBe('4,120')
  expect(await accessibilityViolations(part)).toEqual([])
  await part.getByRole('button', { name: /^Remove the rate of KHR/ }).click()
  await expect.poll(async () => (await rates()).rates).toEqual([])
})

test('all of it is there in Khmer', async () => {
  await page.getByRole('link', { name: 'Profile' }).click()
  await page.getByRole('button', { name: 'ភាសាខ្មែរ' }).click()
  await page.getByRole('link', { name: 'ទូទៅ' }).click()
  await page.getByRole('heading', { name: 'អត្រាប្ដូរប្រាក់' }).waitFor()
  await visit(page, `${world.url}/p/2/settings`)
  await page.getByRole('link', { name: 'Margin', exact: true }).click()
  const box = page.getByRole('combobox', { name: 'រូបមន្ត' })
  await box.fill('{Amoun} - 1 ')
  await page.getByText('គ្មានវាលឈ្មោះ «Amoun» ទេ។').waitFor()
  await page.getByRole('button', { name: 'តើអ្នកចង់សរសេរ {Amount} មែនទេ?' }).waitFor()
  await box.fill('')
  await page.keyboard.type('SU')
  await page.getByText('ផលបូកទាំងអស់ តម្លៃទទេមិនរាប់ទេ។').waitFor()
  await page.keyboard.press('Escape')
  expect(await accessibilityViolations(page)).toEqual([])
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
