import { api } from './api.ts'
import { cache } from './cache.ts'

/** Signs out and clears the cache. */
export async function signOut(): Promise<void> {
  await api('POST', '/api/auth/sign-out', {})
  cache.clear()
  location.assign('/sign-in/')
}
