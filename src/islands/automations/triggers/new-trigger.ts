import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { Trigger, TriggerKind } from '../../../core/api/automation/index.ts'
import { typeOf } from '../../../core/fields/index.ts'
import { dateOf, references } from '../fields-of.ts'

export const buttons = ({ fields }: ProjectAnswer) => fields.filter(({ type }) => typeOf(type)?.computed === 'nothing')

/** What the project has something for. */
export function isOffered(project: ProjectAnswer, when: TriggerKind): boolean {
  if (when === 'linkedChanged') return references(project).length > 0
  if (when === 'button') return buttons(project).length > 0
  return true
}

/** A trigger as it begins, with what most people would choose. */
export function newTrigger(when: TriggerKind, project: ProjectAnswer): Trigger {
  switch (when) {
    case 'dateReached':
      return { when, fields: [dateOf(project)], days: 3, before: true }
    case 'inactive':
      return { when, days: 7 }
    case 'stuck':
      return { when, days: 14 }
    case 'schedule':
      return { when, cron: '0 9 * * 1' }
    case 'linkedChanged':
      return { when, through: references(project)[0]?.id ?? '' }
    case 'button':
      return { when, fields: [buttons(project)[0]?.id ?? ''] }
    default:
      return { when }
  }
}
