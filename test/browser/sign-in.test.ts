import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorld, type World } from '../world.ts'
import {
  accessibilityViolations,
  clientOf,
  closePages,
  openPage,
  switchVisitor,
  visit,
  watchErrors,
} from './browser.ts'

let world: World
let page: Page
let errors: string[]

beforeAll(async () => {
  world = await startWorld()
  page = await openPage()
  errors = watchErrors(page)
  // What some systems hand on is no tag that Intl takes: it throws.
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'languages', { get: () => ['en-US@posix', 'en_GB.UTF-8', 'c'] }),
  )
})

afterAll(async () => {
  await closePages()
  await world.close()
})

describe('the first visit', () => {
  test('a password that is too short is said at once', async () => {
    await page.goto(world.url)
    await page.getByRole('heading', { name: 'Make this workspace yours' }).waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    await page.getByLabel('Your name').fill('Sokha Chan')
    await page.getByLabel('Email').fill('sokha@mekong.example')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create the owner’s account' }).click()
    await page.getByText('The password needs at least 8 characters.').waitFor()
  })

  test('leads through the set-up to a board with the nine lists', async () => {
    await page.getByText('Tonle is a sales CRM that your team runs itself.').waitFor()
    await page.getByLabel('Password').fill('mekong-river-9')
    await page.getByRole('button', { name: 'Create the owner’s account' }).click()
    await page.getByLabel('What is your company called?').fill('Mekong Advisory')
    await page
      .getByLabel('What do you sell?')
      .fill('Solar pumps, Water filters, solar pumps, Repairs, Leases, Training')
    await page.getByLabel('Fill it with sample data').uncheck()
    const countries = await page.getByLabel('Country').locator('option').allTextContents()
    expect(countries.slice(0, 3)).toEqual(['Afghanistan', 'Åland Islands', 'Albania'])
    // The steps are folded; one is moved by its handle and the keyboard, and back.
    const steps = page.getByLabel(/^Name of step/)
    expect(await steps.first().isVisible()).toBe(false)
    await page.getByText('Nine steps · change').click()
    const handle = page.getByRole('button', { name: /^Move Unqualified/ })
    await handle.press('ArrowDown')
    await expect.poll(() => steps.first().inputValue()).toBe('Qualification')
    await expect.poll(() => handle.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await accessibilityViolations(page)).toEqual([])
    await handle.press('ArrowUp')
    await expect.poll(() => steps.first().inputValue()).toBe('Unqualified')
    await page.getByRole('button', { name: 'Create the CRM' }).click()
    await page.waitForURL(/\/p\/\d+\//)
    const lists = page.locator('section[data-list] h2')
    await lists.first().waitFor()
    expect(await lists.allTextContents()).toEqual([
      'Unqualified',
      'Qualification',
      'Proposal writing',
      'Proposal sent',
      'Negotiation',
      'Contract out for signature',
      'Closed won',
      'Closed lost',
      'Not viable',
    ])
    await page.getByText('Opportunities is empty').waitFor()
    const { projects } = await (await clientOf(page, world.url)).get<{
      projects: { tags: { name: string; color: string }[] }[]
    }>('/api/projects')
    const tags = projects.at(-1)!.tags
    expect(tags.map(({ name }) => name)).toEqual(['Solar pumps', 'Water filters', 'Repairs', 'Leases', 'Training'])
    expect(new Set(tags.map(({ color }) => color)).size).toBe(5)
    expect(await page.title()).toBe('Opportunities · Board · Tonle')
  })
})

describe('the second visit', () => {
  test('signing out leads to the door, where nobody else can make the workspace theirs', async () => {
    await page.getByRole('button', { name: 'You and settings' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await page.getByLabel('Your name').count()).toBe(0)
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('a wrong password is refused, the right one leads where one wanted to go', async () => {
    await page.goto(`${world.url}/p/2/table`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByLabel('Email').fill('sokha@mekong.example')
    await page.getByLabel('Password').fill('not-the-password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Password').fill('mekong-river-9')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(`${world.url}/p/2/table`)
  })

  test('what isn’t there is said, with a way on', async () => {
    await page.goto(`${world.url}/p/9999/board`)
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
    await page.getByRole('link', { name: 'Go to the start' }).click()
    await page.getByRole('heading', { name: 'Opportunities', exact: true }).waitFor()
  })
})

describe('the questions', () => {
  test('more than 12 steps get a gentle word, and Khmer is a click away', async () => {
    await page.goto(`${world.url}/set-up/`)
    const word = page.getByText('With more than 12 steps the big picture is hard to see.')
    await page.getByText('Nine steps · change').click()
    for (let step = 10; step <= 12; step++) {
      await page.getByRole('button', { name: 'Add a step' }).click()
      await page.getByLabel(`Name of step ${step}`).fill(`Step ${step}`)
    }
    expect(await word.count()).toBe(0)
    await page.getByRole('button', { name: 'Add a step' }).click()
    await word.waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
    // Half-filled, it survives a reload.
    await page.getByLabel('What is your company called?').fill('Mekong Half Way')
    await page.reload()
    await word.waitFor()
    expect(await page.getByLabel('What is your company called?').inputValue()).toBe('Mekong Half Way')
    expect(await page.getByLabel('Name of step 12').inputValue()).toBe('Step 12')
    await page.getByRole('button', { name: 'ភាសាខ្មែរ' }).click()
    await page.getByRole('heading', { name: 'រៀបចំ CRM លក់របស់អ្នក' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('km')
    await page.reload()
    await page.getByRole('heading', { name: 'រៀបចំ CRM លក់របស់អ្នក' }).waitFor()
  })
})

test('whoever signs in reads their own language; one chosen at the door is theirs from then on', async () => {
  const signIn = async (name: string, password: string, button: string) => {
    await page.getByLabel(name).fill('sokha@mekong.example')
    await page.getByLabel(password).fill('mekong-river-9')
    await page.getByRole('button', { name: button, exact: true }).click()
    await page.getByRole('navigation').getByRole('link').first().waitFor()
  }
  const owner = await clientOf(page, world.url)
  await owner.put('/api/me/preferences', { language: 'km' })
  // Somebody else read English here.
  await page.evaluate(() => localStorage.setItem('tonle.language', 'en'))
  await switchVisitor(page)
  await page.goto(`${world.url}/sign-in/`)
  await signIn('Email', 'Password', 'Sign in')
  await page.getByRole('button', { name: 'គណនី និងការកំណត់' }).waitFor()
  await switchVisitor(page)
  await page.goto(`${world.url}/sign-in/`)
  await page.getByRole('button', { name: 'English' }).click()
  await signIn('Email', 'Password', 'Sign in')
  await page.getByRole('button', { name: 'You and settings' }).waitFor()
  const again = await clientOf(page, world.url)
  expect((await again.get<{ person: { language: string } }>('/api/me')).person.language).toBe('en')
  // Changed in another browser, it is theirs here too when the page is opened next.
  await again.put('/api/me/preferences', { language: 'km' })
  await visit(page, `${world.url}/settings/profile`)
  await page.getByRole('button', { name: 'គណនី និងការកំណត់' }).waitFor()
  await page.getByRole('main').getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'You and settings' }).waitFor()
  await expect
    .poll(async () => (await again.get<{ person: { language: string } }>('/api/me')).person.language)
    .toBe('en')
})

test('the names of the sales CRM are switched to the other language, and back by undo', async () => {
  await visit(page, `${world.url}/settings/workspace`)
  await page.getByRole('button', { name: 'Name them in ភាសាខ្មែរ' }).click()
  await page.getByText(/^\d+ names were switched\.$/).waitFor()
  const rail = page.getByRole('navigation', { name: 'Main' })
  await rail.getByRole('link', { name: 'ឱកាសលក់' }).waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await rail.getByRole('link', { name: 'Opportunities' }).waitFor()
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
