import { unwrap } from 'solid-js/store'
import type { AutomationAnswer } from '../../core/api/automation/index.ts'
import { type Draft, isEmpty } from './sentence/describe.ts'

/** What of a draft is sent. */
export function definitionOf(draft: Draft): Draft {
  const { triggers, conditions, actions } = unwrap(draft)
  return { triggers, conditions: isEmpty(conditions) ? null : conditions, actions }
}

/** As it is saved; null of one that isn't shown to the reader. */
export const draftOf = ({ triggers, conditions, actions }: AutomationAnswer): Draft | null =>
  triggers ? ({ triggers, conditions: conditions ?? null, actions: actions ?? [] } as unknown as Draft) : null
