import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { cardNamed, seenBoard } from './board-page.ts'
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
let project: ProjectAnswer
let deal: RecordAnswer
let errors: string[]

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  world = await startCrm(page)
  owner = await clientOf(page, world.url)
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  project = projects.find((one) => one.lists.length > 1)!
  const customers = projects.find((one) => one.lists.length === 1)!
  await owner.post(`/api/projects/${customers.id}/records`, { title: 'Kampot Pepper Growers' })
  for (const title of ['Warehouse scanners', 'Export paperwork', 'Payroll for 40 people']) {
    const answer = await owner.post<{ record: RecordAnswer }>(`/api/projects/${project.id}/records`, { title })
    deal = answer.record
  }
  await visit(page, `${world.url}/p/${project.id}/board`)
  await cardNamed(page, deal.title).getByRole('link').click()
  await panel().waitFor()
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const panel = () => page.getByRole('complementary', { name: 'Record' })
const edit = (name: string) => panel().getByRole('button', { name: `Edit ${name}`, exact: true })
const row = (name: string) =>
  panel().locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
const field = (name: string) => project.fields.find((one) => one.name === name)!.id
const stored = async () => (await owner.get<{ record: RecordAnswer }>(`/api/records/${deal.id}`)).record
const storedValue = async (name: string, id = field(name)) => (await stored()).values[id]

