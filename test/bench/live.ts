import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { BoardAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import type { LiveEvent } from '../../src/core/api/changes/live.ts'
import { Client } from '../client.ts'
import { type Cards, cardsOf, hashOf } from '../functions/live/board-cards.ts'
import type { Prepared } from './prepare.ts'

const SOCKETS = 500
/** Of these so many are pages that ask for what they hear of; the others count. */
const PAGES = 20
const A_PERSON = 20
const CHANGES_A_SECOND = 20
const SECONDS = 20
const PASSWORD = 'mekong-river-9'

/** Sockets that listen while twenty changes a second are made: how long until each hears of each, and whether pages that follow are right in the end. */
export async function benchLive({ worker, client, workspace }: Prepared): Promise<void> {
  const deals = workspace.projects[1]
  const people: Client[] = []
  for (let i = 0; i < SOCKETS / A_PERSON; i++) people.push(await colleague(client, i))
  const sentAt = new Map<string, number>()
  const listeners = await Promise.all(
    Array.from({ length: SOCKETS }, (_, i) => Listener.open(people[i % people.length]!, sentAt)),
  )
  const pages = listeners.slice(0, PAGES).map((listener) => new FollowingPage(listener, deals.id))
  const ids: string[] = []
  for (let cursor: string | null = null; ids.length < CHANGES_A_SECOND * SECONDS; ) {
    const page: QueryAnswer = await client.post(`/api/projects/${deals.id}/query`, {
      limit: 200,
      ...(cursor && { cursor }),
    })
    ids.push(...page.records.map(({ id }) => id))
    cursor = page.next
  }
  const before = memory()
  const start = performance.now()
  let peak = before
  for (let i = 0; i < CHANGES_A_SECOND * SECONDS; i++) {
    const id = ids[i % ids.length]!
    sentAt.set(id, performance.now())
    void client.patch(`/api/records/${id}`, { values: { Amount: 100 + i } })
    await sleep(start + (i + 1) * (1000 / CHANGES_A_SECOND) - performance.now())
    peak = Math.max(peak, memory())
  }
  await sleep(3000)
  const heard = listeners.flatMap(({ latencies }) => latencies)
  const newest = Math.max(...listeners.map(({ seq }) => seq))
  const wrong = {
    'heard less than all': listeners.filter(({ records }) => records.size < ids.length).length,
    'seq went back': listeners.filter(({ wentBack }) => wentBack).length,
    'not up to date': listeners.filter(({ seq }) => seq < newest).length,
    'page differs from a fresh read': (await Promise.all(pages.map((page) => page.differs(ids)))).filter(Boolean)
      .length,
  }
  console.log(`${SOCKETS} sockets, ${CHANGES_A_SECOND} changes a second for ${SECONDS} s, ${PAGES} pages that follow\n`)
  console.log('| heard after, ms | median | p99 | most |')
  console.log('|---|---|---|---|')
  console.log(
    `| of ${heard.length} | ${[0.5, 0.99, 1].map((fraction) => Math.round(quantile(heard, fraction))).join(' | ')} |`,
  )
  console.log(
    `\nframes ${listeners.reduce((sum, { frames }) => sum + frames, 0)}; memory of workerd ${before} -> ${peak} MB; wrong: ${JSON.stringify(wrong)}`,
  )
  await allAtOnce(people, deals.id, ids)
  for (const listener of listeners) listener.close()
  await worker.stop()
}

/** Fifty pages that were told to read anew at the same moment. */
async function allAtOnce(people: readonly Client[], project: string, ids: readonly string[]): Promise<void> {
  const times = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const start = performance.now()
      const response = await people[i % people.length]!.send('POST', `/api/projects/${project}/board`, {
        records: ids.slice(0, 100),
        perList: 100,
        sum: 'Amount',
      })
      if (!response.ok) throw new Error(await response.text())
      await response.text()
      return performance.now() - start
    }),
  )
  console.log(
    `50 pages that ask at once: median ${Math.round(quantile(times, 0.5))} ms, most ${Math.round(Math.max(...times))} ms`,
  )
}

