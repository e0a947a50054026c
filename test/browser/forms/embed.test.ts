import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import type { FormAnswer, SubmissionAnswer } from '../../../src/core/api/form/index.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { accessibilityViolations, clientOf, closePages, openPage, startCrm, watchErrors } from '../browser.ts'

/** The template's form on somebody else's site, before its visitors: several at once, since each waits for its token to be two seconds old. */
let world: World
let owner: Client
let form: FormAnswer
/** the team's own, before the board of opportunities */
let board: Page
let site: Server
let origin: string

/** Pages of the site, each with the policy that it is served with. */
const pages: Record<string, { html: string; policy?: string; language?: string }> = {}
const around = (snippet: string) =>
  `<h1 style="font:italic 30px Georgia">Our shop</h1><div style="font:18px Georgia,serif;width:520px;max-width:100%">${snippet}</div><p id="below">What comes after it</p>`

beforeAll(async () => {
  site = createServer((request, response) => {
    const { html, policy, language } = pages[new URL(request.url!, 'http://x').pathname] ?? { html: '' }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (policy) response.setHeader('content-security-policy', policy)
    response.end(`<!doctype html><html lang="${language ?? 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>Shop</title><link rel="icon" href="data:,"><body>${html}</body></html>`)
  })
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
  origin = `http://localhost:${(site.address() as AddressInfo).port}`
  board = await openPage()
  world = await startCrm(board)
  await board.goto(`${world.url}/p/2/board`)
  owner = await clientOf(board, world.url)
  form = (await owner.get<{ forms: FormAnswer[] }>('/api/projects/1/forms')).forms[0]!
  const script = `<script async src="${world.url}/embed.js"></script>`
  const element = `<tonle-form src="${form.url}" style="display:block;min-height:${form.height}px"><a href="${form.url}">Contact us</a></tonle-form>${script}`
  const frame = `<iframe src="${form.url}" title="Contact us" style="width:100%;height:${form.height + 84}px;border:0"></iframe>`
  pages['/script'] = { html: around(element) }
  pages['/khmer'] = { html: around(element), language: 'km' }
  pages['/frame'] = { html: around(frame + script) }
  pages['/strict'] = {
    html: `<h1>Our shop</h1><iframe src="${form.url}" title="Contact us" width="520" height="${form.height}"></iframe>`,
    policy: `default-src 'none'; frame-src ${world.url}`,
  }
})
afterAll(async () => {
  await closePages()
  site.close()
  await world.close()
})

type Place = Page | FrameLocator

async function fill(
  place: Place,
  company: string,
  email: string,
  labels = ['Company name', 'Email', 'How can we help'],
): Promise<void> {
  for (const [i, text] of [company, email, 'Forty chairs of rosewood, please.'].entries())
    await place.getByLabel(labels[i]!).fill(text)
}

const sentBy = async (company: string): Promise<SubmissionAnswer[]> => {
  const { submissions } = await owner.get<{ submissions: SubmissionAnswer[] }>(`/api/forms/${form.id}/submissions`)
  return submissions.filter(({ record }) => record?.title === company)
}

/** How far what is seen has jumped about since the page began to load. */
const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => done(sum), 100)
      }),
  )

test.concurrent('by the script it has the page’s fonts and width, weighs next to nothing, moves nothing, and makes a customer', async ({
  expect,
}) => {
  const page = await openPage()
  const errors = watchErrors(page)
  const bytes: [string, Promise<Buffer>][] = []
  page.on('response', (response) => {
    if (response.url().startsWith(world.url)) bytes.push([new URL(response.url()).pathname, response.body()])
  })
  await page.goto(`${origin}/script?utm_source=newsletter&utm_campaign=rosewood`, {
    referer: 'https://search.example/',
  })
  await page.getByLabel('Company name').waitFor()
  expect(await layoutShift(page)).toBe(0)
  const looks = await page.getByLabel('Company name').evaluate((input) => ({
    font: getComputedStyle(input).fontFamily,
    width: input.getBoundingClientRect().width,
  }))
  expect(looks).toEqual({ font: 'Georgia, serif', width: 520 })
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Company name is required.').waitFor()
  await fill(page, "Srey Oun's Chairs", 'hello@chairs.example')
  await page.getByLabel('You may keep what I send').check()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('We have received your message').waitFor()
  await board.getByText("Srey Oun's Chairs").first().waitFor({ timeout: 2000 })
  expect(await sentBy("Srey Oun's Chairs")).toMatchObject([
    {
      state: 'stored',
      utm: { utm_source: 'newsletter', utm_campaign: 'rosewood' },
      consent: { text: 'You may keep what I send, to answer me.' },
    },
  ])
  const got = await Promise.all(
    bytes.map(async ([path, body]) => [path, gzipSync(await body, { level: 9 }).length] as const),
  )
  const total = got.reduce((sum, [, length]) => sum + length, 0)
  console.info(`the form weighs ${total} bytes: ${got.map(([path, length]) => `${path} ${length}`).join(', ')}`)
  expect(got.map(([path]) => path)).toContain('/embed.js')
  expect(total).toBeLessThan(10 * 1024)
  expect(errors).toEqual([])
  const { headers } = await fetch(`${world.url}/embed.js`)
  expect(headers.get('cache-control')).toBe('public, max-age=60')
  expect(headers.get('access-control-allow-origin')).toBe('*')
})

