import type { RunCause } from '../../../src/core/automations/stored.ts'
import type { Catalog, Json } from '../../../src/core/model/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { loadCatalog } from '../../context/index.ts'
import { runBatch } from '../../db/batch.ts'
import { type Database, openDatabase } from '../../db/client.ts'
import { LAST_SEQ } from '../../db/history-seq.ts'
import { WebhookEvents } from '../../webhooks/index.ts'
import { pauseReason } from '../pause-reason.ts'
import { hasChainFault } from './chain.ts'
import { type DueRow, dueQuestions } from './due-firings.ts'
import { eventFirings } from './event-firings.ts'
import type { Firing } from './firing.ts'
import { notePause } from './note-pause.ts'
import { type EventRow, eventFrom, isTold, selectEvents } from './read-events.ts'
import { giveUp, runFiring } from './run-firing.ts'
import type { RunnerEnv } from './runner-env.ts'
import { settleEvents } from './settle-events.ts'
import { selectWaitingRuns, type WaitingRow, type WaitingRun, waitingFrom } from './waiting-runs.ts'

/** So many rows of history are looked at in a pass. */
const MOST_EVENTS = 500
const MOST_WAITING = 5
/** So many webhooks are told something in a pass: each is a statement. */
const MOST_WEBHOOKS = 10
/** Of a time in which nothing came due it is enough to remember now and then that it is over. */
const REMEMBER = 10 * 60_000

interface Budget {
  /** enough was sent to the database for one pass */
  readonly isSpent: boolean
}

/** Up to where everything has been dealt with. */
interface Cursor {
  seq: number
  until: number
  last: number
  version: number
}

/**
 * One turn of the runner: what history has that automations and people haven't heard of, then what has waited, then what has come
 * due up to `due` (null: time isn't looked at). Answers whether there is more, for the next turn. Everything it does carries its own key,
 * so a turn that was cut off is made anew, and does nothing twice.
 */
export async function runPass(runner: RunnerEnv, budget: Budget, due: number | null): Promise<boolean> {
  const db = openDatabase(runner.env.DB)
  // What has waited, is tried again or is the next part of a run needs no tick, nor stays for one that comes late.
  const waited = { ...runner, now: Math.max(due ?? 0, runner.now) }
  const [[cursor], events, waits] = await runBatch(db, [
    sql<Cursor>`SELECT automated_seq AS seq, automated_until AS until, ${LAST_SEQ} AS last, catalog_version AS version FROM workspace`,
    selectEvents(sql`(SELECT automated_seq FROM workspace)`, MOST_EVENTS),
    selectWaitingRuns(waited.now, MOST_WAITING),
  ])
  if (!cursor) return false
  const catalog = await currentCatalog(runner, cursor.version)
  if (!(await hearEvents(runner, db, catalog, budget, events, { isTick: due !== null, until: cursor.until })))
    return true
  if (events.length === MOST_EVENTS) return true
  if (!(await resumeWaiting(waited, db, catalog, budget, waits))) return true
  return due !== null && !(await fireDue({ ...runner, now: due }, db, catalog, budget, cursor.until))
}

const catalogs = new WeakMap<D1Database, Catalog>()

async function currentCatalog({ env }: RunnerEnv, version: number): Promise<Catalog> {
  const known = catalogs.get(env.DB)
  if (known?.version === version) return known
  const catalog = await loadCatalog(env)
  catalogs.set(env.DB, catalog)
  return catalog
}

/** Whether all of them have been dealt with, whole. */
async function hearEvents(
  runner: RunnerEnv,
  db: Database,
  catalog: Catalog,
  budget: Budget,
  events: readonly EventRow[],
  { isTick, until }: { isTick: boolean; until: number },
): Promise<boolean> {
  let done = 0
  let hasRun = false
  let isWhole = true
  const webhooks = new WebhookEvents(catalog, runner.now)
  try {
    for (const event of events) {
      const firings = await eventFirings(db, catalog, event, { now: runner.now, until })
      for (const firing of firings) {
        if (budget.isSpent) return false
        hasRun = true
        if (await fire(runner, db, catalog, firing)) isWhole = false
      }
      // Of the records linked to a changed one there may be more.
      if (firings.some(({ cause }) => cause.when === 'linkedChanged')) return false
      if (webhooks.listensTo(event.project_id) && isTold(event)) webhooks.hear(eventFrom(event))
      done++
      if (webhooks.size >= MOST_WEBHOOKS) return false
    }
    return isWhole
  } finally {
    const remember = hasRun || isTick || done === MOST_EVENTS
    await settleEvents(runner, db, catalog, { events: events.slice(0, done), webhooks, remember })
  }
}