async function colleague(owner: Client, i: number): Promise<Client> {
  const email = `colleague.${i}@mekong.example`
  const { invitation } = await owner.post<{ invitation: { token: string } }>('/api/invitations', {
    email,
    role: 'member',
  })
  const client = new Client(owner.base)
  await client.post(`/api/invitations/${invitation.token}/accept`, { name: `Colleague ${i}`, password: PASSWORD })
  return client
}

class Listener {
  readonly latencies: number[] = []
  readonly records = new Set<string>()
  frames = 0
  seq = 0
  wentBack = false
  onRecords = (_: readonly string[]): void => {}
  readonly client: Client
  readonly #socket: WebSocket
  readonly #sentAt: ReadonlyMap<string, number>

  constructor(client: Client, socket: WebSocket, sentAt: ReadonlyMap<string, number>) {
    this.client = client
    this.#socket = socket
    this.#sentAt = sentAt
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data as string) as LiveEvent)
  }

  static async open(client: Client, sentAt: ReadonlyMap<string, number>): Promise<Listener> {
    const socket = new WebSocket(`${client.base.replace('http', 'ws')}/api/live`, {
      headers: { cookie: client.cookie },
    } as never)
    const listener = new Listener(client, socket, sentAt)
    while (listener.frames === 0) await sleep(10)
    return listener
  }

  #hear(event: LiveEvent): void {
    this.frames++
    if (event.seq < this.seq) this.wentBack = true
    this.seq = event.seq
    if (!('projects' in event)) return
    const records = event.projects.flatMap(({ records }) => records ?? [])
    for (const id of records) {
      if (!this.records.has(id)) this.latencies.push(performance.now() - this.#sentAt.get(id)!)
      this.records.add(id)
    }
    if (records.length > 0) this.onRecords(records)
  }

  close(): void {
    this.#socket.close()
  }
}

/** A board that asks for the records that it hears of, at most once a second, as the screen does. */
class FollowingPage {
  readonly #cards: Cards = new Map()
  readonly #waiting = new Set<string>()
  readonly #client: Client
  readonly #project: string
  #reading: Promise<void> | null = null

  constructor(listener: Listener, project: string) {
    this.#client = listener.client
    this.#project = project
    listener.onRecords = (records) => {
      for (const id of records) this.#waiting.add(id)
      this.#reading ??= this.#read()
    }
  }

  async #read(): Promise<void> {
    while (this.#waiting.size > 0) {
      const ids = [...this.#waiting].slice(0, 200)
      for (const id of ids) this.#waiting.delete(id)
      for (const [id, card] of await this.#ask(ids)) this.#cards.set(id, card)
      await sleep(1000)
    }
    this.#reading = null
  }

  async #ask(records: readonly string[]): Promise<[string, string][]> {
    const body = { records, perList: records.length, sum: 'Amount' }
    const answer = await this.#client.post<BoardAnswer>(`/api/projects/${this.#project}/board`, body)
    return cardsOf(answer)
  }

  async differs(ids: readonly string[]): Promise<boolean> {
    while (this.#reading) await sleep(100)
    const fresh: [string, string][] = []
    for (let offset = 0; offset < ids.length; offset += 200)
      fresh.push(...(await this.#ask(ids.slice(offset, offset + 200))))
    return hashOf(new Map(fresh)) !== hashOf(this.#cards)
  }
}

/** Megabytes that workerd takes, where the system tells. */
function memory(): number {
  if (!existsSync('/proc/self')) return 0
  const statuses = readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/status`, 'utf8')] : []
    } catch {
      return []
    }
  })
  const workerdStatuses = statuses.filter((status) => /^Name:\s+workerd/m.test(status))
  return Math.round(
    Math.max(0, ...workerdStatuses.map((status) => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0))) / 1024,
  )
}

const quantile = (values: readonly number[], fraction: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0
}

const sleep = (ms: number) => new Promise<void>((wake) => setTimeout(wake, Math.max(0, ms)))
