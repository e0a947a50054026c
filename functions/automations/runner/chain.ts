import type { StoredIssue } from '../../../src/core/automations/stored.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { runBatch } from '../../db/batch.ts'
import type { Database } from '../../db/client.ts'
import type { Firing } from './firing.ts'
import { runStatements } from './run-rows.ts'
import type { RunnerEnv } from './runner-env.ts'

/** So many automations may set each other off. */
export const LONGEST_CHAIN = 8
/** So often may one run on one record within an hour. */
export const MOST_AN_HOUR = 20
const HOUR = 3_600_000

/**
 * Stops what goes round in a circle: an automation that a chain of automations has come by before, a chain that is too long, one that
 * runs on a record without end. The run is there, and says so.
 */
export async function hasChainFault({ now }: RunnerEnv, db: Database, firing: Firing): Promise<boolean> {
  const { automation, chain, record } = firing
  const error = chain.includes(automation.id)
    ? { code: 'loop', path: '', name: automation.name }
    : chain.length >= LONGEST_CHAIN
      ? { code: 'chainTooLong', path: '', max: LONGEST_CHAIN }
      : record !== null && (await countRuns(db, automation.id, record, now - HOUR)) >= MOST_AN_HOUR
        ? { code: 'tooOften', path: '', max: MOST_AN_HOUR }
        : null
  if (!error) return false
  await stop(db, now, firing, error)
  return true
}

async function countRuns(db: Database, automation: number, record: number, since: number): Promise<number> {
  const [[row]] = await runBatch(db, [
    sql<{
      n: number
    }>`SELECT count(*) AS n FROM runs WHERE record_id = ${record} AND automation_id = ${automation} AND at > ${since} AND state <> 'skipped'`,
  ])
  return row!.n
}

async function stop(db: Database, now: number, firing: Firing, error: StoredIssue): Promise<void> {
  try {
    await runBatch(db, runStatements(now, firing, { state: 'skipped', error }))
  } catch (again) {
    if (!/UNIQUE constraint failed: runs\.key/.test(String(again))) throw again
  }
}
