import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProjectAnswer } from '../src/core/api/answers.ts'
import { ROOM, startWorld } from './world.ts'

/** A world that was made once and is copied for each test file that begins with it. */
export interface Ready {
  /** the folder of its database and files */
  state: string
  /** its owner's */
  cookie: string
}

/** The sales CRM as its API made it. */
export interface ReadySales extends Ready {
  made: { projects: [ProjectAnswer, ProjectAnswer]; dashboard: { id: string } }
}

const FOLDER = 'TONLE_READY'

export const isReady = (): boolean => process.env[FOLDER] !== undefined

/** Makes the sales CRM, with its sample records and without, by the API. Gives what throws it away. */
export async function makeReady(): Promise<() => void> {
  const folder = mkdtempSync(join(ROOM, 'tonle-ready-'))
  process.env[FOLDER] = folder
  await Promise.all(
    [false, true].map(async (sample) => {
      const world = await startWorld({}, { site: false })
      const owner = await world.owner()
      const made = await owner.post<ReadySales['made']>('/api/templates/sales', { sample, currency: 'USD' })
      await keep(nameOf(sample), { made, cookie: owner.cookie }, world)
    }),
  )
  return () => rmSync(folder, { recursive: true, force: true })
}

const nameOf = (sample: boolean) => (sample ? 'sales-sample' : 'sales')

export const readySales = (sample: boolean): ReadySales => ready(nameOf(sample))

/** Stops a world and keeps what it has become, under a name for this run of tests. */
export async function keep(name: string, known: object, world: Awaited<ReturnType<typeof startWorld>>): Promise<void> {
  const at = join(process.env[FOLDER]!, name)
  await world.close((state) => cpSync(state, at, { recursive: true }))
  writeFileSync(`${at}.json`, JSON.stringify({ ...known, state: at }))
}

export const ready = <T extends Ready>(name: string): T =>
  JSON.parse(readFileSync(join(process.env[FOLDER]!, `${name}.json`), 'utf8'))