/** Whether a part of it is left for the next turn. */
async function fire(runner: RunnerEnv, db: Database, catalog: Catalog, firing: Firing): Promise<boolean> {
  const { automation } = firing
  const reason = pauseReason(catalog, automation)
  if (reason) await notePause(runner, db, catalog, automation, reason)
  if (reason || (await hasChainFault(runner, db, firing))) return false
  return runOrGiveUp(runner, firing)
}

async function runOrGiveUp(runner: RunnerEnv, firing: Firing, waiting?: WaitingRun): Promise<boolean> {
  const { failures } = runner
  // In a turn of its own: the one that failed may have sent all that it may.
  const step = failures.areTooMany(firing.key) ? giveUp : runFiring
  try {
    const goesOn = await step(runner, firing, waiting)
    failures.clear(firing.key)
    return goesOn
  } catch (error) {
    failures.note(firing.key, error)
    if (failures.areTooMany(firing.key)) console.error(`the run ${firing.key} is given up`, error)
    throw error
  }
}

async function resumeWaiting(
  runner: RunnerEnv,
  db: Database,
  catalog: Catalog,
  budget: Budget,
  rows: readonly WaitingRow[],
): Promise<boolean> {
  let isWhole = true
  for (const row of rows) {
    if (budget.isSpent) return false
    const automation = catalog.automations.find(({ id }) => id === row.automation)
    if (!automation?.on || pauseReason(catalog, automation)) {
      await stopWaiting(db, row.id)
      continue
    }
    const waiting = waitingFrom(row)
    const { record, key, rest } = waiting
    const firing: Firing = {
      automation,
      record,
      key,
      cause: JSON.parse(row.cause) as RunCause,
      chain: JSON.parse(row.chain) as number[],
      input: row.input === null ? undefined : (JSON.parse(row.input) as Json),
      done: rest.done ?? 0,
    }
    if (await runOrGiveUp(runner, firing, waiting)) isWhole = false
  }
  return isWhole && rows.length < MOST_WAITING
}

/** What was switched off while it waited does not go on. */
const stopWaiting = (db: Database, id: number) =>
  runBatch(db, [
    sql`UPDATE runs SET state = 'failed', resume_at = NULL, error = ${JSON.stringify({ code: 'automationOff', path: '' })} WHERE id = ${id} AND state = 'waiting'`,
  ])

/** So many questions are asked at once. */
const MOST_QUESTIONS = 10

/** Whether everything that is due by then has been set off. */
async function fireDue(
  runner: RunnerEnv,
  db: Database,
  catalog: Catalog,
  budget: Budget,
  from: number,
): Promise<boolean> {
  const to = runner.now
  const { progress } = runner
  let isWhole = true
  for (;;) {
    const open = dueQuestions(catalog, { from, to })
      .filter(({ key }) => !progress.done.has(key))
      .slice(0, MOST_QUESTIONS)
    if (open.length === 0) break
    if (budget.isSpent) return false
    const answers = await runBatch(
      db,
      open.map(({ statement }) => statement ?? NO_RECORDS),
    )
    for (const [i, question] of open.entries()) {
      const rows = answers[i]!
      for (const firing of question.firings(rows)) {
        if (budget.isSpent) return false
        progress.hasFound = true
        if (await fire(runner, db, catalog, firing)) isWhole = false
      }
      if (rows.length === 0) progress.done.add(question.key)
    }
  }
  if (progress.hasFound || to - from > REMEMBER)
    await runBatch(db, [sql`UPDATE workspace SET automated_until = max(automated_until, ${to})`])
  return isWhole
}

const NO_RECORDS = sql<DueRow>`SELECT 0 AS question, 0 AS id, 0 AS since WHERE false`
