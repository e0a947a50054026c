import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../../src/core/api/answers.ts'
import type { AutomationAnswer } from '../../../src/core/api/automation/index.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, closePages, openPage, startCrmWithColleague, visit, watchErrors } from '../browser.ts'

/** A project’s automations as its manager builds, reads and mends them. */
let world: World
let page: Page
let errors: string[]
let owner: Client
let bopha: Client
let project: ProjectAnswer
const base = () => `${world.url}/p/2/automations`

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  ;({ world, owner, colleague: bopha } = await startCrmWithColleague(page))
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  project = projects.find(({ id }) => id === '2')!
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const all = async () =>
  (await owner.get<{ automations: AutomationAnswer[] }>('/api/projects/2/automations')).automations
const named = async (name: string) => (await all()).find((one) => one.name === name)
const fieldId = (name: string) => project.fields.find((field) => field.name === name)!.id
const editor = () => page.getByRole('main').locator('form')
const sentence = () => editor().locator('[aria-live]').first()
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const isFocused = (name: string) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name)

/** A step by the keys: the menu, its entry by what it begins with. */
async function addStep(text: string, nth = 0): Promise<void> {
  await page.getByRole('button', { name: 'Add a step' }).nth(nth).focus()
  await press('Enter')
  const item = page.getByRole('menuitem', { name: text, exact: true })
  await item.waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=menu]') !== null)).toBe(true)
  await page.keyboard.type(text.split(' ')[0]!)
  await expect.poll(() => item.evaluate((one) => one === document.activeElement)).toBe(true)
  await press('Enter')
}

test('built by the keys, with a branch and a wait; its sentence says what it does', async () => {
  await visit(page, `${base()}/new`)
  await page.getByLabel('Name').focus()
  await page.keyboard.type('Large deals')
  await addStep('if … otherwise')
  const branch = page.getByRole('group', { name: 'Then' }).getByRole('listitem').first()
  await branch.getByRole('button', { name: 'Add a condition' }).focus()
  await press('Enter')
  await isFocused('Find a field')
  await page.keyboard.type('amount')
  await press('Enter')
  await isFocused('Value')
  await page.keyboard.type('10000')
  await addStep('comment')
  await branch.getByRole('textbox', { name: 'Text' }).focus()
  await page.keyboard.type('A large one: {title}')
  await addStep('wait')
  await branch.getByRole('spinbutton', { name: 'Days' }).focus()
  await press('ArrowUp', 'Tab')
  await branch.getByRole('button', { name: 'Add “otherwise”' }).focus()
  await press('Enter')
  await addStep('notify people', 1)
  await expect
    .poll(() => sentence().textContent())
    .toBe(
      'When a record is created, if Amount is at least $10,000: comment and wait 4 days; otherwise: notify the assignees.',
    )
  await page.getByRole('button', { name: 'Save and switch on' }).focus()
  await press('Enter')
  await page.getByRole('link', { name: 'Large deals' }).waitFor()
  expect(await named('Large deals')).toMatchObject({
    on: true,
    triggers: [{ when: 'created' }],
    actions: [
      {
        do: 'branch',
        if: { and: [{ field: fieldId('Amount'), op: 'gte' }] },
        // biome-ignore lint/suspicious/noThenProperty: the contract's name for it
        then: [
          { do: 'comment', body: 'A large one: {title}' },
          { do: 'wait', days: 4 },
        ],
        else: [{ do: 'notify', to: ['assignees'] }],
      },
    ],
  })
})

