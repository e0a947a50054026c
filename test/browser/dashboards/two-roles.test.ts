import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DashboardAnswer, ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { clientOf, closePages, openPage, signIn, startCrm, visit, watchErrors } from '../browser.ts'

/** A manager and a junior before the same dashboard: each sees what their role shows them, and both see it move. */
let world: World
let owner: Client
let manager: Page
let junior: Page
let dashboard: DashboardAnswer
let ownDeal: RecordAnswer
let errors: string[]

beforeAll(async () => {
  manager = await openPage()
  world = await startCrm(manager)
  owner = await clientOf(manager, world.url)
  await world.owner()
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  const deals = projects.find(({ name }) => name === 'Opportunities')!
  const { role } = await owner.post<{ role: { id: string } }>('/api/roles', {
    name: 'Junior',
    workspace: { projects: false, people: false, export: false, keys: false },
    projects: { [deals.id]: { access: 'edit', records: 'own', fields: { Cost: 'hidden' } } },
  })
  const client = await world.person('Bopha Keo', role.id)
  const { person } = await client.get<{ person: { id: string } }>('/api/me')
  const create = async (title: string, values: object, assignees: string[] = []) =>
    (
      await owner.post<{ record: RecordAnswer }>(`/api/projects/${deals.id}/records`, {
        title,
        list: 'Negotiation',
        values,
        assignees,
      })
    ).record
  await create('Royal Group, pumps', { Amount: 9000, Cost: 4000 })
  ownDeal = await create('Kep Seafood, filters', { Amount: 700, Cost: 300 }, [person.id])
  const answer = await owner.post<{ dashboard: DashboardAnswer }>('/api/dashboards', {
    name: 'Pipeline',
    shared: [{ role: role.id, access: 'view' }],
  })
  for (const [name, measure] of [
    ['Open amounts', { op: 'sum', field: 'Amount' }],
    ['Costs', { op: 'sum', field: 'Cost' }],
  ] as const)
    await owner.post(`/api/dashboards/${answer.dashboard.id}/charts`, {
      name,
      kind: 'stat',
      projects: [deals.id],
      measure,
    })
  ;({ dashboard } = answer)
  junior = await openPage()
  await signIn(junior, client.cookie, world.url)
  errors = [...watchErrors(manager), ...watchErrors(junior)]
})
afterAll(async () => {
  expect(errors).toEqual([])
  await closePages()
  await world?.close()
})

const card = (page: Page, name: string) =>
  page.locator('section', { has: page.getByRole('heading', { name, exact: true }) })

test('the manager sees all of it, the junior a part that says so; a hidden field is as one that isn’t there', async () => {
  await Promise.all([manager, junior].map((page) => visit(page, `${world.url}/d/${dashboard.id}`)))
  await card(manager, 'Open amounts').getByText('$9,700').waitFor()
  await card(manager, 'Costs').getByText('$4,300').waitFor()
  expect(await card(manager, 'Open amounts').textContent()).not.toContain('may see')
  await card(junior, 'Open amounts').getByText('$700').waitFor()
  await card(junior, 'Open amounts').getByText('Of the records that you may see.').waitFor()
  const costs = card(junior, 'Costs')
  await costs.getByRole('alert').waitFor()
  expect(await costs.textContent()).not.toMatch(/300|Cost of|Sum of/)
  expect(await costs.getByRole('button', { name: 'Repair it' }).count()).toBe(0)
  for (const name of ['New chart', 'Arrange', 'Share'])
    expect(await junior.getByRole('button', { name, exact: true }).count()).toBe(0)
})

test('what the junior’s number is made of names no other deal', async () => {
  await card(junior, 'Open amounts').getByRole('button', { name: '$700' }).click()
  const dialog = junior.getByRole('dialog')
  const row = dialog.getByRole('row', { name: /^Negotiation/ })
  await row.waitFor()
  expect(await row.textContent()).toMatch(/Negotiation1\$700/)
  await dialog.getByText('Of the records that you may see.').waitFor()
  await junior.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('a change is seen by both', async () => {
  await owner.patch(`/api/records/${ownDeal.id}`, { values: { Amount: 1700 } })
  await card(manager, 'Open amounts').getByText('$10,700').waitFor()
  // Who sees but a part hears no names, and reads at most every ten seconds.
  await card(junior, 'Open amounts').getByText('$1,700').waitFor({ timeout: 15_000 })
})
