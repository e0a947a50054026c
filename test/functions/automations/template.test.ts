import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AutomationAnswer } from '../../../src/core/api/automation/index.ts'
import { RECIPE_WORDS, RECIPES } from '../../../src/core/template/automations/index.ts'
import type { Client } from '../../client.ts'
import { type Automated, startAutomated } from './world.ts'

let sales: Automated
let automations: AutomationAnswer[]
beforeAll(async () => {
  sales = await startAutomated({ template: true })
  automations = (
    await sales.owner.get<{ automations: AutomationAnswer[] }>(`/api/projects/${sales.opportunities.id}/automations`)
  ).automations
})
afterAll(() => sales.world.close())

const readNotifications = async (client: Client) =>
  (
    await client.get<{ notifications: { kind: string; record: { title: string }; text: string }[] }>(
      '/api/notifications',
    )
  ).notifications

test('the sales CRM begins with five that are on, each with its line', () => {
  expect(automations.map(({ name, on, paused }) => [name, on, paused])).toEqual(
    ['assign', 'followUp', 'stageChange', 'stuck', 'customerChanged'].map((key) => [
      RECIPE_WORDS.en[key as 'assign'].name,
      true,
      null,
    ]),
  )
  for (const { description, triggers, actions } of automations) {
    expect(description).not.toBe('')
    expect([triggers?.length, actions?.length]).toEqual([1, 1])
  }
})

test('a new deal has an owner at once, with one person too, and a stage that another changes is told of', async () => {
  const colleague = await sales.world.person('Dara Vann', 'member')
  const deal = await sales.deal('Angkor Palace Hotel')
  await sales.settle()
  expect((await sales.read(deal.id)).assignees.map(({ name }) => name)).toEqual(['Sokha Chan'])
  await colleague.put(`/api/records/${deal.id}/move`, { list: sales.list('Proposal sent') })
  await sales.settle()
  expect((await readNotifications(sales.owner)).filter(({ kind }) => kind === 'moved')).toMatchObject([
    { kind: 'moved', record: { title: 'Angkor Palace Hotel' }, text: 'Angkor Palace Hotel is now in Proposal sent.' },
  ])
  expect(await readNotifications(colleague)).toEqual([])
})

test('all of the gallery can be made in the opportunities, and what fits in the customers', async () => {
  const me = (await sales.owner.get<{ person: { id: string } }>('/api/me')).person.id
  const projects = [sales.opportunities, sales.customers]
  for (const project of projects)
    for (const [key, make] of Object.entries(RECIPES)) {
      const words = RECIPE_WORDS.km[key as 'assign']
      const recipe = make({ project, others: projects, me, words })
      if (project === sales.opportunities) expect(recipe, key).not.toBeNull()
      if (!recipe) continue
      const { name, paused } = await sales.automate({ name: words.name, on: false, ...recipe }, project.id)
      expect([name, paused]).toEqual([words.name, null])
    }
})