describe('the panel', () => {
  test('lies over the board under a URL of its own, and can be read by everyone', async () => {
    expect(page.url()).toBe(`${world.url}/p/${project.id}/r/${deal.id}`)
    await expect.poll(() => page.title()).toBe('Payroll for 40 people · Opportunities · Tonle')
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('has the comment box in sight; the focus neither scrolls to it nor goes below it', async () => {
    const box = panel().getByLabel('Write a comment')
    const place = async (what: Locator) => (await what.boundingBox())!
    const [{ y, height }, amount] = [await place(box), await place(edit('Amount'))]
    expect(y + height).toBeLessThanOrEqual(900)
    expect(height).toBeLessThan(40)
    await box.focus()
    expect((await place(box)).height).toBeGreaterThan(60)
    expect(await place(edit('Amount'))).toEqual(amount)
    await edit('Loss reason').focus()
    const reason = await place(edit('Loss reason'))
    expect(reason.y + reason.height).toBeLessThanOrEqual(y)
    await panel().focus()
  })

  test('Esc closes it, back opens it again, J and K go to the neighbours', async () => {
    await page.keyboard.press('Escape')
    await expect.poll(() => panel().count()).toBe(0)
    expect(page.url()).toBe(`${world.url}/p/${project.id}/board`)
    await page.goBack()
    await panel().getByLabel('Opportunity name').waitFor()
    // It hears keys once it has the focus.
    await expect.poll(() => panel().evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('j')
    await expect.poll(() => panel().getByLabel('Opportunity name').inputValue()).toBe('Export paperwork')
    await page.keyboard.press('k')
    await expect.poll(() => panel().getByLabel('Opportunity name').inputValue()).toBe('Payroll for 40 people')
  })
})

describe('fields edited in place', () => {
  test('money: Enter saves, the card and the sum behind follow at once', async () => {
    await clickAndType(edit('Amount'), '12,500.75')
    await page.keyboard.press('Enter')
    await expect.poll(() => row('Amount').getByRole('textbox').count()).toBe(0)
    expect(await row('Amount').textContent()).toContain('$12,500.75')
    expect(await cardNamed(page, deal.title).textContent()).toContain('$12,500.75')
    expect((await seenBoard(page))[0]!.sum).toBe('$12,500.75')
    await expect.poll(() => storedValue('Amount')).toEqual({ amount: '12500.75', currency: 'USD' })
  })

  test('an amount is shown as it is understood while it is typed, and asked about where it has two senses', async () => {
    await edit('Amount').click()
    const typed = row('Amount').getByRole('textbox')
    for (const [text, understood] of [
      ['12,5', '$12.50'],
      ['1,200', '$1,200'],
      ['20k', '$20,000'],
      ['USD 900', '$900'],
    ] as const) {
      await typed.fill(text)
      await expect.poll(() => row('Amount').textContent()).toContain(understood)
    }
    await typed.fill('18.500')
    await page.keyboard.press('Enter')
    const question = panel().getByRole('alert').filter({ hasText: 'It isn’t certain what “18.500” is.' })
    expect(await question.getByRole('button').allInnerTexts()).toEqual(['$18.50', '$18,500'])
    await page.keyboard.press('Escape')
    expect(await storedValue('Amount')).toEqual({ amount: '12500.75', currency: 'USD' })
    await edit('Amount').click()
    await typed.fill('18.500')
    await page.keyboard.press('Enter')
    await question.getByRole('button', { name: '$18.50', exact: true }).click()
    await expect.poll(() => storedValue('Amount')).toEqual({ amount: '18.50', currency: 'USD' })
    // By the keyboard alone, too.
    await edit('Amount').click()
    await typed.fill('12.500')
    await page.keyboard.press('Enter')
    await panel().getByRole('button', { name: '$12,500', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => storedValue('Amount')).toEqual({ amount: '12500.00', currency: 'USD' })
    await edit('Amount').click()
    await typed.fill('12500.75')
    await page.keyboard.press('Enter')
    await expect.poll(() => storedValue('Amount')).toEqual({ amount: '12500.75', currency: 'USD' })
  })

  test('what isn’t an amount is refused where it stands, and Esc leaves the value as it was', async () => {
    await clickAndType(edit('Amount'), '12a')
    await page.keyboard.press('Enter')
    await panel().getByText('Amount must be an amount of money, and “12a” is not one.').waitFor()
    await page.keyboard.press('Escape')
    expect(await row('Amount').textContent()).toContain('$12,500.75')
    await panel().waitFor()
  })

  test('another currency stands beside, never added up', async () => {
    await edit('Amount').click()
    await panel().getByRole('combobox', { name: 'Currency' }).selectOption('KHR')
    await panel().getByRole('textbox', { name: 'Amount' }).fill('4000000')
    await page.keyboard.press('Enter')
    await expect.poll(() => storedValue('Amount')).toEqual({ amount: '4000000.00', currency: 'KHR' })
    await expect.poll(async () => (await seenBoard(page))[0]!.sum).toContain('៛')
  })

  test('a date, stars, a choice, a web address', async () => {
    await edit('Expected close date').click()
    await panel().getByLabel('Expected close date').fill('0230-02-02')
    await page.keyboard.press('Enter')
    await panel().getByRole('alert').filter({ hasText: 'takes years from 1900 to 2200' }).waitFor()
    await panel().getByLabel('Expected close date').fill('2026-12-24')
    await page.keyboard.press('Enter')
    await expect.poll(() => storedValue('Expected close date')).toBe('2026-12-24')
    await panel().getByRole('button', { name: '4 of 5 stars' }).click()
    await expect.poll(() => storedValue('Confidence')).toBe(4)
    await edit('Deal source').click()
    await page.getByRole('option', { name: 'Referral' }).click()
    await expect.poll(async () => (await storedValue('Deal source')) as object).toMatchObject({ name: 'Referral' })
    await clickAndType(edit('Proposal URL'), 'https://example.com/proposal')
    await page.keyboard.press('Enter')
    await panel().getByRole('link', { name: 'https://example.com/proposal' }).waitFor()
  })

  test('changed faster than the wire, the last one counts, and nobody is blamed for it', async () => {
    for (const stars of [1, 5, 2, 3])
      await panel()
        .getByRole('button', { name: `${stars} of 5 stars` })
        .click()
    await expect.poll(() => storedValue('Confidence')).toBe(3)
    await page.waitForTimeout(300)
    expect(await storedValue('Confidence')).toBe(3)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('two changes that are both refused leave what the server has, and what was typed in its editor', async () => {
    await clickAndType(edit('Cost'), '800')
    await page.keyboard.press('Enter')
    await expect.poll(() => storedValue('Cost')).toEqual({ amount: '800.00', currency: 'USD' })
    const answer = { status: 403, errors: [{ path: '', code: 'forbidden', message: 'You may not do this.' }] }
    let refuse = () => {}
    const both = new Promise<void>((resolve) => {
      refuse = resolve
    })
    await page.route('**/api/records/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      await both
      await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(answer) })
    })
    for (const amount of ['900', '950']) {
      await clickAndType(edit('Cost'), amount)
      await page.keyboard.press('Enter')
      await edit('Cost').waitFor()
      await expect.poll(() => row('Cost').textContent()).toContain(`$${amount}`)
    }
    refuse()
    await row('Cost').getByText('You may not do this.').waitFor()
    await expect.poll(() => row('Cost').getByRole('textbox').inputValue()).toBe('950')
    await row('Cost').getByRole('textbox').press('Escape')
    expect(await row('Cost').textContent()).toContain('$800')
    await page.unroute('**/api/records/*')
  })

  test('what somebody else changed meanwhile is not overwritten, but shown', async () => {
    await clickAndType(edit('Cost'), '900')
    await owner.patch(`/api/records/${deal.id}`, { values: { [field('Cost')]: '650.00' } })
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/changed Cost to “\$650.* You wrote “\$900/)
      .waitFor()
    await expect.poll(() => row('Cost').textContent()).toContain('$650')
  })

  test('what is typed when Back takes the editor away is stored; what can’t be is told', async () => {
    const back = async () => {
      await page.goBack()
      await expect.poll(() => panel().count()).toBe(0)
    }
    const open = async (title = deal.title) => {
      await cardNamed(page, title).getByRole('link').click()
      await edit('Cost').waitFor()
    }
    await visit(page, `${world.url}/p/${project.id}/board`)
    await open()
    await clickAndType(edit('Cost'), '720')
    await back()
    await expect.poll(() => storedValue('Cost')).toEqual({ amount: '720.00', currency: 'USD' })
    await open()
    expect(await row('Cost').textContent()).toContain('$720')
    await clickAndType(edit('Cost'), 'lots')
    await back()
    const unsavedAlert = page.getByRole('alert').filter({ hasText: 'What you typed for Cost isn’t stored: “lots”.' })
    await unsavedAlert.waitFor()
    await unsavedAlert.getByRole('button', { name: 'Close' }).click()
    await open()
    const before = (await stored()).version
    await panel().getByLabel('Opportunity name').fill('Payroll for 45 people')
    await back()
    await expect.poll(async () => (await stored()).title).toBe('Payroll for 45 people')
    await page.waitForLoadState('networkidle')
    expect((await stored()).version).toBe(before + 1)
    // Refused when nobody sees the field any more.
    const answer = { status: 403, errors: [{ path: '', code: 'forbidden', message: 'You may not do this.' }] }
    await page.route('**/api/records/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      await expect.poll(() => panel().count()).toBe(0)
      await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(answer) })
    })
    await open('Payroll for 45 people')
    await clickAndType(edit('Cost'), '990')
    await page.keyboard.press('Enter')
    await edit('Cost').waitFor()
    await page.goBack()
    const refused = page.getByRole('alert').filter({ hasText: 'What you typed for Cost isn’t stored: “$990”.' })
    await refused.waitFor()
    await refused.getByRole('button', { name: 'Close' }).click()
    await page.unroute('**/api/records/*')
    await owner.patch(`/api/records/${deal.id}`, { title: deal.title, values: { [field('Cost')]: '650.00' } })
    await open()
  })

  test('a link to a customer found by title, and to one made on the spot', async () => {
    await clickAndType(edit('Customer'), 'pepper')
    await page.getByRole('option', { name: 'Kampot Pepper Growers' }).click()
    await panel().getByRole('link', { name: 'Kampot Pepper Growers' }).waitFor()
    // On the name one goes there, beside it one edits.
    await clickAndType(edit('Customer'), 'ភោជនីយដ្ឋាន ទន្លេ', { position: { x: 300, y: 12 } })
    await page.getByRole('option', { name: 'Create “ភោជនីយដ្ឋាន ទន្លេ”' }).click()
    await panel().getByRole('link', { name: 'ភោជនីយដ្ឋាន ទន្លេ' }).waitFor()
    await expect
      .poll(async () => (await storedValue('Customer')) as object)
      .toMatchObject([{ title: 'ភោជនីយដ្ឋាន ទន្លេ' }])
  })

  test('several links are added and taken away, one after the other', async () => {
    const customers = (await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')).projects.find(
      (one) => one.lists.length === 1,
    )!
    const partners = ['Battambang Rice Mill', 'Sihanoukville Freight']
    for (const title of partners) await owner.post(`/api/projects/${customers.id}/records`, { title })
    const config = { project: customers.id, multiple: true }
    const { field: partnersField } = await owner.post<{ field: { id: string } }>(`/api/projects/${project.id}/fields`, {
      name: 'Partners',
      type: 'reference',
      config,
    })
    await visit(page, `${world.url}/p/${project.id}/r/${deal.id}`)
    for (const [i, name] of partners.entries()) {
      await clickAndType(edit('Partners'), name.slice(0, 8), { position: { x: 300, y: 12 } })
      await page.getByRole('option', { name }).click()
      await expect
        .poll(async () => ((await storedValue('Partners', partnersField.id)) as unknown[])?.length)
        .toBe(i + 1)
      await page.keyboard.press('Escape')
    }
    await expect.poll(async () => ((await storedValue('Partners', partnersField.id)) as unknown[])?.length).toBe(2)
    await expect.poll(() => row('Partners').textContent()).toContain('Sihanoukville Freight')
    expect(await page.getByRole('alert').count()).toBe(0)
    await owner.delete(`/api/fields/${partnersField.id}`)
  })

  test('files are dropped, listed, and deleted with a way back', async () => {
    const drop = row('Contract').locator('input[type=file]')
    await drop.setInputFiles({ name: 'contract.txt', mimeType: 'text/plain', buffer: Buffer.from('Signed in Kampot') })
    await row('Contract').getByRole('link', { name: 'contract.txt', exact: true }).waitFor()
    await row('Contract').getByText('16 bytes').waitFor()
    const long = `Contract with Kampot Pepper Growers, signed by both directors, ${'scanned '.repeat(8)}.txt`
    await drop.setInputFiles({ name: long, mimeType: 'text/plain', buffer: Buffer.alloc(1500) })
    // However long the name is, what it is done with can be hit.
    const fetched = row('Contract').getByRole('link', { name: `Download ${long}` })
    expect((await fetched.boundingBox())!.width).toBeGreaterThanOrEqual(24)
    await row('Contract').getByRole('button', { name: 'Delete contract.txt' }).click()
    await page.getByText('“contract.txt” is deleted.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await row('Contract').getByRole('link', { name: 'contract.txt', exact: true }).waitFor()
  })

  test('tags, also new ones, the assignee, the due date and the stage', async () => {
    await panel().getByRole('button', { name: 'Tags' }).click()
    await page.getByRole('option', { name: 'Training' }).click()
    await page.keyboard.type('Payroll')
    await page.getByRole('option', { name: 'Create the tag “Payroll”' }).click()
    await expect.poll(async () => (await stored()).tags.map((tag) => tag.name)).toEqual(['Training', 'Payroll'])
    await page.keyboard.press('Escape')
    await panel().getByRole('button', { name: 'Assignees' }).click()
    await page.getByRole('option', { name: 'Sokha Chan' }).click()
    await page.keyboard.press('Escape')
    await edit('Due date').click()
    await panel().getByLabel('Due date').fill('2026-12-01')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await stored()).due).toBe('2026-12-01')
    await panel().getByRole('button', { name: 'Negotiation' }).click()
    await expect.poll(async () => (await seenBoard(page)).find((list) => list.name === 'Negotiation')!.count).toBe(1)
    expect((await stored()).assignees.map((person) => person.name)).toEqual(['Sokha Chan'])
  })
})

