import { api } from './api.ts'
import { cache } from './cache.ts'

/** Nobody is signed in on this browser any more: forget what was read. */
export async function signOut(): Promise<void> {
  await api('POST', '/api/auth/sign-out', {})
  cache.clear()
  location.assign('/sign-in/')
}
