import type { Action } from '../../src/core/api/automation/index.ts'
import { requireOutsideUrl } from '../deliveries/index.ts'
import type { Env } from '../env.ts'

/** 422 for a webhook that doesn't lead outside. */
export function requireOutsideWebhooks(env: Env, actions: readonly Action[], path: string): void {
  for (const [i, action] of actions.entries()) {
    const actionPath = `${path}.${i}`
    if (action.do === 'webhook') requireOutsideUrl(env, action.url, `${actionPath}.url`)
    if (action.do !== 'branch') continue
    requireOutsideWebhooks(env, action.then, `${actionPath}.then`)
    requireOutsideWebhooks(env, action.else ?? [], `${actionPath}.else`)
  }
}
