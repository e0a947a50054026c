import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../world.ts'
import { accessibilityViolations, clientOf, closePages, openCrm, openPage } from './browser.ts'

let world: World
let page: Page

beforeAll(async () => {
  page = await openPage()
  world = await openCrm(page)
  const owner = await clientOf(page, world.url)
  await owner.post('/api/projects/1/records', {
    title: 'ភោជនីយដ្ឋាន ទន្លេ',
    values: { Email: 'hello@tonlerestaurant.example' },
  })
  await owner.post('/api/projects/2/records', { title: 'Kitchen display for the riverside' })
})

afterAll(async () => {
  await closePages()
  await world.close()
})

test('Ctrl+K finds a record of any project by its title or its email, in any script', async () => {
  await page.getByRole('heading', { name: 'Opportunities' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('kitchen')
  await page.getByRole('option', { name: /Kitchen display for the riverside/ }).waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/p\/2\/r\/\d+/)
  await page.getByRole('complementary', { name: 'Record' }).waitFor()
  for (const words of ['ទន្លេ', 'tonlerestaurant']) {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await page.waitForTimeout(300)
    await page.keyboard.insertText(words)
    await page.getByRole('option', { name: /ភោជនីយដ្ឋាន ទន្លេ/ }).click()
    await page.waitForURL(/\/p\/1\/r\/\d+/)
  }
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
  await page.getByRole('button', { name: 'Add to Interview' }).click()
  await page.keyboard.type('Dara Pich')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Dara Pich' }).waitFor()
})

test('without a network what can’t be opened says so, and the rest stays', async () => {
  const fresh = await openPage({ storageState: await page.context().storageState() })
  await fresh.goto(`${world.url}/p/2/board`)
  await fresh.locator('section[data-list]').first().waitFor()
  await fresh.getByRole('link', { name: 'Opportunities' }).waitFor()
  // What is there already is asked for when the page rests.
  await fresh.waitForLoadState('networkidle')
  await fresh.context().setOffline(true)
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