test.concurrent('two clicks are one submission, and what is typed stays while there is no connection', async ({
  expect,
}) => {
  const page = await openPage()
  await page.goto(`${origin}/script`)
  await fill(page, 'Double Click Ltd', 'twice@click.example')
  await page.getByLabel('You may keep what I send').check()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('there is no connection').waitFor()
  expect(await page.getByLabel('Company name').inputValue()).toBe('Double Click Ltd')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Send' }).dblclick()
  await page.getByText('We have received your message').waitFor()
  expect(await sentBy('Double Click Ltd')).toHaveLength(1)
})

test.concurrent('in a frame it gets the height that it needs, also where it grows', async ({ expect }) => {
  const page = await openPage()
  await page.goto(`${origin}/frame`)
  const frame = page.frameLocator('iframe')
  await frame.getByLabel('Company name').waitFor()
  const height = () => page.locator('iframe').evaluate((one) => one.getBoundingClientRect().height)
  const inner = () => frame.locator('html').evaluate((one) => one.getBoundingClientRect().height)
  await expect.poll(async () => (await height()) - (await inner())).toBeGreaterThanOrEqual(0)
  expect(await layoutShift(page)).toBe(0)
  const before = await height()
  await frame.getByRole('button', { name: 'Send' }).click()
  await frame.getByText('Email is required.').waitFor()
  await expect.poll(height).toBeGreaterThan(before)
  await expect.poll(async () => Math.abs((await height()) - (await inner()))).toBeLessThan(2)
  await fill(frame, 'Frame Makers', 'frames@makers.example')
  await frame.getByLabel('You may keep what I send').check()
  await frame.getByRole('button', { name: 'Send' }).click()
  await frame.getByText('We have received your message').waitFor()
  expect(await sentBy('Frame Makers')).toHaveLength(1)
})

test.concurrent('on a page that allows no script and no style of others the frame still works', async ({ expect }) => {
  const page = await openPage()
  const blocked: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) blocked.push(message.text())
  })
  await page.goto(`${origin}/strict`)
  const frame = page.frameLocator('iframe')
  await fill(frame, 'Strict Bank', 'web@strict-bank.example')
  await frame.getByLabel('You may keep what I send').check()
  await frame.getByRole('button', { name: 'Send' }).click()
  await frame.getByText('We have received your message').waitFor()
  expect(await sentBy('Strict Bank')).toHaveLength(1)
  // The favicon is the site's own matter.
  expect(blocked.filter((text) => !text.includes('data:,'))).toEqual([])
})

test.concurrent('without JavaScript the page asks once more, with all that was typed, and then sends it', async ({
  expect,
}) => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(form.url)
  await fill(page, 'No Script Farm', 'farm@noscript.example')
  await page.getByLabel('You may keep what I send').check()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Please check what you have typed').waitFor()
  expect(await page.getByLabel('Email').inputValue()).toBe('farm@noscript.example')
  expect(await page.getByLabel('You may keep what I send').isChecked()).toBe(true)
  await new Promise((wake) => setTimeout(wake, 2050))
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('We have received your message').waitFor()
  expect(await sentBy('No Script Farm')).toHaveLength(1)
})

test.concurrent('in Khmer, on a phone, where nothing is cut off', async ({ expect }) => {
  const page = await openPage({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  await page.goto(`${origin}/khmer`)
  const labels = ['ឈ្មោះក្រុមហ៊ុន', 'អ៊ីមែល', 'តើយើងអាចជួយអ្វីអ្នកបាន']
  await page.getByLabel(labels[0]!).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await accessibilityViolations(page)).toEqual([])
  await fill(page, 'ផ្ទះអង្ករ តាកែវ', 'វណ្ណា', labels)
  await page.getByRole('button', { name: 'ផ្ញើ' }).tap()
  await page.getByText('អ៊ីមែល ត្រូវតែជាអ៊ីមែល').waitFor()
  expect(await page.getByLabel(labels[0]!).inputValue()).toBe('ផ្ទះអង្ករ តាកែវ')
  await page.getByLabel(labels[1]!).fill('vanna@takeo-rice.example')
  await page.getByLabel('ខ្ញុំយល់ព្រមឲ្យរក្សាទុក').check()
  await page.getByRole('button', { name: 'ផ្ញើ' }).tap()
  await page.getByText('យើងបានទទួលសាររបស់អ្នក').waitFor()
  expect(await sentBy('ផ្ទះអង្ករ តាកែវ')).toMatchObject([{ language: 'km' }])
})
