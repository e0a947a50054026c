import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AutomationAnswer } from '../../../src/core/api/automation/index.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, closePages, openPage, startCrmWithColleague, visit, watchErrors } from '../browser.ts'

/** An automation that can’t be as it is: what is gone in it, what is missing, and what somebody else has done to it meanwhile. */
let world: World
let page: Page
let errors: string[]
let owner: Client
let bopha: Client
const base = () => `${world.url}/p/2/automations`
const NOTE = { do: 'comment', body: 'Noted' }

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  ;({ world, owner, colleague: bopha } = await startCrmWithColleague(page))
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const automate = async (input: object) =>
  (
    await owner.post<{ automation: AutomationAnswer }>('/api/projects/2/automations', {
      name: 'An automation',
      on: true,
      triggers: [{ when: 'created' }],
      actions: [NOTE],
      ...input,
    })
  ).automation
const read = async (id: string) =>
  (await owner.get<{ automation: AutomationAnswer }>(`/api/automations/${id}`)).automation
const sentence = () => page.getByRole('main').locator('form [aria-live]').first()
const says = async (text: string) =>
  expect
    .poll(() =>
      sentence()
        .textContent()
        .then((one) => one?.replace(/[\u2068\u2069]/g, '')),
    )
    .toBe(text)
const button = (name: string) => page.getByRole('button', { name, exact: true })
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)

test('what is gone is shown where it stands, by its name where that is known, and is mended', async () => {
  const { field } = await owner.post<{ field: { id: string } }>('/api/projects/2/fields', {
    name: 'Region',
    type: 'text',
  })
  const { list } = await owner.post<{ list: { id: string } }>('/api/projects/2/lists', { name: 'Waiting room' })
  const one = await automate({
    name: 'By region',
    triggers: [{ when: 'moved', to: list.id }],
    conditions: { field: field.id, op: 'notEmpty' },
    actions: [{ do: 'set', field: field.id, value: 'North' }, { do: 'comment', body: 'In {Region}' }, NOTE],
  })
  await owner.delete(`/api/fields/${field.id}`)
  await owner.delete(`/api/lists/${list.id}`)
  await visit(page, base())
  const line = page.getByRole('listitem').filter({ hasText: 'By region' })
  await line.getByText('The list “Waiting room”, which it uses, was deleted.').waitFor()
  await line.getByText('a deleted list').waitFor()
  await page.getByRole('link', { name: 'By region' }).click()
  await says(
    'When a record moves to a deleted list, if a deleted field, then set a deleted field, comment, and comment.',
  )
  await button('Save').click()
  await page.getByText('There are 4 things to mend').waitFor()
  expect(
    await page.getByRole('list', { name: 'There are 4 things to mend' }).getByRole('button').allTextContents(),
  ).toEqual([
    'When: Here stands a deleted list: choose another, or take it out',
    'If: Here stands a deleted field: choose another, or take it out',
    'Step 1: Here stands a deleted field: choose another, or take it out',
    `Step 2: The field of {#${field.id}} was deleted: take it out of the text`,
  ])
  expect(await accessibilityViolations(page)).toEqual([])
  expect((await read(one.id)).actions).toHaveLength(3)
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'Negotiation' })
  await page.getByRole('button', { name: /^Remove the condition|^Remove a deleted field/ }).click()
  await button('Remove step 1').click()
  await page.getByRole('textbox', { name: 'Text' }).first().fill('Here')
  await button('Save').click()
  await expect.poll(async () => (await read(one.id)).paused).toBeNull()
  expect(await read(one.id)).toMatchObject({ conditions: null, actions: [{ body: 'Here' }, NOTE] })
})

test('all that is missing is said at once, in words, and the first has the focus; nothing is sent', async () => {
  await visit(page, `${base()}/new`)
  for (const kind of ['comment', 'email the customer', 'if … otherwise']) {
    await button('Add a step').click()
    await page.getByRole('menuitem', { name: kind, exact: true }).click()
  }
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await button('Save and switch on').click()
  await page.getByText('There are 5 things to mend').waitFor()
  const step = (n: number) => page.getByRole('group', { name: 'Then', exact: true }).locator('ol > li').nth(n)
  expect(await step(0).getByRole('alert').allTextContents()).toEqual(['Write the comment'])
  expect(await step(1).getByRole('alert').allTextContents()).toEqual([
    'Write the subject',
    'Write the text of the mail',
  ])
  expect(await step(2).getByRole('alert').allTextContents()).toEqual(['Say when: add a condition', 'Add a step to it'])
  await expect.poll(focused).toBe('Text')
  // What is mended is told no more.
  await page.keyboard.type('Seen')
  await page.getByText('There are 4 things to mend').waitFor()
  expect(sent).toEqual([])
  await page.getByRole('link', { name: 'Cancel' }).click()
})