describe('the stages', () => {
  test('are named where there is room; won is one click, lost asks why and sends it along', async () => {
    const stages = panel().getByRole('list', { name: 'List', exact: true })
    expect(await stages.getByRole('button').allInnerTexts()).toContain('Negotiation')
    expect(await stages.getByRole('button', { name: 'Closed won' }).count()).toBe(0)
    await panel().getByRole('button', { name: 'Won', exact: true }).click()
    await page.getByText('moved to Closed won.').waitFor()
    const moves: unknown[] = []
    const watch = (request: { url(): string; postDataJSON(): unknown }) =>
      request.url().endsWith('/move') && moves.push(request.postDataJSON())
    page.on('request', watch)
    await panel().getByRole('button', { name: 'Lost', exact: true }).click()
    expect(await accessibilityViolations(panel())).toEqual([])
    await page.getByRole('option', { name: 'No budget' }).click()
    await page.getByText('moved to Closed lost.').waitFor()
    expect(await row('Loss reason').textContent()).toContain('No budget')
    const lost = project.lists.find(({ name }) => name === 'Closed lost')!.id
    const [option] = (
      project.fields.find(({ name }) => name === 'Loss reason')!.config.options as { id: string; name: string }[]
    ).filter(({ name }) => name === 'No budget')
    expect(moves).toEqual([{ list: lost, values: { [field('Loss reason')]: option!.id } }])
    page.off('request', watch)
    await panel().getByRole('button', { name: 'Other ends' }).click()
    await page.getByRole('menuitem', { name: 'Not viable' }).click()
    await page.getByText('moved to Not viable.').waitFor()
    await stages.getByRole('button', { name: 'Negotiation' }).click()
    await page.getByText('moved to Negotiation.').last().waitFor()

    // A reason that may be several is a list, before it is stored as after.
    const { change } = await owner.patch<{ change: string }>(`/api/fields/${field('Loss reason')}`, {
      type: 'multiSelect',
    })
    await page.reload()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/move', async (route) => {
      moves.push(route.request().postDataJSON())
      await held
      await route.continue()
    })
    await panel().getByRole('button', { name: 'Lost', exact: true }).click()
    await page.getByRole('option', { name: 'No budget' }).click()
    await expect.poll(() => row('Loss reason').textContent()).toContain('No budget')
    release()
    await page.getByText('moved to Closed lost.').waitFor()
    expect(moves.at(-1)).toEqual({ list: lost, values: { [field('Loss reason')]: [option!.id] } })
    await page.unroute('**/move')
    await owner.post(`/api/changes/${change}/undo`)
    await stages.getByRole('button', { name: 'Negotiation' }).click()
    await page.getByText('moved to Negotiation.').last().waitFor()
  })
})

