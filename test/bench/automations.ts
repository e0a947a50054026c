import type { QueryAnswer } from '../../src/core/api/answers.ts'
import type { AutomationAnswer } from '../../src/core/api/automation/index.ts'
import { quantile, timed } from './measure.ts'
import type { Prepared } from './prepare.ts'

const MINUTE = 60_000
/** The most that a project may have is twice as many. */
const MANY = 50
const TIMED = 20
const ROUNDS = 5
const EDITS = 60

/**
 * What automations cost those who don't need them: an edit in a project with fifty that it doesn't concern, and a tick of cron when
 * nothing is due; and how soon after a change one has run.
 */
export async function benchAutomations({ worker, client, workspace }: Prepared): Promise<void> {
  const deals = workspace.projects[1]
  const path = `/api/projects/${deals.id}`
  const remove = async () => {
    const { automations } = await client.get<{ automations: { id: string }[] }>(`${path}/automations`)
    for (const { id } of automations) await client.delete(`/api/automations/${id}`)
  }
  const add = async (input: object) =>
    (await client.post<{ automation: AutomationAnswer }>(`${path}/automations`, { name: 'Bench', on: true, ...input }))
      .automation
  const { records } = await client.post<QueryAnswer>(`${path}/query`, {
    limit: 200,
    filter: { field: 'listKind', op: 'eq', value: 'open' },
  })
  let n = 0
  const edit = async () => {
    const record = records[n++ % records.length]!
    await client.patch(`/api/records/${record.id}`, { values: { Confidence: 1 + (n % 5) } })
  }
  const median = async () => {
    for (let i = 0; i < 10; i++) await edit()
    const times: number[] = []
    for (let i = 0; i < EDITS; i++) times.push(await timed(edit))
    return quantile(times, 0.5)
  }
  await remove()
  await worker.tick(Date.now())

  const with_: number[] = []
  const without: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await remove()
    without.push(await median())
    // None of them listens to what these edits change.
    for (let i = 0; i < MANY; i++)
      await add({
        triggers: [{ when: 'changed', fields: ['Amount'] }],
        actions: [{ do: 'comment', body: `Never ${i}` }],
      })
    with_.push(await median())
  }
  await remove()
  console.log(
    `| an edit, alone | median without ${quantile(without, 0.5).toFixed(2)} ms | with ${MANY} automations ${quantile(with_, 0.5).toFixed(2)} ms |`,
  )

  for (let i = 0; i < TIMED; i++)
    await add({
      triggers: [{ when: i % 2 ? 'stuck' : 'inactive', days: 400 + i }],
      actions: [{ do: 'notify', to: ['assignees'], text: '{title}' }],
    })
  const now = Date.now()
  await worker.tick(now + MINUTE)
  const ticks: number[] = []
  let cost = { statements: 0, read: 0, written: 0 }
  for (let i = 2; i < 22; i++) {
    const tick = async () => {
      cost = await worker.tick(now + i * MINUTE)
    }
    ticks.push(await timed(tick))
  }
  console.log(
    `| a tick, ${TIMED} automations wait for time, nothing is due | median ${quantile(ticks, 0.5).toFixed(1)} ms | ${cost.statements} statements, ${cost.read} rows read, ${cost.written} written |`,
  )
  await remove()

  const { id } = await add({ triggers: [{ when: 'created' }], actions: [{ do: 'tag', tags: ['Support'] }] })
  const soon: number[] = []
  for (let i = 0; i < 30; i++) {
    const begun = performance.now()
    await client.post(`${path}/records`, { title: `Payroll ${i}` })
    for (;;) {
      const { runs } = await client.get<{ runs: unknown[] }>(`/api/automations/${id}/runs?limit=200`)
      if (runs.length > i) break
      await new Promise((wake) => setTimeout(wake, 5))
    }
    soon.push(performance.now() - begun)
  }
  console.log(
    `| created, and its automation has run | median ${quantile(soon, 0.5).toFixed(0)} ms | slowest ${quantile(soon, 1).toFixed(0)} ms |`,
  )
  await worker.stop()
}
