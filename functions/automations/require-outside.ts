import type { Action } from '../../src/core/api/automation/index.ts'
import { requireOutsideUrl } from '../deliveries/index.ts'
import type { Env } from '../env.ts'

/** 422 for a webhook that doesn't lead outside. */
export function requireOutsideWebhooks(env: Env, actions: readonly Action[], path: string): void {
  for (const [i, action] of actions.entries()) {
    const at = `${path}.${i}`
    if (action.do === 'webhook') requireOutsideUrl(env, action.url, `${at}.url`)
    if (action.do !== 'branch') continue
    requireOutsideWebhooks(env, action.then, `${at}.then`)
    requireOutsideWebhooks(env, action.else ?? [], `${at}.else`)
  }
}
