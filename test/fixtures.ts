import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ProjectAnswer } from '../src/core/api/answers.ts'
import type { Client } from './client.ts'
import { type Fixture, STATE_ROOT, startWorld } from './world.ts'

/** The sales CRM as its API made it. */
export interface SalesFixture extends Fixture {
  template: { projects: [ProjectAnswer, ProjectAnswer]; dashboard: { id: string } }
}

const FOLDER = 'TONLE_FIXTURES'

const inFolder = (name: string) => join(process.env[FOLDER]!, name)

/** Makes the folder of a run's fixtures, once. Returns what deletes it; nothing where it was there. */
export function openFixtures(): (() => void) | undefined {
  // Each project of the tests asks for it.
  if (process.env[FOLDER] !== undefined) return
  const folder = mkdtempSync(join(STATE_ROOT, 'tonle-fixtures-'))
  process.env[FOLDER] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Does that part of the preparations while tests run that don't need it. Those that do wait for it: `prepared`. */
export async function prepare(part: string, step: () => Promise<void>): Promise<void> {
  try {
    await step()
    writeFileSync(inFolder(`${part}.ready`), '')
  } catch (error) {
    writeFileSync(inFolder(`${part}.failed`), String(error instanceof Error ? error.stack : error))
  }
}

/** Resolves once that part is there, in whatever process. Throws what went wrong with it. */
export async function prepared(part: string): Promise<void> {
  const [ready, failed] = [inFolder(`${part}.ready`), inFolder(`${part}.failed`)]
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'))
    await delay(50)
  }
}

/** What the set-up answers for its reader: `setUp` in browser/browser.ts. */
const ANSWERS = { name: 'Mekong Advisory', country: 'US', currency: 'USD', zone: 'UTC', locale: 'en-US' }

/**
 * Makes the sales CRM by the API, with its sample records and without: in a workspace that was told nothing, and in one as the
 * set-up leaves it, whose owner reads English.
 */
export async function createFixtures(): Promise<void> {
  await Promise.all(
    [false, true].flatMap((sample) =>
      [false, true].map(async (setUp) => {
        const world = await startWorld({}, { site: false, alone: true })
        const owner = await world.owner()
        if (setUp) {
          await owner.patch('/api/workspace', ANSWERS)
          await owner.put('/api/me/preferences', { language: 'en' })
        }
        const template = await owner.post<SalesFixture['template']>('/api/templates/sales', { sample, currency: 'USD' })
        for (const { id } of template.projects) await stopAutomations(owner, id)
        const state = inFolder(fixtureName(sample, setUp))
        await world.close((folder) => cpSync(folder, state, { recursive: true }))
        writeFileSync(`${state}.json`, JSON.stringify({ template, cookie: owner.cookie, state }))
      }),
    ),
  )
}

/** The template's own automations would assign and tell people by themselves; their own test has them. */
export async function stopAutomations(owner: Client, project: string): Promise<void> {
  const path = `/api/projects/${project}/automations`
  const { automations } = await owner.get<{ automations: { id: string }[] }>(path)
  for (const { id } of automations) await owner.delete(`/api/automations/${id}`)
}

const fixtureName = (sample: boolean, setUp: boolean) => `${setUp ? 'crm' : 'sales'}${sample ? '-sample' : ''}`

const loadFixture = (name: string): SalesFixture => JSON.parse(readFileSync(inFolder(`${name}.json`), 'utf8'))

export const salesFixture = (sample: boolean): SalesFixture => loadFixture(fixtureName(sample, false))

/** As the set-up leaves it. */
export const setUpFixture = (sample: boolean): SalesFixture => loadFixture(fixtureName(sample, true))
