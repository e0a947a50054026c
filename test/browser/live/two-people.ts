import type { Page } from 'playwright-core'
import type { ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { startCrmWithColleague } from '../browser.ts'

/** Two people in one sales CRM: the owner in the page, Bopha by the API. */
export interface TwoPeople {
  world: World
  owner: Client
  bopha: Client
  /** the opportunities */
  project: ProjectAnswer
  /** Bopha makes a deal */
  create(title: string, rest?: object): Promise<RecordAnswer>
  /** the owner opens a page that listens */
  openListening(path: string): Promise<void>
  /** has Bopha do something, so that the owner's page may read it at once */
  quietly<T>(act: () => Promise<T>): Promise<T>
}

export async function openTwoPeople(page: Page): Promise<TwoPeople> {
  const { world, owner, colleague: bopha } = await startCrmWithColleague(page)
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  const project = projects.find(({ name }) => /Opportunit/.test(name))!
  const create = async (title: string, rest: object = {}) =>
    (await bopha.post<{ record: RecordAnswer }>(`/api/projects/${project.id}/records`, { title, ...rest })).record
  return {
    world,
    owner,
    bopha,
    project,
    create,
    openListening: (path) => openListening(page, world.url + path),
    quietly: (act) => fromQuiet(page, act),
  }
}

/** So soon one person sees what the other did. Asked for often, or the asking would be measured too. */
export const SOON = { timeout: 1000, interval: 20 }

/** A view reads what others change once a second at most: what comes sooner after its last read waits for its turn. */
const PAUSE = 1000

const lastReads = new WeakMap<Page, number>()

/** Has the other person do something once the page has read nothing for a second, so that it may read that at once. */
async function fromQuiet<T>(page: Page, act: () => Promise<T>): Promise<T> {
  for (;;) {
    const left = (lastReads.get(page) ?? 0) + PAUSE - Date.now()
    if (left < 0) return act()
    await page.waitForTimeout(left + 20)
  }
}

/** Opens a page that listens: its socket is open. */
async function openListening(page: Page, url: string): Promise<void> {
  if (!lastReads.has(page))
    page.on('request', (request) => request.url().includes('/api/') && lastReads.set(page, Date.now()))
  lastReads.set(page, Date.now())
  const listening = new Promise<void>((heard) =>
    page.on('websocket', (socket) => socket.once('framereceived', () => heard())),
  )
  await page.goto(url)
  await listening
}
