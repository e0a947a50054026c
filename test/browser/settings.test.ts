import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../src/core/model/index.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'
import { cardNamed, listNamed, seenBoard } from './board-page.ts'
import { closeBrowser, openPage, sameVisitor, setUp, watchErrors } from './browser.ts'

let world: World
let page: Page
let owner: Client
let errors: string[]

beforeAll(async () => {
  world = await startWorld()
  page = await openPage({ colorScheme: 'light' })
  errors = watchErrors(page)
  await setUp(page, world.url)
  owner = await sameVisitor(page, world.url)
  await owner.post('/api/projects/2/records', { title: 'Solar roof for the warehouse' })
  await page.goto(`${world.url}/p/2/settings`)
  await page.getByRole('heading', { name: 'Lists' }).waitFor()
})

afterAll(async () => {
  await closeBrowser()
  await world.close()
})

const project = async () =>
  (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects.find((one) => one.id === '2')!
const lists = async () => (await project()).lists
const field = async (name: string) => (await project()).fields.find((one) => one.name === name)

describe('lists', () => {
  test('are renamed, recoloured, reordered, and say when a record is stale', async () => {
    await page.getByLabel('Name of Unqualified').fill('New leads')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await lists())[0]!.name).toBe('New leads')
    await page.getByRole('button', { name: 'Colour of New leads' }).click()
    await page.getByRole('button', { name: 'Pink' }).click()
    await expect.poll(async () => (await lists())[0]!.color).toBe('pink')
    await page.keyboard.press('Escape')
    await page.getByLabel('New leads: stale after how many days').fill('3')
    await page.keyboard.press('Tab')
    await expect.poll(async () => (await lists())[0]!.staleAfterDays).toBe(3)
    await page.getByRole('button', { name: 'Move New leads down' }).click()
    await expect
      .poll(async () => (await lists()).slice(0, 2).map((list) => list.name))
      .toEqual(['Qualification', 'New leads'])
    await page.getByRole('link', { name: 'Board' }).click()
    await cardNamed(page, 'Solar roof for the warehouse').waitFor()
    expect((await seenBoard(page)).slice(0, 2).map((list) => list.name)).toEqual(['Qualification', 'New leads'])
    await page.goBack()
  })

  test('one with records in it stays, an empty one goes and can be brought back', async () => {
    await page.getByRole('button', { name: 'Delete New leads' }).click()
    await page.getByText('This list still has records. Move them first.').waitFor()
    await page.getByRole('button', { name: 'Delete Not viable' }).click()
    await page.getByText('“Not viable” is deleted.').waitFor()
    expect((await lists()).map((list) => list.name)).not.toContain('Not viable')
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(async () => (await lists()).map((list) => list.name)).toContain('Not viable')
  })
})

