import type { RunCause } from '../../../src/core/automations/stored.ts'
import type { Automation, Json } from '../../../src/core/model/index.ts'

/** That an automation is set off, by one cause. */
export interface Firing {
  automation: Automation
  record: number | null
  cause: RunCause
  /** made of the cause, and unique: however often it is seen, it is run once */
  key: string
  /** the automations that led here */
  chain: number[]
  /** what came from outside */
  input?: Json | undefined
  /** how many effects the run has had before it waited */
  done?: number
}
