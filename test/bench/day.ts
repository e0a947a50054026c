import { LAST_SEQ } from '../../functions/db/history-seq.ts'
import { selectChangedRows } from '../../functions/live/changes-since.ts'
import { selectPlaceRecords } from '../../functions/live/place.ts'
import type { QueryAnswer } from '../../src/core/api/answers.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Prepared } from './prepare.ts'

/** What D1's free plan gives a day. */
const FREE = { read: 5_000_000, written: 100_000 }

/** Cron's minutes: each asks whether the database is up to date, as a new isolate does; each hour's first also looks through the tables of what has its time (jobs/delete-expired.ts). */
async function ticks(worker: Prepared['worker']): Promise<{ times: number; read: number; written: number }> {
  const db = await worker.db()
  const read = async (query: string) => (await db.prepare(query).all()).meta.rows_read
  let tidied = 0
  for (const table of ['answers', 'sessions', 'attempts', 'verifications', 'invitations', 'deliveries'])
    tidied += await read(`SELECT * FROM ${table}`)
  return { times: 1_440, read: tidied * 24 + ((await read('SELECT name FROM migrations')) + 1) * 1_440, written: 0 }
}

const BOARD_FIELDS = ['Customer', 'Amount', 'Confidence']
const FOLLOWING = 5
/** What a board asks for first of each list, where 900 pixels are to be filled (islands/project/board/card-layout.ts). */
const FIRST_PAGE = 30
const NO_CACHE = { 'cache-control': 'no-cache' }

/** What the live hub reads to tell of the newest change, and the records that it names. */
async function readByHub(db: D1Database): Promise<{ read: number; records: string[] }> {
  const run = async <Row>({ text, values }: Sql<Row>) =>
    (await db
      .prepare(text)
      .bind(...values)
      .all<Row>()) as D1Result<Row>
  const now = await run(
    sql<{ seq: number }>`SELECT ${LAST_SEQ} AS seq, (SELECT catalog_version FROM workspace) AS version`,
  )
  const rows = await run(selectChangedRows(now.results[0]!.seq - 1))
  return {
    read: now.meta.rows_read + rows.meta.rows_read,
    records: rows.results.flatMap(({ record }) => (record === null ? [] : [String(record)])),
  }
}

/** What the hub reads of a record that somebody opens before an edit. */
async function readPlace(db: D1Database, record: string): Promise<number> {
  const { text, values } = selectPlaceRecords([Number(record)])
  const { meta } = await db
    .prepare(text)
    .bind(...values)
    .all()
  return meta.rows_read
}

/**
 * The rows that a day of ten people costs, on a workspace of 8,800 deals: 500 boards, 200 dashboards, 3,000 edits (moves, amounts,
 * texts, dates, tags, comments and new deals, as a sales team does them) and 1,440 ticks of cron. Something is edited
 * between any two looks, so that no answer is given again. Five boards are open all day and follow each of the edits; before each a
 * record is opened, which the others see.
 */
