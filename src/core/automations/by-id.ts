import type { AutomationDefinition } from '../api/automation/index.ts'
import { IssueCollector } from '../errors/index.ts'
import type { Scope } from '../query/index.ts'
import { actionsById } from './action-by-id.ts'
import { Names } from './names.ts'
import { requireRecords } from './needs-record.ts'
import { triggerById } from './trigger-by-id.ts'

/**
 * A definition as it is kept: everything by ids. Names that lead nowhere, values that fit no field, schedules that never come: all of
 * it is told at once, each by its place (`actions.2.then.0.list`).
 */
export function definitionById(definition: AutomationDefinition, scope: Scope): AutomationDefinition {
  const issues = new IssueCollector()
  const names = new Names(scope, issues)
  const triggers = definition.triggers.map((one, i) => triggerById(names, one, `triggers.${i}`))
  const conditions = definition.conditions && names.filter(definition.conditions, 'conditions')
  const actions = actionsById(names, definition.actions, 'actions')
  issues.try('', () => requireRecords({ triggers, conditions, actions }))
  issues.throwIfAny()
  return { triggers, conditions, actions }
}
