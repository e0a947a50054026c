import { api } from '../api.ts'
import { clearCache } from '../cache.ts'
import { forgetAll } from '../changes/undo-stack.ts'

/** Signs out and clears the cache. */
export async function signOut(): Promise<void> {
  await api('POST', '/api/auth/sign-out', {})
  clearCache()
  forgetAll()
  location.assign('/sign-in/')
}
