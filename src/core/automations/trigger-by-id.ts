import type { Trigger } from '../api/automation/index.ts'
import type { Names } from './names.ts'
import { requireSchedule } from './schedule.ts'

export function triggerById(names: Names, trigger: Trigger, path: string): Trigger {
  const { scope } = names
  switch (trigger.when) {
    case 'created':
    case 'inactive':
    case 'stuck':
      return { ...trigger, ...names.optional(trigger, 'list', path, (list) => names.list(list)) }
    case 'moved': {
      const from = names.optional(trigger, 'from', path, (list) => names.list(list))
      return { ...trigger, ...from, ...names.optional(trigger, 'to', path, (list) => names.list(list)) }
    }
    case 'tagged':
    case 'untagged':
      return { ...trigger, ...names.optional(trigger, 'tag', path, (tag) => names.tag(tag)) }
    case 'changed':
      return { ...trigger, ...names.optional(trigger, 'fields', path, (fields) => names.watched(scope, fields, path)) }
    case 'dateReached':
      return { ...trigger, fields: names.try(`${path}.fields.0`, trigger.fields, ([name]) => [names.day(name!)]) }
    case 'schedule':
      names.check(`${path}.cron`, () => requireSchedule(trigger.cron, scope.catalog.workspace.zone, scope.now))
      return trigger
    case 'button':
      return { ...trigger, fields: names.try(`${path}.fields.0`, trigger.fields, ([name]) => [names.button(name!)]) }
    case 'linkedChanged': {
      const reference = names.try(`${path}.through`, null, () => names.reference(scope.project, trigger.through))
      if (!reference) return trigger
      const project = names.target(reference)
      const fields = project
        ? names.optional(trigger, 'fields', path, (fields) => names.watched({ ...scope, project }, fields, path))
        : {}
      return { ...trigger, through: String(reference.id), ...fields }
    }
    default:
      return trigger
  }
}
