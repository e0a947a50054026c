import { build } from '../functions/local/build.ts'
import { isReady, makeReady } from './ready.ts'

/** Builds site and Worker once for all tests that need them, as a deployment would, and makes what most of them begin with. */
export default async function setup(): Promise<(() => void) | undefined> {
  // Each project of the tests asks for it.
  if (isReady()) return
  await build()
  return makeReady()
}
