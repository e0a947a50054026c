import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import type { NotifyPreferences } from '../../src/core/api/notification.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { cardNamed, listNamed, seenBoard } from './board-page.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, visit, watchErrors } from './browser.ts'

let world: World
let page: Page
let owner: Client
let errors: string[]

beforeAll(async () => {
  page = await openPage({ colorScheme: 'light' })
  errors = watchErrors(page)
  world = await startCrm(page)
  owner = await clientOf(page, world.url)
  await owner.post('/api/projects/2/records', { title: 'Solar roof for the warehouse' })
  await visit(page, `${world.url}/p/2/settings`)
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
  test('what one is told of and how, when mails come, and when one is on leave', async () => {
    await visit(page, `${world.url}/settings/notifications`)
    const preferences = () => owner.get<NotifyPreferences>('/api/me/preferences')
    await page.getByLabel('Somebody mentions you: by mail').selectOption('Daily digest')
    await page.getByLabel('A comment on a record of yours: in the bell').uncheck()
    await page.getByLabel('Quiet hours').check()
    await page.getByLabel('To', { exact: true }).fill('06:30')
    await page.getByLabel('Daily digest at').fill('09:15')
    await page.getByLabel('Daily digest at').blur()
    await expect.poll(preferences).toMatchObject({
      notify: { mention: { inApp: true, mail: 'digest' }, comment: { inApp: false, mail: 'digest' } },
      quiet: { from: '20:00', to: '06:30' },
      digestAt: '09:15',
    })
    expect(await accessibilityViolations(page)).toEqual([])
    await visit(page, `${world.url}/settings/profile`)
    await page.getByLabel('First day').fill('2027-04-14')
    await page.getByLabel('Last day').fill('2027-04-16')
    await page.getByRole('region', { name: 'Leave' }).getByRole('button', { name: 'Save' }).click()
    const away = async () => (await owner.get<{ person: { away: object | null } }>('/api/me')).person.away
    await expect.poll(away).toEqual({ from: '2027-04-14', to: '2027-04-16' })
    await page.getByRole('button', { name: 'No leave' }).click()
    await expect.poll(away).toBeNull()
  })

  test('working days and holidays are the workspace’s', async () => {
    await visit(page, `${world.url}/settings/workspace`)
    const days = page.getByRole('region', { name: 'Working days' })
    await days.getByRole('button', { name: 'Saturday' }).click()
    await days.getByRole('button', { name: 'Monday' }).click()
    for (const holiday of ['2027-04-14', '2027-01-07']) {
      await days.getByLabel('Holiday', { exact: true }).fill(holiday)
      await days.getByRole('button', { name: 'Add' }).click()
      await days
        .getByRole('button', { name: /^Remove the holiday on / })
        .first()
        .waitFor()
    }
    await days.getByRole('button', { name: 'Remove the holiday on Apr 14, 2027' }).click()
    const workspace = async () => (await owner.get<{ workspace: object }>('/api/workspace')).workspace
    await expect.poll(workspace).toMatchObject({ workingDays: [2, 3, 4, 5, 6], holidays: ['2027-01-07'] })
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('what an automation would have done is seen before it is saved, and a button sets one off', async () => {
    const under = '/api/projects/2'
    const config = { label: 'Ask finance', confirm: 'The finance team gets a message.' }
    await owner.post(`${under}/fields`, { name: 'Approval', type: 'button', config })
    await owner.post(`${under}/automations`, {
      name: 'Approval',
      on: true,
      triggers: [{ when: 'button', fields: ['Approval'] }],
      actions: [{ do: 'set', field: 'Confidence', value: 4 }],
    })
    const { record } = await owner.post<{ record: { id: string } }>(`${under}/records`, { title: 'Rooftop cold store' })
    await visit(page, `${world.url}/r/${record.id}`)
    await page.getByRole('button', { name: 'Ask finance' }).click()
    await page.getByRole('dialog').getByText(config.confirm).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('“Ask finance” is done.').waitFor()
    await page.getByText('Button pressed').waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    const { automation } = await owner.post<{ automation: { id: string } }>(`${under}/automations`, {
      name: 'New deals',
      triggers: [{ when: 'created' }],
      conditions: { field: 'title', op: 'contains', value: 'Rooftop' },
      actions: [{ do: 'comment', body: 'A new one: {title}' }],
    })
    await visit(page, `${world.url}/p/2/automations/${automation.id}`)
    await page.getByRole('button', { name: 'Rehearse' }).click()
    const rehearsal = page.getByRole('region', { name: 'Rehearse' })
    await rehearsal.getByText('1 time').waitFor()
    await rehearsal.getByRole('link', { name: 'Rooftop cold store' }).waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('colours and language are kept', async () => {
    await visit(page, `${world.url}/settings/`)
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
    await visit(page, `${world.url}/d/1`)
    const bars = page.getByRole('img', { name: /20\d\d/ }).first()
    expect(await bars.getAttribute('aria-label')).toMatch(/[\u1780-\u17ff] 20\d\d/)
  })
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
