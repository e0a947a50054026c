import type { Effect } from '../../../../src/core/automations/plan.ts'
import type { RunAction } from '../../../../src/core/automations/stored.ts'
import type { Json } from '../../../../src/core/model/index.ts'

/** What an action has come to, as it is kept with the run. */
export function resultOf(effect: Effect, recipients: readonly number[]): RunAction {
  switch (effect.do) {
    case 'assign':
      return { do: effect.do, result: { people: effect.people.map(String) } }
    case 'move':
      return { do: effect.do, result: { list: String(effect.list) } }
    case 'set':
      return { do: effect.do, result: { field: effect.field, value: effect.value as Json } }
    case 'tag':
    case 'untag':
      return { do: effect.do, result: { tags: effect.tags.map(String) } }
    case 'notify':
      return { do: effect.do, result: { people: [...new Set(recipients)].map(String) } }
    case 'comment':
      return { do: effect.do, result: {} }
    case 'create':
      return { do: effect.do, result: { project: String(effect.project) } }
    case 'webhook':
      // Everybody who sees the record reads this, and a webhook's whole URL often is a secret.
      return { do: effect.do, result: { url: new URL(effect.url).host } }
    case 'email':
      return { do: effect.do, result: { ...(effect.toField && { field: effect.toField }), to: effect.to } }
    default:
      return effect satisfies never
  }
}
