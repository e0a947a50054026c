import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'
import {
  accessibilityViolations,
  clientOf,
  closePages,
  openPage,
  setUp,
  switchVisitor,
  visit,
  watchErrors,
} from './browser.ts'

let world: World
let page: Page
let owner: Client
let errors: string[]
beforeAll(async () => {
  // Links lead to the address that was stored at the set-up.
  world = await startWorld()
  page = await openPage()
  errors = watchErrors(page)
  await setUp(page, world.url)
  owner = await clientOf(page, world.url)
})
afterAll(async () => {
  await closePages()
  await world?.close()
})

const settings = (place: string) => visit(page, `${world.url}/settings/${place}`)
const waitForText = (text: string | RegExp) => page.getByText(text).first().waitFor()
const opportunities = async (who: Client) =>
  (await who.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects.find(({ name }) => name === 'Opportunities')!

test('a role is made, and in the matrix a field is hidden: what reads it follows', async () => {
  await settings('roles')
  await page.getByLabel('New role').fill('Junior')
  await page.getByRole('button', { name: 'Add the role' }).click()
  await page.getByLabel('Junior in Opportunities: access').waitFor()
  // On a slow network three are clicked before the first is answered.
  await page.route('**/api/roles/*', async (route) => {
    await new Promise((done) => setTimeout(done, 300))
    await route.continue()
  })
  await page.getByLabel('Junior in Customers: access').selectOption('View')
  await page.getByLabel('Junior in Opportunities: whose records').selectOption('only mine')
  await page.getByRole('button', { name: 'Fields of Opportunities' }).click()
  await page.getByLabel('Junior: Cost').selectOption('Hidden')
  await expect
    .poll(() =>
      page
        .getByLabel('Junior: Profit')
        .evaluate((select) => (select as unknown as HTMLSelectElement).selectedOptions[0]!.text),
    )
    .toBe('Hidden, as what it reads')
  await page.unrouteAll({ behavior: 'wait' })
  const { roles } = await owner.get<{ roles: { name: string; projects: Record<string, object> }[] }>('/api/roles')
  const { id, fields } = await opportunities(owner)
  const cost = fields.find(({ name }) => name === 'Cost')!.id
  expect(roles.find(({ name }) => name === 'Junior')!.projects[id]).toEqual({
    access: 'edit',
    records: 'own',
    fields: { [cost]: 'hidden' },
  })
  const junior = async () =>
    (await owner.get<{ roles: { name: string; projects: object }[] }>('/api/roles')).roles.find(
      ({ name }) => name === 'Junior',
    )!
  await page.getByLabel('Junior in Customers: access').selectOption('As every other')
  await expect.poll(async () => Object.keys((await junior()).projects).sort()).toEqual(['*', id])
  expect(await page.getByLabel('Junior in Customers: access').inputValue()).toBe('edit')
  await page.getByLabel('Junior in Customers: access').selectOption('View')
  await expect.poll(async () => Object.keys((await junior()).projects).length).toBe(3)
  expect(await accessibilityViolations(page)).toEqual([])
})

test('somebody is asked in by a link, and sees what the role shows', async () => {
  await settings('people')
  await page.reload()
  const role = page.getByLabel('Role', { exact: true })
  await role.locator('option', { hasText: 'Junior' }).waitFor({ state: 'attached' })
  expect(await role.locator('option').allTextContents()).toEqual(['Admin', 'Member', 'Viewer', 'Junior'])
  expect(await role.inputValue()).toBe('member')
  await page.getByLabel('Email').fill('dara@mekong.example')
  await role.selectOption('Junior')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByText('dara@mekong.example is asked in, but the mail waits in the outbox').waitFor()
  await page.getByRole('status').getByRole('link', { name: 'Open the outbox' }).waitFor()
  expect(await role.locator('option:checked').textContent()).toBe('Junior')
  const link = await page.getByLabel('Invitation link').inputValue()
  const ownerCookies = await page.context().cookies()
  await switchVisitor(page)
  await page.goto(link)
  await page.getByLabel('Your name').fill('Dara Vann')
  await page.getByLabel('Password').fill('mekong-river-9')
  await page.getByRole('button', { name: /join/i }).click()
  await page.getByRole('link', { name: 'Opportunities' }).first().waitFor()
  const junior = await clientOf(page, world.url)
  const { fields, rights } = await opportunities(junior)
  expect(rights).toEqual({ access: 'edit', records: 'own' })
  expect(fields.map(({ name }) => name)).not.toContain('Cost')
  await switchVisitor(page, ownerCookies)
  await settings('people')
  await page.getByText('dara@mekong.example').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
})

test('view as that role: its eyes, no changes, and back', async () => {
  await settings('roles')
  await page.getByRole('button', { name: 'More about the role Junior' }).click()
  await page.getByRole('menuitem', { name: 'View as this role' }).click()
  await waitForText('You see what “Junior” sees. Nothing can be changed.')
  await visit(page, `${world.url}/p/${(await opportunities(owner)).id}/`)
  // An empty board offers it a second time.
  await page.getByRole('button', { name: 'New Opportunity' }).first().click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('Not to be')
  await page.keyboard.press('Enter')
  await waitForText(/may only read/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByLabel('Junior in Opportunities: access').waitFor()
})

test('a team is made and gets its people', async () => {
  await settings('teams')
  await page.getByLabel('New team').fill('Siem Reap')
  await page.getByRole('button', { name: 'Add the team' }).click()
  await page.getByRole('button', { name: 'Members of Siem Reap' }).click()
  // The first is slow on its way: the second doesn't overtake it.
  let first = true
  await page.route('**/api/teams/*', async (route) => {
    if (first) await new Promise((done) => setTimeout(done, 400))
    first = false
    await route.continue()
  })
  await page.getByRole('option', { name: 'Dara Vann' }).click()
  await page.getByRole('option', { name: 'Sokha Chan' }).click()
  await page.keyboard.press('Escape')
  await expect
    .poll(async () => (await owner.get<{ teams: { people: string[] }[] }>('/api/teams')).teams[0]?.people.length)
    .toBe(2)
  await page.unrouteAll({ behavior: 'wait' })
})

test('a key is shown once, works, and is revoked', async () => {
  await settings('keys')
  await page.getByLabel('What it is for').fill('Nightly report')
  await page.route('**/api/keys', async (route) => {
    if (route.request().method() === 'POST') await new Promise((done) => setTimeout(done, 200))
    await route.continue()
  })
  // A double click is one click.
  await page.getByRole('button', { name: 'Make a key' }).dblclick()
  const secret = await page.getByLabel('API key', { exact: true }).inputValue()
  const callWithKey = () => fetch(`${world.url}/api/me`, { headers: { authorization: `Bearer ${secret}` } })
  expect((await callWithKey()).status).toBe(200)
  await page.unrouteAll({ behavior: 'wait' })
  // A browser may refuse: what is on the clipboard is another text then.
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('alert').getByText('The browser didn’t allow it to be copied').waitFor()
  expect((await owner.get<{ keys: unknown[] }>('/api/keys')).keys.length).toBe(1)
  await page.reload()
  await page.getByRole('button', { name: 'Revoke Nightly report' }).click()
  await waitForText('opens nothing any more')
  expect((await callWithKey()).status).toBe(401)
  expect(await page.content()).not.toContain(secret)
})

test('a record is erased by typing its title; somebody leaves and hands over', async () => {
  const { id } = await opportunities(owner)
  const { people } = await owner.get<{ people: { id: string; name: string }[] }>('/api/people')
  const dara = people.find(({ name }) => name === 'Dara Vann')!.id
  const { record } = await owner.post<{ record: { id: string } }>(`/api/projects/${id}/records`, { title: 'Forget me' })
  const theirs = await owner.post<{ record: { id: string } }>(`/api/projects/${id}/records`, {
    title: 'Dara’s',
    assignees: [dara],
  })
  await visit(page, `${world.url}/r/${record.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Erase for good…' }).click()
  const now = page.getByRole('button', { name: 'Erase for good' })
  await now.waitFor()
  expect(await now.isDisabled()).toBe(true)
  await page.getByLabel('Type “Forget me” to confirm').fill('forget me')
  await now.click()
  await waitForText('Erased for good.')
  expect((await owner.send('GET', `/api/records/${record.id}`)).status).toBe(404)

  await settings('people')
  await page.getByRole('button', { name: 'More about Dara Vann' }).click()
  await page.getByRole('menuitem', { name: 'Deactivate…' }).click()
  await page.getByLabel('Their records go to').selectOption('Sokha Chan')
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await waitForText('Dara Vann is out; 1 record was handed over.')
  const { record: handed } = await owner.get<{ record: { assignees: object[] } }>(`/api/records/${theirs.record.id}`)
  expect(handed.assignees).toMatchObject([{ name: 'Sokha Chan' }])
})

test('the log tells it all, and can be narrowed', async () => {
  await settings('audit')
  await waitForText('Deactivated: Dara Vann')
  await waitForText('API key revoked: Nightly report')
  await page.getByLabel('What', { exact: true }).selectOption('Erased for good')
  await expect.poll(() => page.getByRole('list', { name: 'Audit log' }).getByRole('listitem').count()).toBe(1)
  expect(await accessibilityViolations(page)).toEqual([])
  expect(errors).toEqual([])
})
