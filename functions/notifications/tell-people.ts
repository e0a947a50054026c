import { liveHub } from '../context/index.ts'
import type { Env } from '../env.ts'

/** Tells the open pages of these people that they have other notifications. Nobody waits for it: a page that missed it asks when it is next looked at. */
export async function tellPeople(env: Env, people: readonly number[]): Promise<void> {
  if (people.length === 0) return
  await liveHub(env)
    .notifyPeople([...new Set(people)])
    .catch(() => {})
}