describe('fields, tags and parts', () => {
  test('a choice gets an option, which a record can take', async () => {
    await page.getByPlaceholder('New field').fill('Roof')
    await page.getByLabel('Type', { exact: true }).selectOption('select')
    await page.getByPlaceholder('New field').press('Enter')
    await page.getByLabel('Name of Roof').waitFor()
    await page.getByText('0 options').click()
    await page.getByPlaceholder('New option').last().fill('Flat')
    await page.keyboard.press('Enter')
    await expect.poll(async () => JSON.stringify((await field('Roof'))?.config.options)).toContain('"name":"Flat"')
    // The list of options stays open, and the next one doesn't wait for what the first one answered.
    await page.getByPlaceholder('New option').last().fill('Pitched')
    await page.keyboard.press('Enter')
    await page.getByLabel('Name of Pitched').waitFor()
    await page.getByLabel('Name of Flat').waitFor()
    expect(JSON.stringify((await field('Roof'))?.config.options)).toMatch(/Flat.*Pitched/)
  })

  test('an amount gets other currencies, stars their number, a link several records', async () => {
    await page.getByPlaceholder('New field').fill('Fit')
    await page.getByLabel('Type', { exact: true }).selectOption('rating')
    await page.getByPlaceholder('New field').press('Enter')
    await page.getByLabel('Fit: at most how many stars').fill('10')
    await page.keyboard.press('Tab')
    await expect.poll(async () => (await field('Fit'))?.config.max).toBe(10)
    await page.locator('summary', { hasText: 'USD' }).first().click()
    await page.getByLabel('Add a currency to Amount').selectOption('EUR')
    await expect.poll(async () => (await field('Amount'))?.config.others).toContain('EUR')
    await page.getByLabel('Add a currency to Amount').selectOption('THB')
    await expect.poll(async () => (await field('Amount'))?.config.others).toContain('THB')
    await page.getByRole('button', { name: 'Delete THB' }).click()
    await expect.poll(async () => (await field('Amount'))?.config.others).not.toContain('THB')
    await page.getByLabel('Customer holds several').check()
    await expect.poll(async () => (await field('Customer'))?.config.multiple).toBe(true)
  })

  test('a formula, a lookup and a rollup are made of what is there, and a wrong formula says where', async () => {
    const type = page.getByLabel('Type', { exact: true })
    const name = page.getByPlaceholder('New field')
    await name.fill('Margin')
    await type.selectOption('formula')
    await page.getByLabel('Formula', { exact: true }).fill('ROUND({Profit} / {Amoun} * 100, 1)')
    await name.press('Enter')
    await page.getByRole('alert').getByText('There is no field called “Amoun”').waitFor()
    await page.getByLabel('Formula', { exact: true }).fill('ROUND({Profit} / {Amount} * 100, 1)')
    await name.fill('Margin')
    await name.press('Enter')
    await expect.poll(async () => (await field('Margin'))?.result?.type).toBe('number')
    await page.getByLabel('Formula of Margin').fill('ROUND({Profit} / {Amount}, 2)')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await field('Margin'))?.config.formula).toBe('ROUND({Profit} / {Amount}, 2)')

    await name.fill('Customer phone')
    await type.selectOption('lookup')
    await page.getByLabel('What it shows').selectOption({ label: 'Phone' })
    await name.press('Enter')
    await expect.poll(async () => (await field('Customer phone'))?.result?.type).toBe('phone')

    const { record: customer } = await owner.post<{ record: { id: string } }>('/api/projects/1/records', {
      title: 'Mekong Logistics',
      values: { Phone: '+855 12 345 678' },
    })
    await owner.post('/api/projects/2/records', {
      title: 'Stock system',
      list: 'Closed won',
      values: { Customer: customer.id, Amount: 1000, Cost: 400 },
    })
    await page.goto(`${world.url}/p/1/r/${customer.id}`)
    await page.getByRole('region', { name: 'Opportunities' }).getByRole('link', { name: 'Stock system' }).waitFor()
    await page.getByText('$1,000').first().waitFor()
    await page.getByLabel('+ New Opportunity').fill('Annual support')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Opportunities' }).getByRole('link', { name: 'Annual support' }).waitFor()
    await page.getByRole('region', { name: 'Opportunities' }).getByRole('link', { name: 'Stock system' }).click()
    await page.getByText('0.6', { exact: true }).waitFor()
    await page.getByText('+85512345678').first().waitFor()
    await page.goto(`${world.url}/p/2/settings`)
    await page.getByRole('heading', { name: 'Lists' }).waitFor()
  })

  test('an exact name exists once', async () => {
    await page.getByPlaceholder('New tag').fill('Consulting')
    await page.keyboard.press('Enter')
    await page.getByText('“Consulting” exists already.').waitFor()
  })

  test('what isn’t used is switched off, and its words go from the board', async () => {
    await page.getByRole('checkbox', { name: 'Tags' }).uncheck()
    await expect.poll(async () => (await project()).parts.tags).toBe(false)
    await page.getByRole('link', { name: 'Board' }).click()
    await listNamed(page, 'New leads').waitFor()
    expect(await page.getByRole('list', { name: 'Tags' }).count()).toBe(0)
  })
})

describe('one’s own', () => {
  test('colours and language are kept', async () => {
    await page.goto(`${world.url}/settings/`)
    await page.getByRole('button', { name: 'Dark' }).click()
    const dark = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
    expect(await dark()).toBe('dark')
    await page.getByRole('button', { name: 'ភាសាខ្មែរ' }).click()
    await page.getByRole('heading', { name: 'ការកំណត់' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'ការកំណត់' }).waitFor()
    expect(await dark()).toBe('dark')
    const { person } = await owner.get<{ person: { language: string } }>('/api/me')
    expect(person.language).toBe('km')
    // Also where the browser knows no Khmer dates, and answers in English.
    await page.goto(`${world.url}/d/1`)
    const bars = page.getByRole('img', { name: /20\d\d/ }).first()
    expect(await bars.getAttribute('aria-label')).toMatch(/[\u1780-\u17ff] 20\d\d/)
  })
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
