import type { Plan, Turns } from '../../../src/core/automations/plan.ts'
import { planRest, planRun } from '../../../src/core/automations/planner.ts'
import { MissingRows, RowStore, type StoredRow } from '../../../src/core/automations/row-store.ts'
import { issue, Problem } from '../../../src/core/errors/index.ts'
import { type Context, runInternally } from '../../context/index.ts'
import { GuardError, StaleError } from '../../db/batch.ts'
import { definitionOf } from '../pause-reason.ts'
import { commitRun, type Outcome } from './effects/commit-run.ts'
import { readTurns } from './effects/turns.ts'
import type { Firing } from './firing.ts'
import { loadMissing } from './load-rows.ts'
import { readerOf } from './reader.ts'
import { writeRun } from './run-rows.ts'
import type { RunnerEnv } from './runner-env.ts'
import type { WaitingRun } from './waiting-runs.ts'

/** So many rounds of reading does a plan take at most: a reference leads to a reference leads to … */
const MOST_ROUNDS = 20

/**
 * Runs an automation for one cause: plans with its owner's rights, and writes everything that it does in one batch with the run, whose
 * key is unique. So a cause is dealt with whole and once, or not yet. What can't be done is a run that failed, with its reason. What
 * makes records in several projects is done in parts, each in a batch and a turn of its own, or it would send more statements than a
 * turn may. Answers whether there is such a part left.
 */
export function runFiring(runner: RunnerEnv, firing: Firing, waiting?: WaitingRun): Promise<boolean> {
  return runInternally({ ...runner, person: firing.automation.owner }, async (context) => {
    const record = firing.record
    try {
      const turns = await readTurns(context, firing.automation)
      const { plan, row } = await planWith(context, firing, turns, waiting)
      if (record !== null && !isThere(row)) {
        await writeRun(context, firing, { state: 'skipped', error: { code: 'recordGone', path: '' } }, waiting)
        return false
      }
      if (!plan.met) await writeRun(context, firing, { state: waiting ? 'done' : 'skipped', seen: plan.seen }, waiting)
      else await commitRun(context, firing, plan, row, waiting)
      return plan.wait?.isPart ?? false
    } catch (error) {
      if (isDoneAlready(error)) return false
      if (error instanceof StaleError || !(error instanceof Problem || error instanceof GuardError)) throw error
      if (error instanceof Problem && error.status === 401) throw error
      await fail(context, firing, error, waiting)
      return false
    }
  })
}

/** What fails without a reason that could be told. */
export const giveUp = (runner: RunnerEnv, firing: Firing, waiting?: WaitingRun): Promise<boolean> =>
  runInternally({ ...runner, person: firing.automation.owner }, async (context) => {
    await fail(context, firing, new Problem(500, [issue('', 'internal')]), waiting)
    return false
  })

/** Another turn was quicker. */
const isDoneAlready = (error: unknown): boolean =>
  /UNIQUE constraint failed: runs\.key/.test(String(error)) || (error instanceof GuardError && error.code === 'resumed')

async function fail(
  context: Context,
  firing: Firing,
  error: Problem | GuardError,
  waiting?: WaitingRun,
): Promise<void> {
  const [first] = error instanceof Problem ? error.issues : []
  const { message: _, ...storedIssue } = first ?? { code: 'conflict', path: '', message: '' }
  const outcome: Outcome = { state: 'failed', error: storedIssue }
  try {
    await writeRun(context, firing, outcome, waiting)
  } catch (again) {
    if (!isDoneAlready(again)) throw again
  }
}

const isThere = (row: StoredRow | null): boolean => row !== null && row.deletedAt === null && row.archivedAt === null

async function planWith(
  context: Context,
  firing: Firing,
  turns: Turns,
  waiting: WaitingRun | undefined,
): Promise<{ plan: Plan; row: StoredRow | null }> {
  const { automation, record, input } = firing
  const scope = context.scope(context.project(automation.project, 'manage'))
  const rows = new RowStore()
  for (let round = 1; ; round++)
    try {
      if (record !== null) rows.row(record)
      const row = record === null ? null : (rows.stored(record) ?? null)
      if (record !== null && !isThere(row)) return { plan: NOTHING, row }
      const given = {
        definition: definitionOf(automation),
        scope,
        rows,
        record: row,
        input,
        turns,
        inParts: true,
        reader: readerOf(context.catalog),
      }
      return { plan: waiting ? planRest(given, waiting.rest) : planRun(given), row }
    } catch (missing) {
      if (!(missing instanceof MissingRows) || round >= MOST_ROUNDS) throw missing
      await loadMissing(context, rows, missing)
    }
}

const NOTHING: Plan = { met: false, seen: [], effects: [], wait: null }
