import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
/** A passkey belongs to a name; an address of numbers has none. */
let url: string
let page: Page
let owner: Client
let errors: string[]
let devtools: CDPSession

beforeAll(async () => {
  world = await startWorld()
  url = world.url.replace('127.0.0.1', 'localhost')
  page = await openPage()
  errors = watchErrors(page)
  devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await setUp(page, url)
  owner = await clientOf(page, url)
})

afterAll(async () => {
  await closePages()
  await world.close()
})

const part = (name: string) => page.getByRole('region', { name })

describe('one’s own security', () => {
  test('is a place of the settings, under a URL of its own', async () => {
    await visit(page, `${url}/settings/`)
    await page.getByRole('link', { name: 'Security' }).click()
    await page.waitForURL(`${url}/settings/security`)
    await part('Passkeys').waitFor()
    expect(await page.title()).toBe('Security · Settings · Tonle')
    await page.reload()
    await part('Passkeys').waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('a wrong current password is told at its place, the right one gives a new one', async () => {
    await part('Password').getByLabel('Current password').fill('not-the-password')
    await part('Password').getByLabel('New password').fill('tonle-sap-77')
    await part('Password').getByRole('button').click()
    await page.getByText('The current password is wrong.').waitFor()
    await part('Password').getByLabel('Current password').fill('mekong-river-9')
    await part('Password').getByRole('button').click()
    await page.getByText('The password is changed.').waitFor()
    const client = world.stranger()
    await client.post('/api/auth/sign-in/email', { email: 'sokha@mekong.example', password: 'tonle-sap-77' })
  })

  test('other sessions are seen, and ended', async () => {
    const other = world.stranger()
    const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/605'
    const sent = { email: 'sokha@mekong.example', password: 'tonle-sap-77' }
    await other.post('/api/auth/sign-in/email', sent, { 'user-agent': agent })
    await page.reload()
    const sessions = part('Where you are signed in')
    await sessions.getByText('This device').waitFor()
    await sessions.getByRole('button', { name: 'Sign out on Safari on iPhone' }).click()
    await page.getByText('Signed out there.').waitFor()
    expect((await other.refused('GET', '/api/me')).status).toBe(401)
    await sessions.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await page.getByText('You are signed in only here now.').waitFor()
    await expect.poll(() => sessions.getByRole('listitem').count()).toBe(1)
  })

  test('a passkey is added and named', async () => {
    await part('Passkeys').getByRole('button', { name: 'Add a passkey' }).click()
    await part('Passkeys').getByLabel('Name of Passkey 1').fill('My laptop')
    await page.keyboard.press('Enter')
    await part('Passkeys').getByLabel('Name of My laptop').waitFor()
    expect(await accessibilityViolations(part('Passkeys'))).toEqual([])
  })

  test('one’s name is changed in the profile, and the rail knows it', async () => {
    await page.getByRole('link', { name: 'Profile' }).click()
    await part('Profile').getByLabel('Your name').fill('Sokha Chann')
    await page.keyboard.press('Tab')
    await page.locator('.rail-place').getByText('Sokha Chann').waitFor()
  })
})

describe('the door', () => {
  test('opens by passkey, to where one wanted to go', async () => {
    await owner.delete('/api/me/sessions')
    await switchVisitor(page)
    await visit(page, `${url}/settings/security`)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(`${url}/settings/security`)
    await part('Passkeys').getByLabel('Name of My laptop').waitFor()
    // Who comes without the password may have forgotten it.
    await expect.poll(() => part('Password').getByLabel('Current password').count()).toBe(0)
    await part('Passkeys').getByRole('button', { name: 'Remove My laptop' }).click()
    await part('Passkeys').getByRole('button', { name: 'Remove for good' }).click()
    await expect.poll(() => part('Passkeys').getByRole('listitem').count()).toBe(0)
    owner = await clientOf(page, url)
  })

  test('a passkey that is gone opens nothing, and says so', async () => {
    await switchVisitor(page)
    await page.goto(`${url}/sign-in/`)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByText('This passkey opens no account here.').waitFor()
    expect(await accessibilityViolations(page)).toEqual([])
  })

  test('opens by a link from the mail, once', async () => {
    await page.getByRole('button', { name: 'Mail me a link' }).click()
    await page.getByLabel('Email').fill('sokha@mekong.example')
    await page.getByRole('button', { name: 'Mail me a link' }).click()
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    await expect.poll(async () => (await mails()).length).toBe(1)
    const link = /http\S+/.exec((await mails())[0]!.body)![0]
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(/\/p\/\d+\//)
    await switchVisitor(page)
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This link has been used already').waitFor()
    await page.getByRole('button', { name: 'Sign in another way' }).click()
    await page.getByLabel('Password').waitFor()
  })
})

interface Mail {
  to: string
  body: string
}
const mails = async () => (await owner.get<{ deliveries: Mail[] }>('/api/outbox')).deliveries

test('an invitation leads in, and is over after that', async () => {
  const { invitation } = await owner.post<{ invitation: { link: string } }>('/api/invitations', {
    email: 'vanna@mekong.example',
    role: 'member',
  })
  await page.goto(invitation.link)
  await page.getByRole('heading', { name: 'Welcome to Mekong Advisory' }).waitFor()
  await page.getByText('Sokha Chann invited you.').waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
  await page.getByLabel('Your name').fill('Vanna Keo')
  await page.getByLabel('Password').fill('tonle-sap-88')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(/\/p\/\d+\//)
  await page.locator('.rail-place').getByText('Vanna Keo').waitFor()
  // Members look after themselves, not after the workspace.
  await visit(page, `${url}/settings/`)
  await page.getByRole('link', { name: 'Security' }).waitFor()
  expect(await page.getByRole('link', { name: 'General' }).count()).toBe(0)
  await page.goto(`${url}/404`)
  await page.goto(invitation.link)
  await page.getByRole('heading', { name: 'This invitation is over' }).waitFor()
  expect(await accessibilityViolations(page)).toEqual([])
})

test('nothing broke inside the pages', () => expect(errors).toEqual([]))
