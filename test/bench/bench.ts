/**
 * `npm run bench [sizes]`: the seven works of a CRM's day, and the questions that compute, through the real Worker on a local
 * D1, at 8,800 and 100,000 deals, alone and by ten clients, with the rows D1 read and wrote, beside two floors measured in the
 * same run: the same statements on node:sqlite (floor.ts), and a bare Worker on D1 made for these questions (bare.ts).
 * `npm run bench day` counts the rows of a simulated day (day.ts); `npm run bench live` has 500 pages listen to each other (live.ts);
 * `npm run bench automations` what automations cost those whom they don't concern (automations.ts); `npm run bench charts` what dashboards
 * cost, today and as of a day that is past (charts.ts).
 */

import * as v from 'valibot'
import { queryRecords } from '../../functions/records/query.ts'
import { queryInput } from '../../src/core/api/record.ts'
import { benchAutomations } from './automations.ts'
import { Bare } from './bare.ts'
import { benchCharts } from './charts.ts'
import { simulateDay } from './day.ts'
import { juniorOf } from './junior.ts'
import { benchLive } from './live.ts'
import { connectionsNoticed, type Measured, measure } from './measure.ts'
import { prepare, prepareFloor, projectOf, SEED } from './prepare.ts'
import { coldStart } from './worker.ts'
import { COSTLESS, ids, monthsByList, OWN, verbs, works } from './works.ts'

const words = process.argv.slice(2)
const sizes = words.map(Number).filter(Boolean)
/** `npm run bench 100000 'month x list'`: that work alone. */
const only = new Set(words.filter((word) => !Number(word)))

if (process.argv[2] === 'day') await simulateDay(await prepare(8_800))
else if (process.argv[2] === 'automations') await benchAutomations(await prepare(Number(process.argv[3] ?? 100_000)))
else if (process.argv[2] === 'charts') await benchCharts(await prepare(Number(process.argv[3] ?? 100_000)))
else if (process.argv[2] === 'live') await benchLive(await prepare(8_800))
else {
  console.log(
    `seed ${SEED}; median and p95 in ms; rate in requests (import: rows) a second at 10 clients; “again”: nothing has changed since it was last asked\n`,
  )
  console.log(
    '| deals | work | median | p95 | rate | D1 calls | rows read | rows written | floor rate | of floor | bare D1 median | bare D1 rate | of bare D1 |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|')
  for (const size of sizes.length > 0 ? sizes : [8_800, 100_000]) await bench(size)
}

async function bench(size: number): Promise<void> {
  const prepared = await prepare(size)
  const { worker, client, workspace, imported, customers, rows } = prepared
  const bare = await Bare.start(size, customers)
  const bareImport = await bare.import(rows)
  const { floor, floored, rate: floorImport } = await prepareFloor(prepared)
  await connectionsNoticed()
  const rated = (rate: number) => ({ median: 0, p95: 0, rate })
  print(size, 'import', rated(imported.rate), imported.cost, rated(floorImport), rated(bareImport))

  const context = await floor.context()
  const here = {
    ...works(client, workspace, await ids(client, workspace.projects[1].id)),
    ...(await monthsByList(client, workspace)),
  }
  const there = verbs(
    context,
    floored,
    JSON.parse(
      await queryRecords(context, projectOf(context, floored.projects[1]), v.parse(queryInput, { limit: 200 })),
    ),
  )
  for (const [name, step] of Object.entries(here)) {
    if (only.size > 0 && !only.has(name)) continue
    // The first times make what later ones are quick by: indexes, sums that are kept.
    for (let i = 0; i < 3; i++) await step()
    const measured = await measure(step)
    const cost = (await step()).headers.get('x-d1') ?? ''
    const bareWork = bare.works[name.replace(', again', '')]
    print(
      size,
      name,
      measured,
      cost,
      there[name] && (await measure(there[name], { clients: 1, seconds: 1 })),
      bareWork && (await measure(bareWork)),
    )
  }
  // The same of somebody who sees two hundred of them.
  const junior = await juniorOf(client, worker.url, workspace.projects[1], await ids(client, workspace.projects[1].id))
  const theirs = works(junior, workspace, await ids(junior, workspace.projects[1].id), COSTLESS)
  for (const name of only.size > 0 ? [] : OWN) {
    const step = theirs[name]!
    print(size, `own only: ${name}`, await measure(step), (await step()).headers.get('x-d1') ?? '')
  }
  await worker.stop()
  await bare.stop()
  const cold = await coldStart()
  print(size, 'cold start to the first answer', { median: cold, p95: 0, rate: 0 }, '')
}

function print(size: number, work: string, here: Measured, cost: string, floor?: Measured, bare?: Measured): void {
  const [calls = '', read = '', written = ''] = cost.split(' ')
  const ms = (time: number) => (time === 0 ? '' : time.toFixed(1))
  const rate = (n: number) => (n === 0 ? '' : Math.round(n).toLocaleString('en'))
  const of = (other: Measured | undefined) => (other ? (here.rate / other.rate).toFixed(2) : '')
  const cells = [
    ...[rate(size), work, ms(here.median), ms(here.p95), rate(here.rate), calls, read, written],
    ...[rate(floor?.rate ?? 0), of(floor), ms(bare?.median ?? 0), rate(bare?.rate ?? 0), of(bare)],
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