export async function simulateDay({ worker, client, workspace }: Prepared): Promise<void> {
  const deals = workspace.projects[1]
  const open = deals.lists.filter(({ kind }) => kind === 'open')
  const won = deals.lists.find(({ kind }) => kind === 'won')!
  const { records } = await client.post<QueryAnswer>(`/api/projects/${deals.id}/query`, {
    limit: 200,
    filter: { field: 'listKind', op: 'eq', value: 'open' },
  })
  const cost: Record<string, { times: number; read: number; written: number }> = {}
  const does = async (what: string, method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const response = await client.send(method, path, body, headers)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
    const [, read = 0, written = 0] = (response.headers.get('x-d1') ?? '').split(' ').map(Number)
    const sum = cost[what] ?? { times: 0, read: 0, written: 0 }
    cost[what] = { times: sum.times + 1, read: sum.read + read, written: sum.written + written }
  }
  const patch = (what: string, i: number, values: object) =>
    does(what, 'PATCH', `/api/records/${records[i % records.length]!.id}`, { values })
  /** Of ten edits: three moves, two amounts, two texts, a date, a tag, a new deal or a won one. */
  const edit = async (i: number) => {
    const record = records[(i * 7) % records.length]!
    switch (i % 10) {
      case 0:
      case 1:
      case 2:
        return does('move', 'PUT', `/api/records/${record.id}/move`, { list: open[(i >> 2) % open.length]!.id })
      case 3:
      case 4:
        return patch('amount', i * 3, { Amount: 1_000 + i })
      case 5:
        return patch('link', i * 3, { 'Proposal URL': `https://mekong.example/proposals/${i}` })
      case 6:
        return patch('rating', i * 3, { Confidence: 1 + (Math.floor(i / 10) % 5) })
      case 7:
        return patch('date', i * 3, { 'Expected close date': `2027-0${1 + (i % 9)}-1${i % 10}` })
      case 8:
        return does('tag', 'PUT', `/api/records/${record.id}/tags/${deals.tags[i % deals.tags.length]!.id}`)
      default:
        return i % 20 === 9
          ? does('create', 'POST', `/api/projects/${deals.id}/records`, {
              title: `Training ${i}`,
              list: open[0]!.id,
              values: { Amount: 900 },
            })
          : does('close', 'PUT', `/api/records/${record.id}/move`, { list: won.id })
    }
  }
  const db = await worker.db()
  // The import has been heard by then.
  await worker.tick(Date.now())
  for (let i = 0; i < 3_000; i++) {
    await edit(i)
    const heard = await readByHub(db)
    cost.hub = { times: i + 1, read: (cost.hub?.read ?? 0) + heard.read, written: 0 }
    // Each board has another reader, so none is given another's answer.
    for (let board = 0; board < FOLLOWING; board++)
      await does(
        'follow',
        'POST',
        `/api/projects/${deals.id}/board`,
        { sum: 'Amount', fields: BOARD_FIELDS, records: heard.records, perList: 10 },
        NO_CACHE,
      )
    // At most once a minute, of eight hours.
    if (i % 6 === 0)
      for (let board = 0; board < FOLLOWING; board++)
        await does('tags follow', 'GET', `/api/projects/${deals.id}/tags?sum=Amount`, undefined, NO_CACHE)
    const place = await readPlace(db, records[i % records.length]!.id)
    cost.presence = { times: i + 1, read: (cost.presence?.read ?? 0) + place, written: 0 }
    if (i % 6 === 0)
      await does('board', 'POST', `/api/projects/${deals.id}/board`, {
        sum: 'Amount',
        fields: BOARD_FIELDS,
        perList: FIRST_PAGE,
      })
    if (i % 15 === 0) await does('dashboard', 'GET', `/api/dashboards/${workspace.dashboard.id}/data`)
  }
  const heard = await worker.tick(Date.now())
  cost.automations = { times: 1, read: heard.read, written: heard.written }
  const idle = await worker.tick(Date.now() + 60_000)
  cost['automations, each minute'] = { times: 1_440, read: idle.read * 1_440, written: idle.written * 1_440 }
  cost.cron = await ticks(worker)
  await worker.stop()

  console.log('| a day of ten people | times | rows read each | rows written each | rows read | rows written |')
  console.log('|---|---|---|---|---|---|')
  const line = (name: string, { times, read, written }: { times: number; read: number; written: number }) => {
    const formatCount = (n: number) => Math.round(n).toLocaleString('en')
    const each = (n: number) => (n / times).toFixed(1)
    console.log(
      `| ${name} | ${formatCount(times)} | ${each(read)} | ${each(written)} | ${formatCount(read)} | ${formatCount(written)} |`,
    )
  }
  for (const [name, sum] of Object.entries(cost)) line(name, sum)
  const all = Object.values(cost)
  const read = all.reduce((sum, one) => sum + one.read, 0)
  const written = all.reduce((sum, one) => sum + one.written, 0)
  line('all', { times: all.reduce((sum, one) => sum + one.times, 0), read, written })
  const share = (n: number, of: number) => `${((n / of) * 100).toFixed(0)} %`
  console.log(
    `\nof the free plan’s day: ${share(read, FREE.read)} of the rows read, ${share(written, FREE.written)} of the rows written`,
  )
}
