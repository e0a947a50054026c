import type { AutomationDefinition } from '../../../src/core/api/automation/index.ts'
import { raw, type Sql } from '../../../src/core/sql/index.ts'

/*
 * What has stood still for long is found by an index of the project's own, made with the first automation that asks for it: it
 * costs a row at each write, so projects without one have none.
 */

type Waiting = 'stuck' | 'inactive'
const COLUMNS: Record<Waiting, string> = { stuck: 'entered_list_at', inactive: 'last_activity' }

export const dueIndex = (when: Waiting, project: number): string => `due_${when}_${project}`

/** Its WHERE stands word for word in the question (due-firings.ts). */
export const createDueIndexes = ({ triggers }: AutomationDefinition, project: number): Sql[] =>
  (Object.keys(COLUMNS) as Waiting[])
    .filter((when) => triggers.some((trigger) => trigger.when === when))
    .map((when) =>
      raw(`CREATE INDEX IF NOT EXISTS ${dueIndex(when, project)} ON records (${COLUMNS[when]}, id)
        WHERE project_id = ${project} AND archived_at IS NULL AND deleted_at IS NULL`),
    )
