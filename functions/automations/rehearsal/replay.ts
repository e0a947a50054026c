import type { AutomationDefinition } from '../../../src/core/api/automation/index.ts'
import type { Load } from '../../../src/core/automations/loads.ts'
import type { Effect, Plan, Turns, Wait } from '../../../src/core/automations/plan.ts'
import { planRest, planRun } from '../../../src/core/automations/planner.ts'
import { RowStore, type StoredRow } from '../../../src/core/automations/row-store.ts'
import type { StoredIssue } from '../../../src/core/automations/stored.ts'
import { Problem } from '../../../src/core/errors/index.ts'
import type { Row, Scope } from '../../../src/core/query/index.ts'
import { operandNamed } from '../../../src/core/query/index.ts'
import type { Context } from '../../context/index.ts'
import { MOST_AN_HOUR } from '../runner/chain.ts'
import { readerOf } from '../runner/reader.ts'
import type { Cause } from './cause.ts'
import type { Moment, PastRows } from './past-rows.ts'

const HOUR = 3_600_000
/** A reference leads to a reference leads to …: so many rounds of reading at most. */
const MOST_ROUNDS = 20

/** What an automation would have done for one record because of one cause. */
export interface RehearsedRun {
  key: string
  cause: Cause
  record: StoredRow | null
  effects: Effect[]
  error: StoredIssue | null
}

interface Replay {
  context: Context
  /** by whom the automation is run */
  scope: Scope
  definition: AutomationDefinition
  past: PastRows
  turns: Turns
  /** until when waits go on */
  to: number
}

/** Something to be planned: a cause, or what follows after a wait. */
interface Turn {
  moment: Moment
  cause: Cause
  waited?: { run: RehearsedRun; rest: Wait }
}

/**
 * All causes in their order, each planned as the runner would have planned it. What records they need is read for all of them together,
 * and then they are planned anew, until nothing is missing.
 */
export async function replay(given: Replay, causes: readonly Cause[]): Promise<RehearsedRun[]> {
  for (let round = 1; ; round++) {
    const runs = replayOnce(given, causes)
    if (!(await given.past.load()) || round >= MOST_ROUNDS) return runs
  }
}

function replayOnce(
  { context, scope, definition, past, turns: base, to }: Replay,
  causes: readonly Cause[],
): RehearsedRun[] {
  const turns = new RehearsedTurns(base, scope)
  const reader = readerOf(context.catalog)
  const queue: Turn[] = causes.map((cause) => ({ moment: cause.moment, cause })).sort(byMoment)
  const runs: RehearsedRun[] = []
  const recent = new Map<number, number[]>()
  for (let turn = queue.shift(); turn; turn = queue.shift()) {
    const { moment, cause, waited } = turn
    const rows = new RowStore()
    const records = waited
      ? [waited.run.record?.id ?? null]
      : (past.at(moment, () => cause.records(rows), rows)?.value ?? [])
    for (const id of records) {
      const planned = past.at(moment, () => planAt(id, turn, rows), rows)?.value
      if (!planned) continue
      const { record, plan, error } = planned
      if (!waited && id !== null && isTooOften(recent, id, moment.at)) continue
      const run = waited?.run ?? {
        key: id === null ? cause.key : `${cause.key}:${id}`,
        cause,
        record,
        effects: [],
        error,
      }
      if (!waited) runs.push(run)
      run.error = error
      run.effects.push(...plan.effects)
      if (record) turns.take(plan.effects, rows.rowOf(record))
      if (plan.wait && plan.wait.until <= to)
        insert(queue, { moment: { at: plan.wait.until, seq: null }, cause, waited: { run, rest: plan.wait } })
    }
  }
  return runs

  /** Null where it would not have run: the record wasn't there, or the conditions didn't fit. */
  function planAt(id: number | null, { moment, cause, waited }: Turn, rows: RowStore) {
    const row = id === null ? null : rows.row(id)
    const record = id === null ? null : (rows.stored(id) ?? null)
    if (id !== null && (!row || row.deletedAt !== null || row.archivedAt !== null)) return null
    if (!waited && row && cause.hasCome && !cause.hasCome(row)) return null
    const input = { definition, scope: { ...scope, now: moment.at }, rows, record, input: cause.input, turns, reader }
    try {
      const plan = waited ? planRest(input, waited.rest) : planRun(input)
      return plan.met || waited ? { record, plan, error: null } : null
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      const { message: _, ...error } = problem.issues[0]!
      return { record, plan: NOTHING, error: error as StoredIssue }
    }
  }
}

const NOTHING: Plan = { met: true, seen: [], effects: [], wait: null }

const byMoment = (a: Turn, b: Turn) =>
  a.moment.at - b.moment.at ||
  (a.moment.seq ?? Number.POSITIVE_INFINITY) - (b.moment.seq ?? Number.POSITIVE_INFINITY) ||
  0

function insert(queue: Turn[], turn: Turn): void {
  const place = queue.findIndex((one) => one.moment.at > turn.moment.at)
  queue.splice(place === -1 ? queue.length : place, 0, turn)
}

function isTooOften(recent: Map<number, number[]>, id: number, time: number): boolean {
  const times = (recent.get(id) ?? []).filter((one) => one > time - HOUR)
  recent.set(id, [...times, time])
  return times.length >= MOST_AN_HOUR
}

/** Whose turn it is within the rehearsal: nobody's was before it, and to what everybody has now comes what they are given in it. */
class RehearsedTurns implements Turns {
  readonly #base: Turns
  readonly #scope: Scope
  readonly #last = new Map<string, number>()
  readonly #loads = new Map<string | null, Load[]>()

  constructor(base: Turns, scope: Scope) {
    this.#base = base
    this.#scope = scope
  }

  last(place: string): number | null {
    return this.#last.get(place) ?? null
  }

  loads(by: string | null): Load[] {
    const loads = this.#loads.get(by) ?? [...this.#base.loads(by)]
    this.#loads.set(by, loads)
    return loads
  }

  take(effects: readonly Effect[], row: Row): void {
    for (const effect of effects) {
      if (effect.do !== 'assign') continue
      if (effect.turn) this.#last.set(effect.turn.place, effect.turn.person)
      for (const [by, loads] of this.#loads) {
        const sum = by === null ? null : operandNamed(this.#scope, by)
        const load = sum ? Number(sum.of(row) ?? 0) : 1
        const currency = sum?.currency?.in(row) ?? ''
        if (load !== 0) loads.push(...effect.people.map((person) => ({ person, currency, load })))
      }
    }
  }
}
