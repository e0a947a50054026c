import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

beforeAll(async () => {
  page = await openPage()
  world = await startCrm(page)
  const owner = await clientOf(page, world.url)
  await owner.post('/api/projects/1/records', {
    title: 'ភោជនីយដ្ឋាន ទន្លេ',
    values: { Email: 'hello@tonlerestaurant.example' },
  })
  await owner.post('/api/projects/2/records', { title: 'Kitchen display for the riverside' })
  await page.goto(`${world.url}/p/2/board`)
})

afterAll(async () => {
  await closePages()
  await world.close()
})

test('Ctrl+K finds a record of any project by its title or its email, in any script', async () => {
  await page.getByRole('heading', { name: 'Opportunities', exact: true }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('kitchen')
  const found = page.getByRole('option', { name: /Kitchen display for the riverside/ })
  await found.waitFor()
  // Called otherwise meanwhile: what was found follows.
  const kitchen = (await found.getAttribute('id'))!.replace(/.*r/, '')
  const owner = await clientOf(page, world.url)
  await owner.patch(`/api/records/${kitchen}`, { title: 'Kitchen displays, both floors' })
  await page.getByRole('option', { name: /Kitchen displays, both floors/ }).waitFor()
  await owner.patch(`/api/records/${kitchen}`, { title: 'Kitchen display for the riverside' })
  await found.waitFor()
  expect(await accessibilityViolations(page.getByRole('dialog'))).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/p\/2\/r\/\d+/)
  await page.getByRole('complementary', { name: 'Record' }).waitFor()
  for (const words of ['ទន្លេ', 'tonlerestaurant']) {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Search' }).waitFor()
    await page.keyboard.insertText(words)
    await page.getByRole('option', { name: /ភោជនីយដ្ឋាន ទន្លេ/ }).click()
    await page.waitForURL(/\/p\/1\/r\/\d+/)
  }
})

test('it says why, offers what was opened last, new records and settings, and finds the bin and the archive', async () => {
  const owner = await clientOf(page, world.url)
  const deal = async (title: string) =>
    (await owner.post<{ record: { id: string } }>('/api/projects/2/records', { title, values: { Amount: 1250 } }))
      .record.id
  const [put, thrown] = [await deal('Weighbridge, archived'), await deal('Weighbridge, deleted')]
  await owner.put(`/api/records/${put}/archive`)
  await owner.delete(`/api/records/${thrown}`)
  await visit(page, `${world.url}/settings/profile`)
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.keyboard.press('Control+k')
  const search = page.getByRole('dialog', { name: 'Search' })
  const group = (name: string) => search.getByRole('group', { name })
  await group('Opened last').getByRole('option', { name: 'ភោជនីយដ្ឋាន ទន្លេ' }).waitFor()
  expect(await search.getByRole('heading').count()).toBe(0)
  expect(await accessibilityViolations(search)).toEqual([])
  await search.getByRole('combobox').fill('tonlerestaurant')
  await group('Records').getByText('Email: hello@tonlerestaurant.example').waitFor()
  await search.getByRole('combobox').fill('weighbridge')
  await group('Archive')
    .getByRole('option', { name: /Weighbridge, archived.*\$1,250.*Opportunities/ })
    .waitFor()
  await group('Bin')
    .getByRole('option', { name: /Weighbridge, deleted/ })
    .waitFor()
  await search.getByRole('combobox').fill('roles')
  await group('Settings').getByRole('option', { name: /Roles/ }).waitFor()
  await search.getByRole('combobox').fill('weighbridge, del')
  await group('Bin')
    .getByRole('option', { name: /Weighbridge, deleted/ })
    .click()
  await page.waitForURL(/\/p\/2\/bin\?q=/)
  await page.getByRole('button', { name: 'Restore Weighbridge, deleted' }).waitFor()
  expect(await page.getByRole('searchbox', { name: 'Search here' }).inputValue()).toBe('Weighbridge, deleted')
  await page.keyboard.press('Control+k')
  await search.getByRole('combobox').fill('new opp')
  // However quick Enter is, it is about what was typed.
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New Opportunity' }).waitFor()
  await page.keyboard.press('Escape')
})

