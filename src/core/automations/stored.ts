import type { ActionKind, TriggerKind } from '../api/automation/index.ts'
import type { Json } from '../model/index.ts'

/*
 * A run as it is stored: names by ids, instants as ms UTC.
 */

export interface RunCause {
  when: TriggerKind
  /** when the change was made, or the moment that came */
  at: number
  /** the history row */
  seq?: number
  change?: number
  /** who made the change; null for what nobody did */
  by?: number | null
}

/** A value that conditions looked at, as it is answered; `field` is a field's id, a built-in name or a path by ids. */
export interface RunSeen {
  field: string
  value: Json
}

export interface RunAction {
  do: ActionKind
  /** `field` names what only they read who may see that field */
  result: { [key: string]: Json }
}

/** An issue as core/errors has it: its code and the parts of its sentence. */
export interface StoredIssue {
  code: string
  path: string
  [part: string]: unknown
}
