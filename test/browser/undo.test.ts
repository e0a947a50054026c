import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProjectAnswer, RecordAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { cardNamed, listNamed, seenBoard } from './board-page.ts'
import { closePages, openPage, startCrmWithColleague, visit, watchErrors } from './browser.ts'

/** One’s own changes are taken back and done again by key, in order, and never what others did since. */
let world: World
let page: Page
let errors: string[]
let owner: Client
let bopha: Client
let project: ProjectAnswer

beforeAll(async () => {
  page = await openPage()
  errors = watchErrors(page)
  ;({ world, owner, colleague: bopha } = await startCrmWithColleague(page))
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  project = projects.find(({ id }) => id === '2')!
  await owner.post(`/api/projects/2/records`, { title: 'Rice mill', list: project.lists[0]!.id })
  await visit(page, `${world.url}/p/2/board`)
  await cardNamed(page, 'Rice mill').waitFor()
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world.close()
})

const press = async (keys: string) => {
  const answered = page.waitForResponse((response) => response.url().endsWith('/undo'))
  await page.keyboard.press(keys)
  return (await answered).status()
}
const cardsOf = async (n: number) => (await seenBoard(page))[n]!.cards
const waitForText = (text: string) =>
  page
    .getByRole('status')
    .or(page.getByRole('region', { name: 'Notices' }))
    .getByText(text)
    .first()
    .waitFor()

async function moveRight(title: string): Promise<void> {
  await cardNamed(page, title).getByRole('link').focus()
  const answered = page.waitForResponse((response) => response.url().endsWith('/move'))
  for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key)
  await answered
}

test('a move, there and back and there again', async () => {
  await moveRight('Rice mill')
  await expect.poll(() => cardsOf(1)).toEqual(['Rice mill'])
  expect(await press('Control+z')).toBe(200)
  await expect.poll(() => cardsOf(0)).toEqual(['Rice mill'])
  // Said beside the rail, whose foot tells of the line.
  const places = [page.getByRole('navigation', { name: 'Main' }), page.getByRole('region', { name: 'Notices' })]
  const [rail, notice] = await Promise.all(places.map((place) => place.boundingBox()))
  expect(notice!.x).toBeGreaterThanOrEqual(rail!.x + rail!.width)
  expect(await press('Control+Shift+z')).toBe(200)
  await expect.poll(() => cardsOf(1)).toEqual(['Rice mill'])
})

test('in order, also after a reload: a list, a tag, a deletion', async () => {
  await moveRight('Rice mill')
  await expect.poll(() => cardsOf(2)).toEqual(['Rice mill'])
  await page.reload()
  await cardNamed(page, 'Rice mill').waitFor()
  await press('Control+z')
  await expect.poll(() => cardsOf(1)).toEqual(['Rice mill'])
  await press('Control+z')
  await expect.poll(() => cardsOf(0)).toEqual(['Rice mill'])
  // Nothing of this tab is left: what others did is not its to take back.
  await bopha.patch(`/api/lists/${project.lists[0]!.id}`, { name: 'Fresh leads' })
  await page.keyboard.press('Control+z')
  await waitForText('There is nothing of yours to take back here.')
  await listNamed(page, 'Fresh leads').waitFor()
  await press('Control+y')
  await expect.poll(() => cardsOf(1)).toEqual(['Rice mill'])
})

test('what somebody else changed since is kept, and said', async () => {
  await cardNamed(page, 'Rice mill').getByRole('link').click()
  const panel = page.getByRole('complementary', { name: 'Record' })
  const input = panel.getByLabel('Opportunity name')
  await input.fill('Rice mill, owner')
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await input.press('Enter')
  const { record } = (await (await saved).json()) as { record: RecordAnswer }
  await bopha.patch(`/api/records/${record.id}`, { title: 'Rice mill, Bopha' })
  await expect.poll(() => input.inputValue()).toBe('Rice mill, Bopha')
  await page.getByLabel('Opportunity name').blur()
  await page.keyboard.press('Escape')
  await press('Control+z')
  await waitForText('Taken back, except 1 value that somebody changed since.')
  expect((await owner.get<{ record: RecordAnswer }>(`/api/records/${record.id}`)).record.title).toBe('Rice mill, Bopha')
})

test('in a text the keys are the browser’s', async () => {
  await visit(page, `${world.url}/p/2/board`)
  await cardNamed(page, 'Rice mill, Bopha').getByRole('link').click()
  const box = page.getByLabel('Write a comment')
  await box.fill('A word')
  let hasUndoRequest = false
  page.on('request', (request) => (hasUndoRequest ||= request.url().endsWith('/undo')))
  await box.press('Control+z')
  expect(hasUndoRequest).toBe(false)
})