test('a number that can’t be is refused with a word, and isn’t another one', async () => {
  await visit(page, `${base()}/new`)
  await page.getByLabel('Trigger', { exact: true }).selectOption('stuck')
  const days = page.getByRole('spinbutton', { name: 'Days' })
  for (const typed of ['0', '-1', '1.5', '']) {
    await days.fill(typed)
    await days.blur()
    await page.getByText('A whole number from 1 to 3,650').waitFor()
    expect(await days.inputValue()).toBe(typed)
  }
  await button('Add a step').click()
  await page.getByRole('menuitem', { name: 'notify people' }).click()
  await button('Save and switch on').click()
  await expect.poll(focused).toBe('Days')
  await days.fill('5')
  await page.getByLabel('Working days only').check()
  await page.getByLabel('At', { exact: true }).fill('08:30')
  await says(
    'When a record stays in an open list longer than 5 days (working days only, at 08:30), notify the assignees.',
  )
  await page.getByRole('link', { name: 'Cancel' }).click()
})

test('what somebody else saves meanwhile isn’t overwritten unasked', async () => {
  const { id } = await automate({ name: 'Shared' })
  await visit(page, `${base()}/${id}`)
  await page.getByRole('textbox', { name: 'Text' }).fill('Mine')
  await expect.poll(() => page.evaluate((one) => localStorage.getItem(`tonle.automation.2.${one}`), id)).toBeTruthy()
  await bopha.patch(`/api/automations/${id}`, { actions: [{ do: 'comment', body: 'Theirs' }] })
  await page.reload()
  const conflictAlert = page.getByRole('alert').filter({ hasText: 'Bopha Keo has changed it meanwhile.' })
  await conflictAlert.waitFor()
  await button('Save').click()
  await expect.poll(focused).toBe('Take that version')
  expect(await accessibilityViolations(page)).toEqual([])
  expect((await read(id)).actions).toMatchObject([{ body: 'Theirs' }])
  await button('Take that version').click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('Theirs')
  await page.getByRole('textbox', { name: 'Text' }).fill('Mine after all')
  // Nobody has told this page: the server refuses.
  await page.route('**/api/projects/2/automations*', (route) => route.abort())
  await bopha.patch(`/api/automations/${id}`, { name: 'Shared by both' })
  await page.waitForTimeout(300)
  await page.unroute('**/api/projects/2/automations*')
  await button('Save').click()
  await conflictAlert.waitFor()
  await button('Keep mine').click()
  await button('Save').click()
  await expect.poll(async () => (await read(id)).actions).toMatchObject([{ body: 'Mine after all' }])
})

test('the focus follows what is added, moved and removed, and what was removed comes back', async () => {
  await visit(page, `${base()}/new`)
  for (const kind of ['comment', 'wait', 'move to a list']) {
    await button('Add a step').click()
    await page.getByRole('menuitem', { name: kind, exact: true }).click()
  }
  await expect.poll(focused).toBe('List')
  await button('Move step 3 up').focus()
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('Move step 2 up')
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('Move step 1 down')
  await button('Remove step 2').focus()
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('Remove step 2')
  await says('When a record is created, move it to Unqualified and wait 3 days.')
  await page.getByText('Step 2 was removed').waitFor()
  await button('Undo').click()
  await says('When a record is created, move it to Unqualified, comment, and wait 3 days.')
  await button('Another trigger').click()
  await expect.poll(focused).toBe('Trigger')
  await button('Remove this trigger').last().click()
  await expect.poll(focused).toBe('Trigger')
  await page.getByRole('link', { name: 'Cancel' }).click()
})

test('a list that can’t be loaded says so and is asked for again; one that isn’t there says that', async () => {
  errors.length = 0
  await page.route('**/api/projects/2/automations*', (route) => route.fulfill({ status: 500, body: '{}' }))
  await visit(page, base())
  await page.getByText('This couldn’t be loaded').waitFor({ timeout: 20_000 })
  await page.unroute('**/api/projects/2/automations*')
  await button('Try again').click()
  await page.getByRole('list', { name: 'Automations' }).waitFor()
  await visit(page, `${base()}/99999`)
  await page.getByText('This automation isn’t there').waitFor()
  await page.getByRole('link', { name: 'All automations' }).click()
  await page.getByRole('list', { name: 'Automations' }).waitFor()
  errors.length = 0
})

