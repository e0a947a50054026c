import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { cardNamed, listNamed, seenBoard } from './board-page.ts'
import { clientOf, closePages, openCrm, openPage, watchErrors } from './browser.ts'

let world: World
let page: Page
let owner: Client
let errors: string[]

beforeAll(async () => {
  page = await openPage({ colorScheme: 'light' })
  errors = watchErrors(page)
  world = await openCrm(page)
  owner = await clientOf(page, world.url)
  await owner.post('/api/projects/2/records', { title: 'Solar roof for the warehouse' })
  await page.goto(`${world.url}/p/2/settings`)
  await page.getByRole('heading', { name: 'Lists' }).waitFor()
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const project = async () =>
  (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects.find((one) => one.id === '2')!
const lists = async () => (await project()).lists

describe('lists', () => {
  test('are renamed, recoloured, reordered, and say when a record is stale', async () => {
    await page.getByLabel('Name of Unqualified').fill('New leads')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await lists())[0]!.name).toBe('New leads')
    await page.getByRole('button', { name: 'Colour of New leads' }).click()
    // What is read anew while one types leaves that alone.
    await page.route('**/api/projects', async (route) => {
      await new Promise((done) => setTimeout(done, 800))
      await route.continue()
    })
    await page.getByRole('button', { name: 'Pink' }).click()
    await expect.poll(async () => (await lists())[0]!.color).toBe('pink')
    await page.keyboard.press('Escape')
    const read = page.waitForResponse('**/api/projects')
    await page.getByLabel('New leads: stale after how many days').fill('3')
    await read
    await page.unrouteAll({ behavior: 'wait' })
    await page.keyboard.press('Tab')
    await expect.poll(async () => (await lists())[0]!.staleAfterDays).toBe(3)
    // Two steps at once are two places, shown before the first is answered.
    const [first, second, third] = (await lists()).map(({ name }) => name)
    await page.route('**/api/lists/*', async (route) => {
      await new Promise((done) => setTimeout(done, 500))
      await route.continue()
    })
    await page.getByRole('button', { name: 'Move New leads down' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForTimeout(50)
    await page.keyboard.press('Enter')
    const order = [second, third, first]
    const named = () =>
      page
        .getByLabel(/^Name of /)
        .evaluateAll((all) => all.slice(0, 3).map((one) => (one as unknown as { value: string }).value))
    expect(await named()).toEqual(order)
    await page.getByRole('link', { name: 'Board' }).click()
    await cardNamed(page, 'Solar roof for the warehouse').waitFor()
    expect((await seenBoard(page)).slice(0, 3).map(({ name }) => name)).toEqual(order)
    await expect.poll(async () => (await lists()).slice(0, 3).map(({ name }) => name)).toEqual(order)
    await page.unrouteAll({ behavior: 'wait' })
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

describe('tags and parts', () => {
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
    await expect.poll(() => page.getByRole('list', { name: 'Tags' }).count()).toBe(0)
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
    // It was on its way when the page was left.
    await expect
      .poll(async () => (await owner.get<{ person: { language: string } }>('/api/me')).person.language)
      .toBe('km')
    // Also where the browser knows no Khmer dates, and answers in English.
    await page.goto(`${world.url}/d/1`)
    const bars = page.getByRole('img', { name: /20\d\d/ }).first()
    expect(await bars.getAttribute('aria-label')).toMatch(/[\u1780-\u17ff] 20\d\d/)
  })
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