test('what it did when a record was made on the board stands in the record’s stream', async () => {
  await page.getByRole('link', { name: 'Board', exact: true }).click()
  await page.getByRole('button', { name: 'New Opportunity' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Opportunity name').fill('Angkor Palace Hotel')
  await sheet.getByLabel('Amount').fill('12000')
  await sheet.getByRole('button', { name: 'Add', exact: true }).click()
  const record = page.getByRole('complementary', { name: 'Record' })
  const activity = record.getByRole('region', { name: 'Activity' })
  await activity.getByRole('button', { name: 'Automations' }).click()
  const run = activity.getByRole('listitem').filter({ hasText: 'Large deals' })
  await expect.poll(() => run.textContent()).toMatch(/waits until .*because a record is created.*Did: comment$/)
  expect(await run.getByRole('link', { name: 'Large deals' }).getAttribute('href')).toMatch(
    /^\/p\/2\/automations\/\d+$/,
  )
  await activity.getByRole('button', { name: 'Comments' }).click()
  const comment = activity.getByRole('article').filter({ hasText: 'A large one: Angkor Palace Hotel' })
  await comment.getByText('by the automation Large deals').waitFor()
  expect(await comment.textContent()).not.toContain('Sokha')
})

test('what is taken back says which automations had followed it, and leads there', async () => {
  const done = project.lists.find(({ name }) => name === 'Proposal sent')!
  await owner.post('/api/projects/2/automations', {
    name: 'Sure by now',
    on: true,
    triggers: [{ when: 'moved', to: done.id }],
    actions: [{ do: 'set', field: 'Confidence', value: 4 }],
  })
  const record = page.getByRole('complementary', { name: 'Record' })
  await record.getByRole('button', { name: 'Changes' }).click()
  const moved = page.waitForResponse((answer) => answer.url().endsWith('/move'))
  await record.getByRole('list', { name: 'List', exact: true }).getByRole('button', { name: 'Proposal sent' }).click()
  await moved
  await record.getByText('by the automation Sure by now').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('1 automation had done something because of it').waitFor()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.waitForURL(/\/r\/\d+\?stream=automations/)
  await page.getByRole('listitem').filter({ hasText: 'Sure by now' }).first().waitFor()
})

test('a ready one is one click away, and taken back by another; switches and deletions are shown at once', async () => {
  await visit(page, base())
  await page.getByRole('button', { name: 'Add “Announce large deals”' }).click()
  const lines = page.getByRole('list', { name: 'Automations' })
  await lines.getByText('Announce large deals').waitFor()
  expect((await named('Announce large deals'))?.on).toBe(true)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => lines.getByText('Announce large deals').count()).toBe(0)
  const on = page.getByRole('checkbox', { name: '“Sure by now” is switched on' })
  await on.click()
  await expect.poll(async () => (await named('Sure by now'))?.on).toBe(false)
  // What is refused is said, and shown as it is.
  await page.route('**/api/automations/*', (route) => route.abort())
  await on.click()
  await page.getByRole('alert').first().waitFor()
  await expect.poll(() => on.isChecked()).toBe(false)
  await page.unroute('**/api/automations/*')
  // What somebody else does shows by itself.
  await bopha.patch(`/api/automations/${(await named('Sure by now'))!.id}`, { name: 'Sure of it' })
  await page.getByRole('button', { name: 'More about “Sure of it”' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.poll(() => lines.getByText('Sure of it').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await lines.getByText('Sure of it').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
})

test('what can’t be is said where it stands, and the focus goes there; what isn’t saved is there after a reload', async () => {
  await visit(page, `${base()}/new`)
  await page.getByLabel('Trigger', { exact: true }).selectOption('schedule')
  await page.getByLabel('Schedule').selectOption('own')
  await page.getByLabel('Cron expression').fill('0 9 31 2 *')
  await addStep('notify people')
  await page.getByRole('textbox', { name: 'Text' }).fill('{Shoe size} is new.')
  await page.getByRole('button', { name: 'Save and switch on' }).click()
  const part = (name: string) => page.getByRole('group', { name, exact: true }).getByRole('listitem').first()
  await part('When').getByRole('alert').waitFor()
  expect(await part('Then').getByRole('alert').textContent()).toContain('Shoe size')
  await isFocused('Trigger')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await accessibilityViolations(editor())).toEqual([])
  await page.getByLabel('Schedule').selectOption('weekly')
  await part('When')
    .getByText(/^Next: /)
    .waitFor()
  await page.reload()
  await page.getByText('It isn’t saved yet.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('{Shoe size} is new.')
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect.poll(() => sentence().textContent()).toBe('When a record is created, nothing.')
})

test('an address for what comes in is made where it is chosen; a mail is previewed with a record', async () => {
  await page.getByLabel('Trigger', { exact: true }).selectOption('webhook')
  await page.getByLabel('Name of the new address').fill('Website')
  await page.getByRole('button', { name: 'Make an address' }).click()
  const address = await page.getByRole('textbox', { name: 'Address', exact: true }).inputValue()
  expect(
    (await fetch(address, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status,
  ).toBe(202)
  await page.getByRole('button', { name: 'Delete the address “Website”' }).click()
  await page.getByText('There is no address yet.').waitFor()
  await addStep('email the customer')
  await page.getByRole('textbox', { name: 'Subject' }).fill('Your offer, {title}')
  await page.getByRole('textbox', { name: 'Text' }).fill('It comes to {Amount}.')
  await page.getByText('Preview', { exact: true }).click()
  await page.getByText('Your offer, Angkor Palace Hotel').waitFor()
  await page.getByText('It comes to $12,000').waitFor()
})

const bophaId = async () =>
  (await owner.get<{ people: { id: string; name: string }[] }>('/api/people')).people.find(
    ({ name }) => name === 'Bopha Keo',
  )!.id
/** One of each kind that says something of its own, and how it reads. */
const SENTENCES: [trigger: object, action: object, en: string, km: string][] = [
  [
    { when: 'stuck', days: 14 },
    { do: 'notify', to: ['assignees', { person: '{Bopha}' }], text: '{title}' },
    'When a record stays in an open list longer than 14 days, if Amount is at least $10,000, then notify the assignees and Bopha Keo.',
    'ពេល កំណត់ត្រានៅក្នុង បញ្ជីដែលនៅបើក លើសពី 14 ថ្ងៃ បើ Amount យ៉ាងតិច $10,000 នោះជូនដំណឹងដល់ អ្នកទទួលបន្ទុក និង Bopha Keo។',
  ],
  [
    { when: 'changed', fields: ['Confidence'], from: 2, to: 5 },
    { do: 'set', field: 'Confidence', value: 4 },
    'When Confidence changes from ★★ to ★★★★★, if Amount is at least $10,000, then set Confidence to ★★★★.',
    'ពេល Confidence ប្ដូរពី ★★ ទៅជា ★★★★★ បើ Amount យ៉ាងតិច $10,000 នោះកំណត់ Confidence ជា ★★★★។',
  ],
  [
    { when: 'linkedChanged', through: 'Customer', fields: ['Email', 'Phone'] },
    { do: 'assign', how: 'leastLoaded', by: 'Amount', people: ['{Bopha}'] },
    'When any of Email and Phone of its Customer changes, if Amount is at least $10,000, then assign to whoever of Bopha Keo has the least Amount.',
    'ពេល ណាមួយក្នុងចំណោម Email និង Phone នៃ Customer របស់វាប្ដូរ បើ Amount យ៉ាងតិច $10,000 នោះចាត់ឱ្យអ្នកដែលមាន Amount តិចជាងគេក្នុងចំណោម Bopha Keo។',
  ],
]

test('each reads as a sentence, in English and in Khmer; it acts for whom one says', async () => {
  for (const [i, [trigger, action]] of SENTENCES.entries()) {
    const actions = JSON.parse(JSON.stringify([action]).replaceAll('{Bopha}', await bophaId())) as object[]
    const conditions = { field: 'Amount', op: 'gte', value: 10000 }
    await owner.post('/api/projects/2/automations', {
      name: `Read ${i}`,
      on: false,
      triggers: [trigger],
      conditions,
      actions,
    })
  }
  const lines = () => page.getByRole('list', { name: /^(Automations|ស្វ័យប្រវត្តិកម្ម)$/ }).getByRole('listitem')
  const read = async (n: 2 | 3) => {
    await visit(page, base())
    for (const [i, sentences] of SENTENCES.entries())
      await expect
        .poll(() =>
          lines()
            .filter({ hasText: `Read ${i}` })
            .locator('[data-sentence]')
            .textContent()
            .then((text) => text?.replace(/[\u2068\u2069]/g, '')),
        )
        .toBe(sentences[n])
  }
  await read(2)
  await page.getByRole('link', { name: 'Read 0' }).click()
  await page.getByLabel('Acts for').selectOption({ label: 'Bopha Keo' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await lines().filter({ hasText: 'Read 0' }).getByText('Acts for Bopha Keo').waitFor()
  expect((await named('Read 0'))?.owner?.name).toBe('Bopha Keo')
  await page.evaluate(() => localStorage.setItem('tonle.language', 'km'))
  await owner.put('/api/me/preferences', { language: 'km' })
  await read(3)
})

test('in Khmer, on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await visit(page, `${base()}/${(await named('Large deals'))!.id}`)
  await expect
    .poll(() => sentence().textContent())
    .toBe('ពេល កំណត់ត្រាមួយត្រូវបានបង្កើត នោះបើ Amount យ៉ាងតិច $10,000៖ ផ្ដល់មតិ និង រង់ចាំ 4 ថ្ងៃ; បើមិនដូច្នេះ៖ ជូនដំណឹងដល់ អ្នកទទួលបន្ទុក។')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await accessibilityViolations(page)).toEqual([])
})
