import type { RunAction, RunSeen, StoredIssue } from '../../../src/core/automations/stored.ts'
import { raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import type { Context } from '../../context/index.ts'
import { guard } from '../../db/batch.ts'
import type { RunRest } from '../../db/schema/index.ts'
import { failureNotice } from './failure-notice.ts'
import type { Firing } from './firing.ts'
import type { WaitingRun } from './waiting-runs.ts'

/** What came of a run. */
export interface Outcome {
  state: 'done' | 'skipped' | 'failed' | 'waiting'
  seen?: readonly RunSeen[]
  actions?: readonly RunAction[]
  error?: StoredIssue
  change?: Sql
  wait?: { until: number; rest: RunRest } | null
}

/** The run's row, for the batch of what it does: a new one by its unique key, or the one that has waited, if it waits still. */
export function runStatements(now: number, firing: Firing, outcome: Outcome, waiting?: WaitingRun): Sql[] {
  const { automation, record, cause, key, chain } = firing
  const { state, seen = [], actions = [], error, change, wait } = outcome
  const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))
  if (!waiting)
    return [
      sql`INSERT INTO runs (key, automation_id, project_id, record_id, state, at, cause, seen, actions, error, chain, change_id, resume_at, resume)
        VALUES (${key}, ${automation.id}, ${automation.project}, ${record}, ${state}, ${now}, ${JSON.stringify(cause)}, ${JSON.stringify(seen)},
          ${JSON.stringify(actions)}, ${json(error)}, ${JSON.stringify(chain)}, ${change ?? null}, ${wait?.until ?? null}, ${json(wait?.rest)})`,
    ]
  return [
    sql`UPDATE runs SET state = ${state}, seen = ${followedBy('seen', seen)}, actions = ${followedBy('actions', actions)},
        error = ${json(error)}, change_id = coalesce(${change ?? null}, change_id), resume_at = ${wait?.until ?? null},
        resume = ${state === 'failed' ? sql`resume` : json(wait?.rest)}
      WHERE id = ${waiting.id} AND state = ${waiting.state} AND resume_at IS ${waiting.resumeAt}`,
    guard(sql`changes() = 1`, 'resumed'),
  ]
}

/** What came of it before it waited, and what came of it now. */
const followedBy = (column: 'seen' | 'actions', more: readonly object[]): Sql =>
  sql`(SELECT json_group_array(json(a.value)) FROM (SELECT value FROM json_each(runs.${raw(column)}) UNION ALL SELECT value FROM json_each(${JSON.stringify(more)})) a)`

/** A run that has done nothing: the conditions didn't fit, it was stopped, or it couldn't be done, which its owner is told. */
export async function writeRun(
  context: Context,
  firing: Firing,
  outcome: Outcome,
  waiting?: WaitingRun,
): Promise<void> {
  await context.batch(
    ...runStatements(context.now, firing, outcome, waiting),
    ...(outcome.state === 'failed' ? failureNotice(context, firing, outcome.error!) : []),
  )
}
