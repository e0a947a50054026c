import { build } from '../functions/local/build.ts'
import { createFixtures, hasFixtures } from './fixtures.ts'

/** Builds site and Worker once for all tests that need them, as a deployment would, and makes the fixtures that most of them begin with. */
export default async function setup(): Promise<(() => void) | undefined> {
  // Each project of the tests asks for it.
  if (hasFixtures()) return
  await build()
  return createFixtures()
}
