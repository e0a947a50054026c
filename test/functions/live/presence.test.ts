import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FieldAnswer } from '../../../src/core/api/answers.ts'
import { startTeam, type Team } from '../team-world.ts'
import { Page } from './page.ts'

/** Who sees that somebody else has a record open. */
let team: Team
let owner: Page
let junior: Page
let teamed: Page
beforeAll(async () => {
  team = await startTeam()
  ;[owner, junior, teamed] = (await Promise.all(
    [team.sales.owner, team.junior, team.teamed].map((who) => Page.open(who)),
  )) as [Page, Page, Page]
})
afterAll(async () => {
  for (const page of [owner, junior, teamed]) page.close()
  await team.sales.world.close()
})

const presenceAt = (title: string, field: string | null = null) =>
  JSON.stringify({ at: { record: team.deals[title]!.id, field } })
const entry = (title: string, name: string, field: string | null = null) => ({
  record: team.deals[title]!.id,
  person: team.people[name]!,
  field,
})
const sees = (page: Page, ...entries: object[]) =>
  page.until(() => JSON.stringify(page.present) === JSON.stringify(entries), 2000)
const field = (name: string): FieldAnswer =>
  team.sales.opportunities.fields.find((one: FieldAnswer) => one.name === name)!

test('who may see the record sees who has it open and where they write, and that they have left', async () => {
  junior.send(presenceAt('Water filters'))
  await sees(owner, entry('Water filters', 'Dara'))
  junior.send(presenceAt('Water filters', 'title'))
  await sees(owner, entry('Water filters', 'Dara', 'title'))
  await sees(teamed, entry('Water filters', 'Dara', 'title'))
  // Not oneself.
  expect(junior.present).toEqual([])
  junior.send('{"at":null}')
  for (const page of [owner, teamed]) await sees(page)
})

test('nobody hears of a record that is not theirs to see, nor of a field', async () => {
  owner.send(presenceAt('Office chairs', field('Cost').id))
  teamed.send(presenceAt('Water filters', field('Amount').id))
  await sees(owner, entry('Water filters', 'Bopha', field('Amount').id))
  await sees(junior, entry('Water filters', 'Bopha', field('Amount').id))
  owner.send(presenceAt('Water filters', field('Cost').id))
  await junior.until(() => junior.present.length === 2)
  expect(junior.present.map(({ field }) => field).toSorted()).toEqual([field('Amount').id, null].toSorted())
  // Who says to be at a record that they don't see is nowhere.
  junior.send(presenceAt('Office chairs'))
  owner.send('{"at":null}')
  await junior.until(() => junior.present.length === 1)
  expect(owner.present).toEqual([entry('Water filters', 'Bopha', field('Amount').id)])
  teamed.send('{"at":null}')
  await sees(owner)
})

test('a record that is handed to somebody is seen by them, and one that is deleted by nobody', async () => {
  const { sales, people, record } = team
  owner.send(presenceAt('Office chairs'))
  await new Promise((wake) => setTimeout(wake, 400))
  expect(junior.present).toEqual([])
  await sales.owner.put(`${record('Office chairs')}/assignees/${people.Dara}`)
  await junior.until(() => junior.present.length === 1)
  await sales.owner.delete(record('Office chairs'))
  await sees(junior)
})

test('who closes the page, or says nothing any more, is gone within ten seconds; a page that comes later is told', async () => {
  const page = await Page.open(team.junior)
  page.send(presenceAt('Water filters'))
  await sees(owner, entry('Water filters', 'Dara'))
  const later = await Page.open(team.sales.owner)
  await sees(later, entry('Water filters', 'Dara'))
  page.close()
  for (const one of [owner, later]) await sees(one)
  // Its line is cut in silence: nobody hears a ping of it any more.
  junior.send(presenceAt('Water filters'))
  later.send(presenceAt('Water filters'))
  const pings = setInterval(() => later.send('ping'), 2000)
  await later.until(() => later.present.length === 1)
  expect(await later.until(() => later.present.length === 0, 15_000)).toBeLessThan(13_500)
  clearInterval(pings)
  later.close()
}, 20_000)

test('a hub that has lost its memory goes on telling', async () => {
  junior.send(presenceAt('Water filters'))
  await sees(owner, entry('Water filters', 'Dara'))
  await team.sales.world.evictLiveHub('hibernate')
  junior.send(presenceAt('Water filters', 'title'))
  await sees(owner, entry('Water filters', 'Dara', 'title'))
  await team.sales.world.evictLiveHub('hibernate')
  junior.send('{"at":null}')
  await sees(owner)
})

test('where the workspace has it off nobody is seen', async () => {
  const [page, other] = [await Page.open(team.sales.owner), await Page.open(team.junior)]
  other.send(presenceAt('Water filters'))
  await sees(page, entry('Water filters', 'Dara'))
  expect(await team.sales.owner.patch('/api/workspace', { presence: false })).toMatchObject({
    workspace: { presence: false },
  })
  await sees(page)
  await team.sales.owner.patch('/api/workspace', { presence: true })
  await sees(page, entry('Water filters', 'Dara'))
  for (const one of [page, other]) one.close()
})

test('a socket that says too much is closed', async () => {
  const page = await Page.open(team.sales.owner)
  for (let i = 0; i < 40; i++) page.send('{"at":null}')
  await page.until(() => page.closed !== null)
  expect(page.closed).toBe(4008)
})
