import { dueAfter } from '../../../src/core/automations/due.ts'
import type { HistoryEvent } from '../../../src/core/automations/history-event.ts'
import type { Automation } from '../../../src/core/model/index.ts'
import type { Scope } from '../../../src/core/query/index.ts'
import { definitionOf } from '../pause-reason.ts'
import type { Firing } from './firing.ts'
import { stuckMark } from './standing-still.ts'

/**
 * A record that had stood in its list for long enough and was moved before the tick that would have found it: history says since when it
 * had been there, so it is told of all the same. `until`: what had come due by then has been found.
 */
export function overtakenFirings(automation: Automation, event: HistoryEvent, scope: Scope, until: number): Firing[] {
  const [since] = event.fields.enteredListAt ?? []
  const [list] = event.fields.list ?? []
  const { record, project } = event
  if (event.what === 'created' || typeof since !== 'number' || record === null || project !== automation.project)
    return []
  const { zone, workingDays, holidays } = scope.catalog.workspace
  const isOpen = scope.project.lists.some(({ id, kind }) => id === list && kind === 'open')
  return definitionOf(automation).triggers.flatMap((trigger): Firing[] => {
    if (trigger.when !== 'stuck' || !(trigger.list ? trigger.list === String(list) : isOpen)) return []
    const dueAt = dueAfter(trigger, since, { zone, workingDays, holidays })
    if (dueAt > event.at || dueAt <= Math.max(until, automation.since)) return []
    const key = `${automation.id}:${record}:${stuckMark(trigger)}:${since}`
    return [{ automation, record, cause: { when: trigger.when, at: dueAt }, key, chain: [] }]
  })
}
