import { DurableObject } from 'cloudflare:workers'
import { ensureMigrated } from '../../db/migrate.ts'
import type { Env, RunnerCost } from '../../env.ts'
import { Failures } from './failures.ts'
import { runPass } from './pass.ts'
import { DueProgress } from './runner-env.ts'
import { Faults } from './statements/faults.ts'
import { StatementMeter } from './statements/statement-meter.ts'

/** After a turn that failed, the next one comes so many ms later, then after twice as many, … */
const FIRST_PAUSE = 20
const LONGEST_PAUSE = 60_000
/** For so many of them those wait who have asked; then they are told that it failed. */
const MOST_WAITED = 6

/** Up to which moment cron has asked for what is due, as it is stored. */
const DUE = 'due'

/**
 * Runs automations, one turn after the other, in the alarm of this one object: rung after a change, and each minute by cron, which is
 * the net below: a ring that was lost, or a turn that was cut off, is made good from history. An alarm has 30 seconds of CPU of its own
 * and comes again where its object is lost; after a turn that failed it is set anew. Each turn sends a bounded number of statements, and
 * sets the alarm for the next where there is more.
 */
export class AutomationRunner extends DurableObject<Env> {
  readonly #meter: StatementMeter
  readonly #env: Env
  /** who waits for everything that was written before they asked */
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = []
  #progress = new DueProgress(null)
  /** turns that failed one after the other */
  #failed = 0

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.#meter = new StatementMeter(
      env.DB,
      env.STRICT_STATEMENTS !== undefined,
      env.FAULTS ? new Faults(env.FAULTS) : null,
    )
    this.#env = { ...env, DB: this.#meter.db }
  }

  async ring(): Promise<void> {
    const { storage } = this.ctx
    const next = await storage.getAlarm()
    // One that is about to come hears of this, too.
    if (next === null || next > Date.now()) await storage.setAlarm(Date.now())
  }

  async settle(): Promise<void> {
    const settled = new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }))
    await this.ring()
    await settled
  }

  async tick(now: number): Promise<RunnerCost> {
    const { kv } = this.ctx.storage
    kv.put(DUE, Math.max(now, kv.get<number>(DUE) ?? 0))
    await this.settle()
    const { cost } = this.#meter
    this.#meter.cost = { statements: 0, read: 0, written: 0 }
    return cost
  }

  override async alarm(): Promise<void> {
    const waiting = this.#waiting.splice(0)
    const { kv } = this.ctx.storage
    const due = kv.get<number>(DUE) ?? null
    try {
      this.#meter.reset()
      await ensureMigrated(this.env.DB)
      const waitUntil = (step: () => Promise<void>) => this.ctx.waitUntil(step())
      const failures = new Failures(kv)
      if (this.#progress.due !== due) this.#progress = new DueProgress(due)
      const runner = { env: this.#env, now: Date.now(), waitUntil, failures, progress: this.#progress }
      const more = await runPass(runner, this.#meter, due)
      this.#failed = 0
      if (more) {
        this.#waiting.unshift(...waiting)
        await this.ring()
        return
      }
      this.#progress = new DueProgress(null)
      if (kv.get<number>(DUE) === (due ?? undefined)) kv.delete(DUE)
      for (const { resolve } of waiting) resolve()
    } catch (error) {
      const pause = Math.min(FIRST_PAUSE * 2 ** this.#failed++, LONGEST_PAUSE)
      if (this.#failed > MOST_WAITED) {
        console.error('turns of the automations fail', error)
        for (const { reject } of waiting) reject(error)
      } else this.#waiting.unshift(...waiting)
      await this.ctx.storage.setAlarm(Date.now() + pause)
    }
  }
}
