import type { Context } from '../../context/index.ts'
import type { Env } from '../../env.ts'
import type { Failures } from './failures.ts'

/** How far what is due up to a moment has been dealt with: it goes on over several passes. */
export class DueProgress {
  readonly due: number | null
  /** the questions to which there is no answer left (due-firings.ts) */
  readonly done = new Set<string>()
  hasFound = false

  constructor(due: number | null) {
    this.due = due
  }
}

/** What a pass of the runner works with. */
export interface RunnerEnv {
  env: Env
  /** as of when it runs: cron's own time, or now */
  now: number
  waitUntil: Context['waitUntil']
  failures: Failures
  progress: DueProgress
}