test('it takes the place of a menu; what it opened gives the focus back to what was there before', async () => {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  const search = page.getByRole('dialog', { name: 'Search' })
  const create = (name: string) => page.getByRole('dialog', { name })
  const openOver = async (words: string) => {
    await page.keyboard.press('Control+k')
    await search.waitFor()
    await page.keyboard.insertText(words)
    await expect.poll(() => search.getByRole('option').first().textContent()).toContain('New')
    await page.keyboard.press('Enter')
  }
  const errors = watchErrors(page)
  const menu = page.getByRole('menu')
  const menuButton = page.getByRole('button', { name: 'You and settings' })
  await menuButton.click()
  await menu.waitFor()
  await openOver('new cust')
  await create('New Customer').getByRole('button', { name: 'Close' }).click()
  await expect.poll(focused).toBe('You and settings')
  expect(await menu.count()).toBe(0)

  // What a key opens over a form leaves the form where it is.
  await page.getByRole('button', { name: 'New Opportunity' }).first().click()
  await create('New Opportunity').getByRole('textbox').first().fill('Half written')
  await openOver('new cust')
  await create('New Customer').waitFor()
  await page.keyboard.press('Escape')
  await expect
    .poll(() => page.locator(':focus').evaluate((field) => (field as HTMLInputElement).value))
    .toBe('Half written')
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('New Opportunity')

  await menuButton.click()
  await menu.waitFor()
  await page.keyboard.press('?')
  await create('Keys').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('You and settings')
  expect(errors).toEqual([])
})

