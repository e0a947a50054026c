import type { DashboardAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import { quantile } from './measure.ts'
import type { Prepared } from './prepare.ts'

const DAY = 86_400_000
/** Changes of the last ninety days. */
const CHANGES = 1_500
const ROUNDS = 9

/**
 * What dashboards cost: six charts, two by a date field of one's own and one by a select, when they are new, after a change, and when
 * nothing has changed; and the same dashboard as of days that are past.
 */
export async function benchCharts({ worker, client, workspace }: Prepared): Promise<void> {
  const deals = workspace.projects[1]
  const { dashboard } = await client.post<{ dashboard: DashboardAnswer }>('/api/dashboards', { name: 'Bench' })
  const amount = { op: 'sum', field: 'Amount' }
  const month = { by: 'Expected close date', every: 'month' }
  const charts: object[] = [
    { measure: amount, filter: { field: 'listKind', op: 'eq', value: 'open' } },
    { measure: { ...amount, weight: 'probability' }, split: { by: 'list' } },
    // biome-ignore lint/suspicious/noThenProperty: the contract's name for a second split
    { measure: amount, split: month, then: { by: 'list' } },
    { measure: { op: 'count' }, time: { by: month.by, from: '2026-01-01', to: '2026-12-31' }, split: month },
    { measure: amount, split: { by: 'Deal source' } },
    { measure: amount, time: { by: 'closedAt' }, split: { by: 'closedAt', every: 'month' } },
  ]
  for (const chart of charts)
    await client.post(`/api/dashboards/${dashboard.id}/charts`, {
      name: 'x',
      kind: 'bar',
      projects: [deals.id],
      ...chart,
    })

  const path = `/api/dashboards/${dashboard.id}/data`
  const ask = async (query = '', headers: Record<string, string> = { 'if-none-match': '' }) => {
    const start = performance.now()
    const response = await client.send('GET', path + query, undefined, headers)
    await response.text()
    if (response.status >= 400) throw new Error(`${response.status} ${path}${query}`)
    const [, read] = (response.headers.get('x-d1') ?? '0 0 0').split(' ').map(Number)
    return { ms: performance.now() - start, read: read!, etag: response.headers.get('etag') ?? '' }
  }
  const logTimes = (name: string, measurements: readonly { ms: number; read: number }[]) =>
    console.log(
      `| ${name} | median ${quantile(
        measurements.map(({ ms }) => ms),
        0.5,
      ).toFixed(1)} ms | ${measurements.at(-1)!.read} rows read |`,
    )
  const repeat = async (step: () => ReturnType<typeof ask>) => {
    const measurements = []
    for (let i = 0; i < ROUNDS; i++) measurements.push(await step())
    return measurements
  }

  logTimes('six charts, the first time', [await ask()])
  // What a stored chart asks for is kept after the answer is out.
  for (let tries = 0; tries < 50 && (await ask()).read > 3_000; tries++)
    await new Promise((wake) => setTimeout(wake, 100))
  const { records } = await client.post<QueryAnswer>(`/api/projects/${deals.id}/query`, { limit: 200 })
  let n = 0
  const change = async () => {
    const { id } = records[n++ % records.length]!
    if (n % 3 === 0) await client.put(`/api/records/${id}/move`, { list: deals.lists[n % 5]!.id })
    else
      await client.patch(`/api/records/${id}`, {
        values: n % 3 === 1 ? { Amount: 100 + n } : { 'Expected close date': '2026-08-01' },
      })
  }
  const afterChange = async () => {
    await change()
    return ask()
  }
  logTimes('six charts, after a change', await repeat(afterChange))
  const { etag } = await ask()
  logTimes('six charts, unchanged', await repeat(() => ask('', { 'if-none-match': etag })))

  const db = await worker.db()
  const now = Date.now()
  await db
    .prepare('UPDATE changes SET at = ?')
    .bind(now - 400 * DAY)
    .run()
  const { id: first } = (await db.prepare('SELECT max(id) AS id FROM changes').first<{ id: number }>())!
  for (let i = 0; i < CHANGES; i++) await change()
  await db
    .prepare('UPDATE changes SET at = ? + (id - ?) * ? WHERE id > ?')
    .bind(now - 90 * DAY, first, Math.floor((90 * DAY) / CHANGES), first)
    .run()
  for (const ago of [1, 30, 89, 300])
    logTimes(
      `as of ${ago} days ago, ${CHANGES} changes in the last 90`,
      await repeat(() => ask(`?at=${new Date(now - ago * DAY).toISOString().slice(0, 10)}`)),
    )
  await worker.stop()
}
