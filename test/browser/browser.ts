import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sparticuz from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContextOptions,
  type Cookie,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'
import { expect } from 'vitest'
import { Client } from '../client.ts'
import { setUpFixture } from '../fixtures.ts'
import { startWorld, type World } from '../world.ts'

/** One for each process that runs tests: it ends with it. */
const shared = globalThis as { browser?: Promise<Browser> }

/**
 * Not the package's own: those are for a function without a kernel to speak of. One process for everything shares one jar of
 * cookies among all contexts, and a graphics card in software costs half of the time.
 */
const ARGS = [
  '--no-sandbox',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--in-process-gpu',
  // A page lives for seconds here: compiling its scripts for speed, and collecting on further threads, costs more than it saves.
  '--js-flags=--no-turbofan --no-maglev --single-threaded-gc',
]

/** SLOW=500: up to so many milliseconds before each call of the API. What only holds on a fast network is a defect. */
const SLOW = Number(process.env.SLOW ?? 0)

/** A page of a visitor of its own, in a real browser. `closePages` in a test file's afterAll. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  shared.browser ??= launch()
  const context = await (await shared.browser).newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  if (SLOW > 0)
    await context.route('**/api/**', async (route) => {
      await new Promise((done) => setTimeout(done, Math.random() * SLOW))
      // The page may have gone on without the answer.
      await route.continue().catch(() => undefined)
    })
  return withPatientRoutes(await context.newPage())
}

/** A request that a handler holds may be let go before that is done with it: by `unroute`, or with its page. That is no failure. */
function withPatientRoutes(page: Page): Page {
  const route = page.route.bind(page)
  page.route = (url, handler, options) =>
    route(
      url,
      async (held, request) => {
        try {
          await handler(held, request)
        } catch (error) {
          if (!/already handled|has been closed/.test(String(error))) throw error
        }
      },
      options,
    )
  return page
}

const launch = async () =>
  chromium.launch({ executablePath: await sparticuz.executablePath(), args: ARGS, headless: true })

/** Closes all pages and forgets their visitors; the browser stays for the next file. */
export async function closePages(): Promise<void> {
  await Promise.all(((await shared.browser)?.contexts() ?? []).map((context) => context.close()))
}

/** Stops the browser, where no test file comes after. */
export async function closeBrowser(): Promise<void> {
  await (await shared.browser)?.close()
  delete shared.browser
}

/** The API as the person sees it who is signed in on that page. */
export async function clientOf(page: Page, url: string): Promise<Client> {
  const client = new Client(url)
  client.cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  return client
}

/** Signs the visitor of that page in with a session that a client of the API has. */
export async function signIn(page: Page, cookie: string, url: string): Promise<void> {
  const [name, value] = cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url }])
}

/** Another visitor before the same page: one without cookies, or with those. Nothing of the page before is left to move it. */
export async function switchVisitor(page: Page, cookies: Cookie[] = []): Promise<void> {
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.context().addCookies(cookies)
}

const screenOf = (url: string) => new URL(url).origin + new URL(url).pathname.replace(/^(\/[^/]*).*/, '$1')

/**
 * Goes to a page of the app as a click on a link does: within a screen nothing is loaded anew, which takes a fifth of the time of
 * `page.goto`. That one is for what is about the load: another person, what was changed past the page, what a reload keeps.
 */
export async function visit(page: Page, url: string): Promise<void> {
  if (page.url() === url || page.url() === 'about:blank' || screenOf(page.url()) !== screenOf(url)) {
    await page.goto(url)
    return
  }
  await page.evaluate((href) => {
    document.body.insertAdjacentHTML('beforeend', `<a hidden href="${href.replaceAll('"', '%22')}"></a>`)
    const link = document.body.lastElementChild as HTMLElement
    link.click()
    link.remove()
  }, url)
}

/**
 * Opens an editor or a search by a click and types into it, as a person does: who sees no caret clicks again. A click that a row
 * moves away under, because the page still grows, opens nothing.
 */
export async function clickAndType(
  opener: Locator,
  text: string,
  options: { position?: { x: number; y: number } } = {},
): Promise<void> {
  const page = opener.page()
  const before = await page.evaluateHandle(() => document.activeElement)
  const isTyping = (element: Element | null) =>
    element !== document.activeElement && !!document.activeElement?.matches('input, textarea, [contenteditable]')
  await expect
    .poll(async () => {
      if (await opener.isVisible()) await opener.click(options)
      return page.waitForFunction(isTyping, before, { timeout: 2000 }).catch(() => null)
    })
    .toBeTruthy()
  await page.keyboard.type(text)
}

/** Half-way through a change of colours nothing has its contrast: waits for what moves to have moved, and to have been painted. */
export async function waitForAnimations(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await painted()
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((one) => one.finished))
    await painted()
  })
}

/** Without its comments it is half as long: it is read anew on each page. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const RULES = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }

/**
 * What axe finds wrong (WCAG 2.2 A and AA, or those rules alone), one line a rule with its first place: on the page, or within a
 * part of it. A page takes half a second, most of it for what visual.test.ts has read already.
 */
export async function accessibilityViolations(where: Page | Locator, only?: string[]): Promise<string[]> {
  const page = 'page' in where ? where.page() : where
  await waitForAnimations(page)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  const runOnly = only ? { type: 'rule' as const, values: only } : RULES
  const root = page === where ? page.locator('html') : (where as Locator)
  return root.evaluate(async (element, runOnly) => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(element, {
      runOnly,
      resultTypes: ['violations'],
      // What none of these rules reads, and half of the time on a page with much in it.
      preload: false,
      selectors: false,
    })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.any[0]?.message ?? ''}`,
    )
  }, runOnly)
}

/** What axe finds wrong on the page in the light and, of its colours, in the dark; it is light again afterwards. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await accessibilityViolations(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await accessibilityViolations(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((line) => `in the dark, ${line}`)]
}

/** What broke inside a page: a test ends with this list empty. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  return errors
}

const PASSWORD = 'mekong-river-9'

/** A world whose owner has been through the set-up, with the cookies of that page: as `setUp` leaves it, in less time. */
export async function startCrm(
  page: Page,
  { sample = false, vars = {} }: { sample?: boolean; vars?: Record<string, string> } = {},
): Promise<World> {
  const fixture = setUpFixture(sample)
  const world = await startWorld(vars, { fixture })
  await signIn(page, fixture.cookie, world.url)
  return world
}

/** The same with a colleague of the owner's beside the page: who makes and changes things while the owner looks. */
export async function startCrmWithColleague(
  page: Page,
  vars: Record<string, string> = {},
): Promise<{ world: World; owner: Client; colleague: Client }> {
  const world = await startCrm(page, { vars })
  const owner = await clientOf(page, world.url)
  // As whom people are asked in.
  await world.owner()
  return { world, owner, colleague: await world.person('Bopha Keo', 'admin') }
}

/** The very first visit: the owner's account, then the five questions with their proposed answers. Ends on the board. */
export async function setUp(page: Page, url: string, { sample = false } = {}): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Your name').fill('Sokha Chan')
  await page.getByLabel('Email').fill('sokha@mekong.example')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create the owner’s account' }).click()
  await page.getByLabel('What is your company called?').fill('Mekong Advisory')
  await page.getByLabel('Fill it with sample data').setChecked(sample)
  await page.getByRole('button', { name: 'Create the CRM' }).click()
  await page.waitForURL(/\/p\/\d+\//)
}
