import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NotificationsAnswer } from '../../src/core/api/notification.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { accessibilityViolations, closePages, openPage, startCrmWithColleague, visit, watchErrors } from './browser.ts'

/** What the bell tells, put off and marked, and taken back. */
let world: World
let page: Page
let errors: string[]
let owner: Client

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  let bopha: Client
  ;({ world, owner, colleague: bopha } = await startCrmWithColleague(page))
  const { person } = await owner.get<{ person: { id: string } }>('/api/me')
  for (const title of ['Rice mill', 'Silk farm']) {
    const { record } = await owner.post<{ record: { id: string } }>('/api/projects/2/records', { title })
    await owner.put(`/api/records/${record.id}/assignees/${person.id}`)
    await bopha.post(`/api/records/${record.id}/comments`, { body: `About the ${title}` })
  }
  await visit(page, `${world.url}/p/2/board`)
  await page.getByRole('button', { name: /Notifications/ }).click()
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const read = async (query: string) => (await owner.get<NotificationsAnswer>(`/api/notifications${query}`)).notifications
const unread = () => read('?unread=1')
const panel = () => page.getByRole('dialog', { name: 'Notifications' })
const item = (title: string) => panel().getByRole('listitem').filter({ hasText: title })
const press = (name: string) => panel().getByRole('button', { name, exact: true }).click()
const focused = () => page.evaluate(() => document.activeElement?.textContent)

test('all are marked as read, the focus stays in the panel, and they can be brought back', async () => {
  await expect.poll(async () => (await unread()).length).toBe(2)
  await item('Rice mill').waitFor()
  await press('Mark all as read')
  await panel().getByText('Nothing new').waitFor()
  expect(await focused()).toBe('Unread')
  await expect.poll(async () => (await unread()).length).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await item('Rice mill').waitFor()
  expect(await unread()).toHaveLength(2)
})

test('what is put off is found among all, until when, and comes back by Undo or by hand', async () => {
  const putOff = async () => {
    await item('Rice mill')
      .getByRole('button', { name: /Remind me later/ })
      .click()
    await page.getByRole('menuitem', { name: 'Tomorrow morning' }).click()
    await expect.poll(() => item('Rice mill').count()).toBe(0)
  }
  await putOff()
  await page.getByRole('button', { name: 'Undo' }).click()
  await item('Rice mill').waitFor()
  await putOff()
  expect(await unread()).toHaveLength(1)
  await press('All')
  await item('Rice mill')
    .getByText(/^put off until /)
    .waitFor()
  expect(await accessibilityViolations(panel())).toEqual([])
  await item('Rice mill')
    .getByRole('button', { name: /Bring it back now/ })
    .click()
  await expect.poll(async () => (await unread()).length).toBe(2)
})