describe('what is said and what happened', () => {
  test('a half-written comment survives a reload, and nothing in it can run', async () => {
    const box = panel().getByLabel('Write a comment')
    await box.fill('Met the owner, **keen**. <img src=x onerror=alert(1)> See [terms](javascript:alert(1))')
    // Those that are there already take their time: they were asked for before this one is stored.
    const posted = page.waitForResponse((response) => response.url().endsWith('/comments') && response.ok())
    await page.route('**/comments?*', async (route) => {
      const response = await route.fetch()
      await posted
      await page.waitForTimeout(200)
      await route.fulfill({ response }).catch(() => {})
    })
    await page.reload()
    expect(await box.inputValue()).toContain('Met the owner')
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await posted
    await panel().locator('strong', { hasText: 'keen' }).waitFor()
    await page.unroute('**/comments?*')
    expect(await panel().locator('img, a[href^=javascript]').count()).toBe(0)
    expect(await box.inputValue()).toBe('')
  })

  test('@ offers people, and stores who is meant', async () => {
    const box = panel().getByLabel('Write a comment')
    await box.fill('Ask ')
    await box.press('End')
    await page.keyboard.type('@sok')
    await page.getByRole('option', { name: 'Sokha Chan' }).waitFor()
    expect(await accessibilityViolations(panel())).toEqual([])
    await page.keyboard.press('Enter')
    await page.keyboard.type('about the permit')
    expect(await box.inputValue()).toBe('Ask @Sokha Chan about the permit')
    await page.keyboard.press('Control+Enter')
    await panel().getByText('@Sokha Chan', { exact: true }).waitFor()
    const { comments } = await owner.get<{ comments: { body: string }[] }>(
      `/api/records/${deal.id}/comments?order=newest`,
    )
    expect(comments[0]!.body).toMatch(/^Ask @\[Sokha Chan\]\(person:\d+\) about the permit$/)
    await panel().getByRole('button', { name: 'Edit comment' }).first().click()
    const edited = panel().getByRole('textbox', { name: 'Edit comment' })
    expect(await edited.inputValue()).toBe('Ask @Sokha Chan about the permit')
    await edited.fill('Ask @Sokha Chan about both permits')
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(
        async () =>
          (await owner.get<{ comments: { body: string }[] }>(`/api/records/${deal.id}/comments?order=newest`))
            .comments[0]!.body,
      )
      .toMatch(/^Ask @\[Sokha Chan\]\(person:\d+\) about both permits$/)
  })

  test('what one person changes within a minute is one line a field', async () => {
    const titles = ['Payroll for 41 people', 'Payroll for 42 people', deal.title]
    for (const title of titles.slice(0, 2)) await owner.patch(`/api/records/${deal.id}`, { title })
    const newest = panel().getByRole('region', { name: 'Activity' }).locator('ol > li').first()
    await expect
      .poll(() => newest.textContent())
      .toMatch(/Opportunity name\s*Payroll for 40 people\s*Payroll for 42 people/)
    expect(await newest.getByText('Payroll for 41 people').count()).toBe(0)
    await newest.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await stored()).title).toBe(deal.title)
  })

  test('every change is told and can be taken back', async () => {
    const change = panel().locator('li', { hasText: 'Expected close date' }).first()
    expect(await change.textContent()).toMatch(/Expected close date\s*Empty\s*.*24/)
    await change.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    await expect.poll(() => storedValue('Expected close date')).toBeNull()
    expect((await stored()).due).toBe('2026-12-01')
  })

  test('the description is Markdown', async () => {
    await clickAndType(edit('Description'), '# Scope\n- forty people\n- two languages')
    await page.keyboard.press('Control+Enter')
    await panel().getByRole('heading', { name: 'Scope' }).waitFor()
    expect(await panel().locator('section li', { hasText: 'two languages' }).count()).toBeGreaterThan(0)
  })

  test('into the bin, and back', async () => {
    await panel().getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByText('“Payroll for 40 people” is in the bin.').waitFor()
    await expect.poll(() => cardNamed(page, deal.title).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await cardNamed(page, deal.title).waitFor()
  })
})

