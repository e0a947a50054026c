import type { Action, ActionKind, AutomationDefinition } from '../api/automation/index.ts'
import { invalid } from '../errors/index.ts'

/** What is done to a record, and so can't be where there is none. */
export const ON_RECORD: ReadonlySet<ActionKind> = new Set(['assign', 'move', 'set', 'tag', 'untag', 'comment'])

/**
 * What comes in from outside is of no record, and a schedule without conditions is of none either. 422 `needsRecord` at the first
 * step or condition that needs one.
 */
export function requireRecords({ triggers, conditions, actions }: AutomationDefinition): void {
  const fromOutside = triggers.some(({ when }) => when === 'webhook')
  const looksAtRecord = conditions !== null && !('and' in conditions && conditions.and.length === 0)
  if (fromOutside && looksAtRecord) throw invalid('conditions', 'needsRecord')
  if (!fromOutside && (conditions !== null || !triggers.some(({ when }) => when === 'schedule'))) return
  const actionPath = firstOnRecord(actions, 'actions')
  if (actionPath) throw invalid(actionPath, 'needsRecord')
}

function firstOnRecord(actions: readonly Action[], path: string): string | undefined {
  for (const [i, action] of actions.entries()) {
    const actionPath = `${path}.${i}`
    if (action.do === 'branch') return `${actionPath}.if`
    if (ON_RECORD.has(action.do)) return actionPath
  }
  return undefined
}
