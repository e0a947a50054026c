import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { LiveEvent } from '../../../src/core/api/changes/live.ts'
import { seededRandom } from '../../seeded-random.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { type Cards, cardsOf, hashOf } from './board-cards.ts'
import { Page } from './page.ts'

/*
 * Whatever is cut, lost or forgotten on the way, a page that follows ends with what a fresh read shows: the socket may be cut at
 * any time, the hub may be put to sleep or thrown away, in the middle of telling too, notifications may be lost, and the Worker may be
 * stopped and started again.
 */

const RUNS = process.env.PROOF ? 200 : 8
const STEPS = 14

const { random, seed } = seededRandom()
let sales: Sales
beforeAll(async () => {
  console.info(`seed ${seed}`)
  sales = await startSales({ alone: true })
})
afterAll(() => sales.world.close())

const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
const board = () => `/api/projects/${sales.opportunities.id}/board`
const sleep = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

const readAll = async (): Promise<Cards> =>
  new Map(cardsOf(await sales.owner.post<BoardAnswer>(board(), { perList: 500 })))

/** A view asks again where the Worker doesn't answer. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await ask()
    } catch (error) {
      if (!/fetch failed|other side closed|terminated/.test(`${error} ${(error as Error).cause ?? ''}`)) throw error
      await sleep(50)
    }
}

/** A board that follows as the screen does: it comes back with the last seq that it has heard, and asks for what is named. */
class Follower {
  cards: Cards = new Map()
  seq = 0
  #page: Page | null = null
  #read: Promise<void> = Promise.resolve()
  #done = 0

  static async start(): Promise<Follower> {
    const follower = new Follower()
    const { seq } = await sales.owner.get<{ seq: number }>('/api/live')
    follower.seq = seq
    follower.cards = await readAll()
    await follower.connect()
    return follower
  }

  async connect(): Promise<void> {
    if (this.#page && this.#page.closed === null) return
    this.#page = await Page.open(sales.owner, this.seq)
    this.#done = 0
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.#hear()
    this.#page?.close()
    this.#page = null
  }

  async upTo(seq: number): Promise<void> {
    for (let waited = 0; this.seq < seq; waited += 10) {
      this.#hear()
      if (!this.#page || this.#page.closed !== null) await this.connect()
      if (waited > 5000) throw new Error(`stays at ${this.seq} of ${seq}`)
      await sleep(10)
    }
    await this.#read
  }

  #hear(): void {
    const heard = this.#page?.heard ?? []
    for (const event of heard.slice(this.#done)) {
      expect(event.seq).toBeGreaterThanOrEqual(this.seq)
      this.seq = event.seq
      this.#read = this.#read.then(() => untilAnswered(() => this.#follow(event)))
    }
    this.#done = heard.length
  }

  async #follow(event: LiveEvent): Promise<void> {
    if ('reload' in event) {
      this.cards = await readAll()
      return
    }
    const records = event.projects.flatMap(({ id, records }) => (id === sales.opportunities.id ? (records ?? []) : []))
    if (records.length === 0) return
    const answer = await sales.owner.post<BoardAnswer>(board(), { records, perList: 200 })
    for (const id of records) this.cards.delete(id)
    for (const [id, card] of cardsOf(answer)) this.cards.set(id, card)
  }
}

async function change(ids: string[]): Promise<void> {
  const { owner, opportunities } = sales
  const list = pick(opportunities.lists).id
  const id = pick(ids)
  switch (Math.floor(random() * 6)) {
    case 0: {
      const values = { Amount: Math.floor(random() * 9000) }
      const body = { title: `Deal ${ids.length}`, list, values }
      ids.push(
        (await owner.post<{ record: RecordAnswer }>(`/api/projects/${opportunities.id}/records`, body)).record.id,
      )
      return
    }
    case 1:
      return void (await owner.send('PUT', `/api/records/${id}/move`, { list }))
    case 2:
      return void (await owner.send('DELETE', `/api/records/${id}`))
    case 3:
      return void (await owner.send('PUT', `/api/records/${id}/restore`))
    case 4:
      return void (await owner.send('PUT', `/api/records/${id}/assignees/me`))
    default:
      return void (await owner.send('PATCH', `/api/records/${id}`, { title: `Edited ${Math.floor(random() * 1e6)}` }))
  }
}

type Fault = 'cut' | 'away' | 'asleep' | 'gone' | 'restarted'

function randomFault(): Fault | null {
  const chance = random()
  if (chance < 0.1) return 'cut'
  if (chance < 0.15) return 'away'
  if (chance < 0.22) return 'asleep'
  if (chance < 0.27) return 'gone'
  return chance < 0.275 ? 'restarted' : null
}

test(`${RUNS} runs with faults end in what a fresh read shows`, async () => {
  const ids: string[] = []
  for (const title of ['Water filters', 'Solar pumps', 'Rice mill', 'Hotel booking']) {
    const { record } = await sales.owner.post<{ record: RecordAnswer }>(
      `/api/projects/${sales.opportunities.id}/records`,
      { title },
    )
    ids.push(record.id)
  }
  const faults: Record<Fault, number> = { cut: 0, away: 0, asleep: 0, gone: 0, restarted: 0 }
  const injectFault = async (fault: Fault, follower: Follower): Promise<void> => {
    faults[fault]++
    switch (fault) {
      case 'cut':
        return follower.cut()
      case 'away':
        follower.cut()
        await change(ids)
        return follower.connect()
      case 'asleep':
        return sales.world.evictLiveHub('hibernate')
      case 'gone':
        return sales.world.evictLiveHub('close')
      case 'restarted':
        return sales.world.restart()
    }
  }
  const kinds = Object.keys(faults) as Fault[]
  for (let run = 0; run < RUNS; run++) {
    const follower = await Follower.start()
    for (let step = 0; step < STEPS; step++) {
      await change(ids)
      // The second run has each kind once, so that a small number of runs has them all.
      const fault = run === 1 ? kinds[step] : randomFault()
      if (fault) await injectFault(fault, follower)
      else if (random() < 0.2) await sleep(random() * 130)
    }
    // At the latest cron tells what nobody was told.
    await sales.world.scheduled(new Date())
    const { seq } = await sales.owner.get<{ seq: number }>('/api/live')
    await follower.upTo(seq)
    expect([run, hashOf(follower.cards)]).toEqual([run, hashOf(await readAll())])
    follower.cut()
  }
  console.info(`${RUNS} runs: ${JSON.stringify(faults)}`)
}, 600_000)