test('a copy is gone to, and can be taken back; after a deletion the next one has the focus', async () => {
  const { id } = await automate({ name: 'Twice', description: 'What it is for, in a line' })
  await visit(page, base())
  await page.getByText('What it is for, in a line').waitFor()
  await page.getByRole('button', { name: 'More about “Twice”' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.getByText('“Twice (2)” is a copy, switched off').waitFor()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Twice (2)')
  await page.getByRole('link', { name: 'All automations' }).click()
  await page.getByRole('button', { name: 'More about “Twice”' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.poll(focused).toMatch(/Twice \(2\)/)
  await expect.poll(async () => (await owner.send('GET', `/api/automations/${id}`)).status).toBe(404)
})

test('one whose settings aren’t shown offers nothing that could be saved over them', async () => {
  const { id } = await automate({ name: 'Closed to some' })
  await page.route('**/api/projects/2/automations', async (route) => {
    const answer = await route.fetch()
    const { automations, next } = (await answer.json()) as { automations: AutomationAnswer[]; next: null }
    const closed = automations.map(({ triggers: _, conditions: __, actions: ___, ...one }) => one)
    await route.fulfill({ json: { automations: closed, next } })
  })
  await visit(page, `${base()}/${id}`)
  await page.getByText('It reads something that you may not see').waitFor()
  await page.getByText('It has not run yet.').waitFor()
  expect(await button('Save').count()).toBe(0)
  await page.unroute('**/api/projects/2/automations')
})

test('a run that was undone says so, also after a reload; what fails again is told', async () => {
  const { field } = await owner.post<{ field: { id: string } }>('/api/projects/2/fields', {
    name: 'Contract number',
    type: 'text',
    unique: true,
  })
  await owner.post('/api/projects/2/records', { title: 'Has it', values: { [field.id]: 'C-1' } })
  const noted = await automate({ name: 'Notes' })
  const fails = await automate({ name: 'Fails', actions: [{ do: 'set', field: field.id, value: 'C-1' }] })
  await owner.post('/api/projects/2/records', { title: 'Wants it' })
  const run = () => page.getByRole('region', { name: 'Runs' }).getByRole('listitem').first()
  await visit(page, `${base()}/${noted.id}`)
  await run().getByRole('button', { name: 'Undo' }).click()
  await run().getByText('Undone', { exact: true }).waitFor()
  await page.reload()
  await run().getByText('Undone', { exact: true }).waitFor()
  expect(await run().getByRole('button', { name: 'Undo' }).count()).toBe(0)
  await visit(page, `${base()}/${fails.id}`)
  await run().getByRole('button', { name: 'Try again' }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: 'It failed again. Another record has this Contract number already.' })
    .waitFor()
})

test('who goes elsewhere before it is saved isn’t taken back', async () => {
  const { id } = await automate({ name: 'Slowly saved' })
  await visit(page, `${base()}/${id}`)
  await page.getByLabel('Name').fill('Saved behind one’s back')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(`**/api/automations/${id}`, async (route) => {
    await held
    await route.continue()
  })
  await button('Save').click()
  await page.getByRole('link', { name: 'Board', exact: true }).click()
  await page.locator('article').first().waitFor()
  release()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect((await read(id)).name).toBe('Saved behind one’s back')
  expect(new URL(page.url()).pathname).toBe('/p/2/board')
  await page.unroute(`**/api/automations/${id}`)
})

test('a new one acts for whom one chooses, and the choice is kept with the draft', async () => {
  await visit(page, `${base()}/new`)
  await page.getByLabel('Name').fill('For Bopha')
  await page.getByLabel('Acts for').selectOption({ label: 'Bopha Keo' })
  await button('Add a step').click()
  await page.getByRole('menuitem', { name: 'notify people' }).click()
  await expect.poll(() => page.evaluate(() => localStorage.getItem('tonle.automation.2.new'))).toContain('notify')
  await page.reload()
  await page.getByText('It isn’t saved yet.').waitFor()
  await expect.poll(() => page.getByLabel('Acts for').locator('option:checked').textContent()).toBe('Bopha Keo')
  await button('Save and switch on').click()
  await page.getByRole('listitem').filter({ hasText: 'For Bopha' }).getByText('Acts for Bopha Keo').waitFor()
})

test('without a network the list says that it couldn’t be loaded, and comes with the network', async () => {
  await page.goto(`${world.url}/p/2/board`)
  await page.locator('article').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Automations', exact: true }).click()
  await page.getByText('This couldn’t be loaded').waitFor({ timeout: 20_000 })
  await page.context().setOffline(false)
  await page.getByRole('list', { name: 'Automations' }).waitFor({ timeout: 20_000 })
  errors.length = 0
})