test('nothing in the panel can scroll the panel itself', async () => {
  await visit(page, `${world.url}/p/${deal.project}/r/${deal.id}`)
  await panel().getByLabel('Write a comment').waitFor()
  const [total, seen] = await panel().evaluate((element) => [element.scrollHeight, element.clientHeight])
  expect(total).toBe(seen)
})

test('a phone that isn’t certain is chosen, not written anew', async () => {
  const { record } = await owner.post<{ record: RecordAnswer }>('/api/projects/1/records', { title: 'Naga Hotel' })
  await visit(page, `${world.url}/p/1/r/${record.id}`)
  await clickAndType(edit('Phone'), '+1 (1) 209 172 7124')
  await page.keyboard.press('Enter')
  await panel().getByRole('alert').getByRole('button', { name: '+12091727124' }).click()
  await expect.poll(() => row('Phone').getByRole('textbox').count()).toBe(0)
  const stored = async () => {
    const { values } = (await owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record
    return Object.values(values)
  }
  await expect.poll(stored).toContain('+12091727124')
  // It is read in groups, here and in the history, and dialled as it is stored.
  const call = row('Phone').getByRole('link', { name: '+1 209 172 7124', exact: true })
  expect(await call.getAttribute('href')).toBe('tel:+12091727124')
  await panel().getByRole('listitem').getByText('+1 209 172 7124').waitFor()
})

test('what links here from a project without money is listed, without a sum', async () => {
  const answer = await owner.post<{ project: ProjectAnswer }>('/api/projects', { name: 'Site visits', icon: 'truck' })
  const visits = answer.project.id
  const config = { project: deal.project, multiple: false }
  await owner.post(`/api/projects/${visits}/fields`, { name: 'Deal', type: 'reference', config })
  await owner.post(`/api/projects/${visits}/records`, { title: 'Roof measured', values: { Deal: deal.title } })
  await visit(page, `${world.url}/p/${deal.project}/r/${deal.id}`)
  await panel().getByRole('region', { name: 'Site visits' }).getByRole('link', { name: 'Roof measured' }).waitFor()
  // From there, what the deal's customer tells is found in one go.
  await visit(page, `${world.url}/p/${visits}/table`)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await clickAndType(page.getByRole('button', { name: 'Add a condition' }), 'customer phone')
  await page.getByRole('option', { name: 'Deal › Customer › Phone', exact: true }).waitFor()
  await page.keyboard.press('Escape')
})

test('a customer’s deals stand open ones first, newest first, with how much, until when and whose; a new one is its maker’s', async () => {
  const customer = (await owner.post<{ record: RecordAnswer }>('/api/projects/1/records', { title: 'Angkor Silk' }))
    .record
  const list = (name: string) => project.lists.find((one) => one.name === name)!.id
  for (const [title, amount, stage] of [
    ['Looms', '1200.00', 'Closed won'],
    ['Dye house', '8400.00', 'Negotiation'],
    ['Export licence', '650.00', 'Unqualified'],
  ] as const)
    await owner.post(`/api/projects/${project.id}/records`, {
      title,
      list: list(stage),
      values: { Customer: [customer.id], Amount: amount, 'Expected close date': '2027-03-15' },
      assignees: ['me'],
    })
  await visit(page, `${world.url}/p/1/r/${customer.id}`)
  const deals = panel().getByRole('region', { name: 'Opportunities' })
  await deals.getByRole('link', { name: 'Looms' }).waitFor()
  expect(await deals.getByRole('listitem').getByRole('link').allTextContents()).toEqual([
    'Export licence',
    'Dye house',
    'Looms',
  ])
  expect(await deals.getByRole('heading', { level: 4 }).allTextContents()).toEqual(['Open', 'Won'])
  const dye = await deals.getByRole('listitem').filter({ hasText: 'Dye house' }).textContent()
  for (const part of ['$8,400', 'Negotiation', 'Mar 15, 2027', 'Sokha Chan']) expect(dye).toContain(part)
  await deals.getByLabel('New Opportunity').fill('Silk museum')
  await page.keyboard.press('Enter')
  await deals.getByRole('link', { name: 'Silk museum' }).waitFor()
  const { records } = await owner.post<{ records: RecordAnswer[] }>(`/api/projects/${project.id}/query`, {
    search: undefined,
    filter: { field: 'title', op: 'eq', value: 'Silk museum' },
  })
  expect(records[0]!.assignees.map(({ name }) => name)).toEqual(['Sokha Chan'])
})

describe('the page', () => {
  test('is the same record under /r/', async () => {
    await visit(page, `${world.url}/r/${deal.id}`)
    await page.getByRole('heading', { level: 1, name: deal.title }).waitFor()
    // However far down one reads, the comment box is in sight.
    await page.getByRole('heading', { name: 'Description' }).scrollIntoViewIfNeeded()
    expect((await page.getByLabel('Write a comment').boundingBox())!.y).toBeLessThan(300)
    expect(await accessibilityViolations(page)).toEqual([])
  })
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
