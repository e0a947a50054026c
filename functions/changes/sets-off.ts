import type { AutomationDefinition, Trigger } from '../../src/core/api/automation/index.ts'
import type { Catalog } from '../../src/core/model/index.ts'

/** What a change has done, as far as automations may listen to it. */
export interface Touched {
  project: number
  kind: 'record' | 'comment' | 'inbound'
  what: string
  /** of a record: the keys of its columns, as history has them */
  keys: readonly string[]
}

/** What tells people by itself, without any automation. */
const TELLS = new Set(['assignees', 'description'])

/**
 * Whether somebody may have to hear of it: an automation that listens to such a change, or people who are told. Only a guess, so that
 * most writes wake nobody; what is missed is found by cron's next tick. `isHeard`: not of an undo, of which only webhooks tell.
 */
export function mayMatter(catalog: Catalog, touched: readonly Touched[], isHeard: boolean): boolean {
  if (isTold(catalog, touched)) return true
  if (!isHeard) return false
  const tells = ({ kind, what, keys }: Touched) =>
    kind !== 'record' || what === 'submitted' || keys.some((key) => TELLS.has(key))
  if (touched.some(tells)) return true
  return catalog.automations.some(({ on, project, definition }) => {
    if (!on) return false
    const { triggers } = definition as unknown as AutomationDefinition
    return triggers.some((trigger) => touched.some((one) => listens(catalog, project, trigger, one)))
  })
}

/** Whether a webhook may have to tell of it. */
const isTold = (catalog: Catalog, touched: readonly Touched[]): boolean =>
  catalog.webhooks.some(({ on, project }) => on && touched.some((one) => one.project === project))

function listens(
  catalog: Catalog,
  project: number,
  trigger: Trigger,
  { project: where, what, keys }: Touched,
): boolean {
  if (trigger.when === 'linkedChanged') {
    const triggerProject = catalog.projects.find(({ id }) => id === project)
    const reference = triggerProject?.fields.find(({ id }) => String(id) === trigger.through)
    if (Number((reference?.config as { project?: string } | undefined)?.project) !== where) return false
    return what !== 'created' && (!trigger.fields?.length || trigger.fields.some((field) => keys.includes(field)))
  }
  if (where !== project) return false
  switch (trigger.when) {
    case 'created':
      return what === 'created'
    case 'moved':
      return what !== 'created' && keys.includes('list')
    case 'changed':
      return what !== 'created' && (!trigger.fields?.length || trigger.fields.some((field) => keys.includes(field)))
    case 'tagged':
    case 'untagged':
      return keys.includes('tags')
    case 'assigned':
      return keys.includes('assignees')
    case 'submitted':
      return what === 'submitted'
    case 'button':
      return what === 'pressed'
    default:
      return false
  }
}
