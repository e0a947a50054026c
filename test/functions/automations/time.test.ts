import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Automated, startAutomated } from './world.ts'

let sales: Automated
beforeAll(async () => {
  sales = await startAutomated()
})
afterAll(() => sales.world.close())

const DAY = 86_400_000
const HOUR = 3_600_000
const MINUTE = 60_000
const NOTE = { do: 'comment', body: 'Reminded' }

const off = (id: string) => sales.owner.delete(`/api/automations/${id}`)
const titles = async (id: string, count?: number) => (await sales.runs(id, count)).map(({ record }) => record?.title)

describe('time', () => {
  test('what people do puts off a reminder for inactivity, what automations do does not', async () => {
    const quiet = await sales.automate({
      triggers: [{ when: 'inactive', days: 7, list: 'Qualification' }],
      actions: [NOTE],
    })
    const echo = await sales.automate({
      triggers: [{ when: 'commented' }],
      actions: [{ do: 'set', field: 'Confidence', value: 3 }],
    })
    const deal = await sales.deal('Kep Crab Market', { list: 'Qualification' })
    const db = await sales.world.db()
    const activity = async () =>
      (await db.prepare('SELECT last_activity AS at FROM records WHERE id = ?').bind(deal.id).first<{ at: number }>())!
        .at
    await sales.owner.post(`/api/records/${deal.id}/comments`, { body: 'Called.' })
    const commented = await activity()
    await sales.runs(echo.id, 1)
    expect(await activity()).toBe(commented)
    await sales.tick(commented + 7 * DAY - MINUTE)
    expect(await titles(quiet.id)).toEqual([])
    await sales.tick(commented + 7 * DAY + MINUTE)
    expect(await titles(quiet.id)).toEqual(['Kep Crab Market'])
    await off(echo.id)
    await off(quiet.id)
  })

  test('a deal that stands still is told of once, when its days are over, whatever ticks come', async () => {
    const stuck = await sales.automate({
      triggers: [{ when: 'stuck', days: 14, list: 'Unqualified' }],
      actions: [NOTE],
    })
    const deal = await sales.deal('Angkor Palace Hotel')
    const won = await sales.deal('Won already', { list: 'Closed won' })
    const due = Date.parse(deal.enteredListAt) + 14 * DAY
    const { automation } = await sales.owner.get<{ automation: { nextDueAt: string | null } }>(
      `/api/automations/${stuck.id}`,
    )
    expect(automation.nextDueAt).toBe(new Date(due).toISOString())
    await sales.tick(due - MINUTE)
    expect(await titles(stuck.id)).toEqual([])
    await sales.tick(due + MINUTE)
    await sales.tick(due + MINUTE)
    await sales.tick(due - MINUTE)
    await sales.tick(due + 3 * DAY)
    const runs = await sales.runs(stuck.id)
    expect(runs.map(({ record }) => record?.id)).toEqual([deal.id])
    expect(runs[0]).toMatchObject({ state: 'done', cause: { when: 'stuck', at: new Date(due).toISOString() } })
    expect(won.id).not.toBe(deal.id)
    await off(stuck.id)
  })

  test('a schedule is kept in the workspace’s zone, for each record that fits', async () => {
    const now = Date.now() + 100 * DAY
    const monday = nextMonday(now)
    const weekly = await sales.automate({
      triggers: [{ when: 'schedule', cron: '0 9 * * 1' }],
      conditions: { field: 'Amount', op: 'gte', value: 50000 },
      actions: [NOTE],
    })
    await sales.deal('Siem Reap Airport', { values: { Amount: 60000 } })
    await sales.deal('Too small', { values: { Amount: 10 } })
    // 9 o'clock in Phnom Penh
    const nine = monday + 2 * 3_600_000
    await sales.tick(nine - MINUTE)
    // What was missed until today is made up for: the weeks since it is there.
    const before = (await titles(weekly.id)).length
    expect(before).toBeGreaterThan(0)
    await sales.tick(nine + 5 * MINUTE)
    await sales.tick(nine + 6 * MINUTE)
    const runs = await sales.runs(weekly.id)
    expect(runs).toHaveLength(before + 1)
    expect(runs.at(-1)).toMatchObject({
      cause: { at: new Date(nine).toISOString() },
      record: { title: 'Siem Reap Airport' },
    })
    await off(weekly.id)
  })

  test('a date, so many days before it', async () => {
    const base = Date.now() + 200 * DAY
    await sales.tick(base)
    const day = new Date(base + 10 * DAY).toISOString().slice(0, 10)
    const reminder = await sales.automate({
      triggers: [{ when: 'dateReached', fields: ['Expected close date'], days: 3, before: true, at: '08:00' }],
      actions: [NOTE],
    })
    await sales.deal('Closes soon', { values: { 'Expected close date': day } })
    const due = Date.parse(`${day}T01:00:00Z`) - 3 * DAY
    await sales.tick(due - MINUTE)
    expect(await titles(reminder.id)).toEqual([])
    await sales.tick(due)
    await sales.tick(due + 10 * MINUTE)
    await sales.tick(due + 20 * MINUTE)
    expect(await titles(reminder.id)).toEqual(['Closes soon'])
    await off(reminder.id)
  })

  test('a wait goes on at its time, once, and stops where it is to', async () => {
    const waits = await sales.automate({
      triggers: [{ when: 'tagged', tag: 'Training' }],
      actions: [{ do: 'wait', days: 2, stopIf: { field: 'listKind', op: 'eq', value: 'won' } }, NOTE],
    })
    const training = sales.opportunities.tags.find(({ name }) => name === 'Training')!.id
    const deal = await sales.deal('Takeo Silk')
    const won = await sales.deal('Takeo Silver')
    for (const { id } of [deal, won]) await sales.owner.put(`/api/records/${id}/tags/${training}`)
    const runs = await sales.runs(waits.id, 2)
    expect(runs.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    await sales.owner.put(`/api/records/${won.id}/move`, { list: sales.list('Closed won') })
    const until = Date.parse(runs[0]!.until!)
    // Half past: at the full hour the text of runs this old is deleted.
    const late = Math.ceil((until + 300 * DAY) / HOUR) * HOUR + 30 * MINUTE
    await sales.tick(late)
    await sales.tick(late)
    const after = await sales.runs(waits.id)
    expect(after.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(after.map(({ actions }) => actions.length)).toEqual([1, 0])
    await off(waits.id)
  })
})

function nextMonday(from: number): number {
  const day = new Date(from)
  day.setUTCHours(0, 0, 0, 0)
  while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() + 1)
  return day.getTime()
}
