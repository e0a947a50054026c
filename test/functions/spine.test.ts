import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardAnswer, ProjectAnswer, RecordAnswer } from '../../src/core/model/index.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let owner: Client
let customers: ProjectAnswer
let opportunities: ProjectAnswer

beforeAll(async () => {
  world = await startWorld()
  owner = await world.owner()
  const made = await owner.post<{ projects: ProjectAnswer[] }>('/api/templates/sales', { sample: true, currency: 'USD' })
  ;[customers, opportunities] = made.projects as [ProjectAnswer, ProjectAnswer]
})
afterAll(() => world.close())

test('the template makes two linked projects', async () => {
  expect(opportunities.lists.map((list) => list.name)).toEqual([
    'Unqualified', 'Qualification', 'Proposal writing', 'Proposal sent', 'Negotiation', 'Contract out for signature',
    'Closed won', 'Closed lost', 'Not viable',
  ])
  const board = await owner.post<BoardAnswer>(`/api/projects/${opportunities.id}/board`, { sum: 'Amount' })
  expect(board.lists.reduce((count, list) => count + list.count, 0)).toBe(60)
  const first = board.lists.flatMap((list) => list.records)[0] as RecordAnswer
  console.log(JSON.stringify(first), JSON.stringify(board.lists.map((l) => [l.count, l.totals])))
})
