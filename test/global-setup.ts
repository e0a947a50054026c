import { build } from '../functions/local/build.ts'
import { createFixtures, openFixtures, prepare } from './fixtures.ts'

/**
 * Builds site and Worker once for all tests that need them, as a deployment would, and makes the fixtures that most of them begin
 * with. Tests of pure code run meanwhile: half of this waits for one thing after the other.
 */
export default function setup(): (() => Promise<void>) | undefined {
  const remove = openFixtures()
  if (!remove) return
  const done = prepare('worker', async () => {
    await build()
    await createFixtures()
  })
  return async () => {
    await done
    remove()
  }
}
