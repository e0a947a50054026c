import type { Page } from 'playwright-core'
import type { ProjectAnswer, RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'
import { openCrmWithColleague } from '../browser.ts'

/** Two people in one sales CRM: the owner in the page, Bopha by the API. */
export interface TwoPeople {
  world: World
  owner: Client
  bopha: Client
  /** the opportunities */
  project: ProjectAnswer
  /** Bopha makes a deal */
  create(title: string, rest?: object): Promise<RecordAnswer>
}

export async function openTwoPeople(page: Page): Promise<TwoPeople> {
  const { world, owner, colleague: bopha } = await openCrmWithColleague(page)
  const { projects } = await owner.get<{ projects: ProjectAnswer[] }>('/api/projects')
  const project = projects.find(({ name }) => /Opportunit/.test(name))!
  const create = async (title: string, rest: object = {}) =>
    (await bopha.post<{ record: RecordAnswer }>(`/api/projects/${project.id}/records`, { title, ...rest })).record
  return { world, owner, bopha, project, create }
}

/** Opens a page that listens: its socket is open. */
export async function openListening(page: Page, url: string): Promise<void> {
  const listening = new Promise<void>((heard) =>
    page.on('websocket', (socket) => socket.once('framereceived', () => heard())),
  )
  await page.goto(url)
  await listening
}
