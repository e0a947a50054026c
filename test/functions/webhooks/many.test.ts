import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hooked, startHooked } from './world.ts'

/** A turn of the runner sends no more statements than a request of the free plan may, however many webhooks listen. */
let sales: Hooked
beforeAll(async () => {
  sales = await startHooked({}, { vars: { STRICT_STATEMENTS: '1' } })
})
afterAll(() => sales.close())

test('of many webhooks each is told of each change, and each that stands still is noted', async () => {
  const { owner, bodies } = sales
  const { field } = await owner.post<{ field: { id: string } }>(`/api/projects/${sales.opportunities.id}/fields`, {
    name: 'Tender',
    type: 'checkbox',
  })
  const paths = Array.from({ length: 25 }, (_, i) => `/${i + 1}`)
  for (const path of paths) await sales.hook(path, { events: ['record.created', 'record.updated'] })
  const filter = { field: 'Tender', op: 'eq', value: true }
  const still = await Promise.all(Array.from({ length: 5 }, () => sales.hook('/still', { filter })))
  await owner.delete(`/api/fields/${field.id}`)
  const deal = await sales.deal('Signal system')
  await owner.patch(`/api/records/${deal.id}`, { values: { Amount: 900 } })
  for (let ticks = 0; ticks < 4; ticks++) await sales.tick(Date.now() + ticks * 180_000)
  expect(
    paths.map((path) =>
      bodies(path)
        .map(({ type }) => type)
        .join(),
    ),
  ).toEqual(paths.map(() => 'record.created,record.updated'))
  expect(sales.receiver.at('/still')).toEqual([])
  const noted = await (await sales.world.db())
    .prepare('SELECT count(*) AS n FROM webhooks WHERE paused IS NOT NULL')
    .first<{ n: number }>()
  // Three a turn.
  expect(noted!.n).toBeGreaterThanOrEqual(3)
  expect(still).toHaveLength(5)
})
