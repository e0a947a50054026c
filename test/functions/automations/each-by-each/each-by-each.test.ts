import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CommentAnswer, HistoryEntry, RecordAnswer } from '../../../../src/core/api/answers.ts'
import { ACTIONS, type RunAnswer, TRIGGERS, type TriggerKind } from '../../../../src/core/api/automation/index.ts'
import type { NotificationAnswer } from '../../../../src/core/api/notification.ts'
import { actsOf, type There } from './acts.ts'
import { type SetOff, setOffs } from './set-off.ts'
import { type Stage, setStage } from './stage.ts'

/**
 * Each trigger with each action: an automation of every trigger does all that can be done, and what its run says is compared with
 * what is there. A new kind of either fails here until it stands in its table.
 */
let stage: Stage
let table: Record<TriggerKind, SetOff>
beforeAll(async () => {
  stage = await setStage()
  table = await setOffs(stage)
})
afterAll(async () => {
  await stage.world.close()
  stage.receiver.close()
})

/** One at a time: what they do would set others off. */
afterEach(async () => {
  const { automations } = await stage.owner.get<{ automations: { id: string }[] }>(
    `/api/projects/${stage.opportunities.id}/automations`,
  )
  for (const { id } of automations) await stage.owner.delete(`/api/automations/${id}`)
})

/** What comes from outside is of no record. */
const OF_RECORDS = TRIGGERS.filter((kind) => kind !== 'webhook')

async function whatIsThere(id: string | null): Promise<There> {
  const { owner, customers, other } = stage
  const of = async <T>(noun: string, none: T) => (id ? owner.get<T>(`/api/records/${id}/${noun}`) : none)
  const [record, { comments }, { entries }, { notifications }, { records }, { deliveries }] = await Promise.all([
    id ? stage.read(id) : null,
    of<{ comments: CommentAnswer[] }>('comments', { comments: [] }),
    of<{ entries: HistoryEntry[] }>('history', { entries: [] }),
    other.get<{ notifications: NotificationAnswer[] }>('/api/notifications?limit=200'),
    owner.post<{ records: RecordAnswer[] }>(`/api/projects/${customers.id}/query`, { limit: 200 }),
    owner.get<{ deliveries: There['outbox'] }>('/api/outbox?limit=200'),
  ])
  const mailed = entries.filter(({ kind }) => kind === 'mailed')
  return {
    record,
    comments,
    mailed,
    told: notifications,
    customers: records.map(({ title }) => title),
    outbox: deliveries,
  }
}

/** The run once its wait is over. */
async function afterWait(automation: string, { until }: RunAnswer): Promise<RunAnswer> {
  await stage.tick(Date.parse(until!) + 60_000)
  const [run] = await stage.runs(automation)
  return run!
}

describe('every action', () => {
  test('there are no triggers and no actions but those of the tables', () => {
    expect(Object.keys(table).sort()).toEqual([...TRIGGERS].sort())
    expect(Object.keys(actsOf(stage, 'created')).sort()).toEqual([...ACTIONS].sort())
  })

  test.each(OF_RECORDS)('is done when what sets it off is: %s', async (when) => {
    const { trigger, conditions, record, fire } = table[when]
    const acts = actsOf(stage, when)
    const automation = await stage.automate({
      name: when,
      triggers: [{ when, ...trigger }],
      ...(conditions && { conditions }),
      actions: ACTIONS.map((kind) => ({ do: kind, ...acts[kind].action })),
    })
    const deal = await stage.deal(`Deal by ${when}`, { list: 'Qualification', tags: ['Support'], ...record })
    await fire(deal.id)
    const [waiting] = await stage.runs(automation.id, 1)
    const expectedActions = ACTIONS.flatMap((kind) =>
      acts[kind].result ? [{ do: kind, result: acts[kind].result }] : [],
    )
    expect(waiting).toMatchObject({ state: 'waiting', error: null, record: { id: deal.id }, cause: { when } })
    expect(waiting!.actions).toEqual(expectedActions)
    expect((await stage.read(deal.id)).description).toBe('')
    const run = await afterWait(automation.id, waiting!)
    expect(run).toMatchObject({ id: waiting!.id, state: 'done', error: null })
    expect(run.actions).toEqual([
      ...expectedActions,
      { do: 'set', result: { field: 'description', name: 'description', value: 'Sure' } },
    ])
    // Where what it does would set it off again, that is stopped, and said.
    const runs = await stage.runs(automation.id)
    expect(runs.filter(({ error }) => error?.code !== 'loop')).toHaveLength(1)
    const there = await whatIsThere(deal.id)
    for (const kind of ACTIONS) {
      const [found, must] = acts[kind].effect(there)
      expect(found, `${when} x ${kind}`).toEqual(must)
    }
  })

  test('is done by itself when data comes from outside, or refused where it needs a record', async () => {
    const acts = actsOf(stage, 'webhook')
    const ids = []
    for (const kind of ACTIONS) {
      const automation = { name: kind, triggers: [{ when: 'webhook' }], actions: [{ do: kind, ...acts[kind].action }] }
      if (acts[kind].alone) ids.push((await stage.automate(automation)).id)
      else {
        const path = `/api/projects/${stage.opportunities.id}/automations`
        const { errors } = await stage.owner.refused('POST', path, { on: true, ...automation })
        expect(errors, kind).toMatchObject([{ code: 'needsRecord' }])
      }
    }
    await table.webhook.fire('')
    await stage.settle()
    const there = await whatIsThere(null)
    for (const [i, kind] of ACTIONS.filter((one) => acts[one].alone).entries()) {
      const { result, effect } = acts[kind]
      const [run] = await stage.runs(ids[i]!, 1)
      const state = kind === 'wait' ? 'waiting' : 'done'
      expect(run, kind).toMatchObject({ state, error: null, record: null, cause: { when: 'webhook' } })
      expect(run!.actions).toEqual(result ? [{ do: kind, result }] : [])
      const [found, must] = effect(there)
      expect(found, `webhook x ${kind}`).toEqual(must)
      if (kind === 'wait') expect(await afterWait(ids[i]!, run!)).toMatchObject({ state: 'done', error: null })
    }
  })
})
