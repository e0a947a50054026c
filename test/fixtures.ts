import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProjectAnswer } from '../src/core/api/answers.ts'
import { type Fixture, STATE_ROOT, startWorld, type World } from './world.ts'

/** The sales CRM as its API made it. */
export interface SalesFixture extends Fixture {
  template: { projects: [ProjectAnswer, ProjectAnswer]; dashboard: { id: string } }
}

const FOLDER = 'TONLE_FIXTURES'

export const hasFixtures = (): boolean => process.env[FOLDER] !== undefined

/** Makes the sales CRM, with its sample records and without, by the API. Returns what deletes all fixtures. */
export async function createFixtures(): Promise<() => void> {
  const folder = mkdtempSync(join(STATE_ROOT, 'tonle-fixtures-'))
  process.env[FOLDER] = folder
  await Promise.all(
    [false, true].map(async (sample) => {
      const world = await startWorld({}, { site: false })
      const owner = await world.owner()
      const template = await owner.post<SalesFixture['template']>('/api/templates/sales', { sample, currency: 'USD' })
      await saveFixture(salesName(sample), { template, cookie: owner.cookie }, world)
    }),
  )
  return () => rmSync(folder, { recursive: true, force: true })
}

const salesName = (sample: boolean) => (sample ? 'sales-sample' : 'sales')

export const salesFixture = (sample: boolean): SalesFixture => loadFixture(salesName(sample))

/** Stops a world and saves its state under a name, with whatever its users need to know of it. */
export async function saveFixture(name: string, details: object, world: World): Promise<void> {
  const state = join(process.env[FOLDER]!, name)
  await world.close((folder) => cpSync(folder, state, { recursive: true }))
  writeFileSync(`${state}.json`, JSON.stringify({ ...details, state }))
}

export const loadFixture = <T extends Fixture>(name: string): T =>
  JSON.parse(readFileSync(join(process.env[FOLDER]!, `${name}.json`), 'utf8'))