test('the bin and the archive are pages of the project: a record is brought back, and that can be undone', async () => {
  const d1 = await world.db()
  const deletedAt = Date.now() - 29.5 * 86_400_000
  await d1.prepare("UPDATE records SET deleted_at = ? WHERE title = 'Weighbridge, deleted'").bind(deletedAt).run()
  await visit(page, `${world.url}/p/2/board`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('link', { name: 'Bin' }).click()
  const bin = page.getByRole('list', { name: 'Bin' })
  await bin.getByText('1 day left', { exact: true }).waitFor()
  await bin.getByRole('button', { name: 'Restore Weighbridge, deleted' }).click()
  await page.getByText('“Weighbridge, deleted” is back.').waitFor()
  await page.getByText('The bin is empty').waitFor()
  await page.getByText('wait here for 30 days').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  // It is read where it lies, too, and brought back from there.
  await bin.getByRole('link', { name: 'Weighbridge, deleted' }).click()
  const panel = page.getByRole('complementary', { name: 'Record' })
  await panel.getByRole('alert').getByText('in the bin').waitFor()
  expect(await accessibilityViolations(panel)).toEqual([])
  await panel.getByRole('alert').getByRole('button', { name: 'Restore' }).click()
  await page.getByText('The bin is empty').waitFor()
  expect(await panel.getByRole('alert').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/p\/2\/bin$/)
  await visit(page, `${world.url}/p/2/archive`)
  await page.getByRole('button', { name: 'Take out Weighbridge, archived' }).click()
  await page.getByText('Nothing is archived').waitFor()
  await page.getByRole('link', { name: 'Board', exact: true }).click()
  await page.getByRole('link', { name: 'Weighbridge, archived' }).waitFor()
})

test('a project of its own, with a list, a field and a record', async () => {
  await page.getByRole('button', { name: 'New project' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Hiring')
  await page.getByLabel('One record is called').fill('Candidate')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.waitForURL(/\/p\/\d+\/settings/)
  await page.getByPlaceholder('New list').fill('Interview')
  await page.keyboard.press('Enter')
  await page.getByLabel('Name of Interview').waitFor()
  await page.getByRole('link', { name: 'Add field' }).click()
  await page.getByRole('combobox', { name: 'Find a type' }).fill('money')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Field', exact: true })
  await panel.getByLabel('Name', { exact: true }).fill('Salary wished')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Salary wished', exact: true }).waitFor()
  await page.getByRole('link', { name: 'Board' }).click()
  await clickAndType(page.getByRole('button', { name: 'Add to Interview' }), 'Dara Pich')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Dara Pich' }).waitFor()
})

test('an empty project starts from a template by keyboard, and Undo takes it back', async () => {
  const owner = await clientOf(page, world.url)
  const { project } = await owner.post<{ project: { id: string } }>('/api/projects', { name: 'Partner deals' })
  await visit(page, `${world.url}/p/${project.id}`)
  await page.getByRole('button', { name: 'Start from a template' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Start from a template' })
  await dialog.getByRole('button', { name: /^Invoices/ }).waitFor()
  expect(await accessibilityViolations(dialog)).toEqual([])
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(focused).toMatch(/^Sales pipeline/)
  await page.keyboard.press('Enter')
  const board = page.getByRole('region', { name: 'Board' })
  await board.getByRole('heading', { name: 'Negotiation' }).waitFor()
  await expect.poll(focused).toBe('New Opportunity')
  expect(await page.getByRole('button', { name: 'Start from a template' }).count()).toBe(0)
  await page.getByText('Partner deals starts from the template “Sales pipeline”.').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByRole('button', { name: 'Start from a template' }).waitFor()
  await page.getByRole('heading', { name: 'Negotiation' }).waitFor({ state: 'detached' })
})

test('without a network what can’t be opened says so, and the rest stays', async () => {
  const fresh = await openPage({ storageState: await page.context().storageState() })
  await fresh.goto(`${world.url}/p/2/board`)
  await fresh.locator('section[data-list]').first().waitFor()
  await fresh.getByRole('link', { name: 'Opportunities' }).waitFor()
  // What is there already is asked for when the page rests.
  await fresh.waitForLoadState('networkidle')
  await fresh.context().setOffline(true)
  // What only reads has nothing to add to what the line says.
  await fresh.getByRole('button', { name: 'Mine' }).click()
  await fresh.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
  expect(await fresh.getByText('The network doesn’t answer.').count()).toBe(0)
  await fresh.keyboard.press('?')
  await fresh.getByRole('alert').getByText('The network doesn’t answer.').waitFor()
  await fresh.getByRole('link', { name: 'Import', exact: true }).click()
  await fresh.getByText('This couldn’t be loaded').waitFor()
  expect(
    await fresh.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Opportunities' }).count(),
  ).toBe(1)
  await fresh.context().setOffline(false)
  await fresh.getByRole('main').getByRole('button', { name: 'Load the page anew' }).click()
  await fresh.getByText('Drop a CSV file here').waitFor()
  await fresh.close()
})

test('overlays keep what is typed while they load', async () => {
  // Nothing of the page is in memory: the form is loaded when it is opened.
  const fresh = await openPage({ storageState: await page.context().storageState() })
  await fresh.route(/new-record[^/]*\.js/, async (route) => {
    await new Promise((done) => setTimeout(done, 600))
    await route.continue()
  })
  await fresh.goto(`${world.url}/p/2/board`)
  await fresh.getByRole('button', { name: 'New Opportunity' }).first().click()
  await fresh.keyboard.type('Camxx')
  await fresh.keyboard.press('Backspace')
  await fresh.keyboard.press('Backspace')
  await fresh.keyboard.type('paigns?')
  const title = fresh.getByRole('dialog').getByLabel('Opportunity name')
  await title.waitFor()
  await expect.poll(() => title.inputValue()).toBe('Campaigns?')
  await fresh.keyboard.type(' In May')
  expect(await title.inputValue()).toBe('Campaigns? In May')
  // What a key does on the page behind it was not done meanwhile.
  expect(await fresh.getByRole('dialog').count()).toBe(1)
  await fresh.close()
})
