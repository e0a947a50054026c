import type { Action, ActionOf, AutomationDefinition } from '../api/automation/index.ts'
import type { NotificationPart } from '../api/notification.ts'
import type { Reader } from '../fields/index.ts'
import type { Json } from '../model/index.ts'
import type { Filter, Scope } from '../query/index.ts'
import type { Load } from './loads.ts'
import type { RowStore, StoredRow } from './row-store.ts'
import type { RunSeen } from './stored.ts'

/** Whose turn it is and who has the least, where automations assign: the runner's from the database, a rehearsal's its own. */
export interface Turns {
  /** who was assigned last at that place of the definition; null where nobody was */
  last(place: string): number | null
  /** what each has to do: open records, or the sum of a field */
  loads(by: string | null): readonly Load[]
}

export interface PlanInput {
  definition: AutomationDefinition
  /** of the automation's owner: what they may not see can't be named */
  scope: Scope
  rows: RowStore
  /** null where it was set off for no record */
  record: StoredRow | null
  /** what came from outside */
  input?: Json | undefined
  turns: Turns
  /** records of one project at a time: what makes those of another follows at once, as a part of its own */
  inParts?: boolean
  /** how values are put into words: the workspace's language */
  reader: Reader
}

/** What is to be done, by ids. */
export type Effect =
  | { do: 'assign'; people: number[]; turn?: { place: string; person: number } }
  | { do: 'move'; list: number }
  | { do: 'set'; field: string; value: unknown }
  | { do: 'tag' | 'untag'; tags: number[] }
  | { do: 'notify'; to: ActionOf<'notify'>['to']; via: 'inApp' | 'mail' | null; text: NotificationPart[] }
  | { do: 'comment'; body: string }
  | { do: 'create'; project: number; values: Record<string, unknown>; link: string | null }
  | { do: 'webhook'; url: string }
  | { do: 'email'; to: string; toField: string | null; subject: string; body: string; replyTo: string | null }

export interface Wait {
  until: number
  /** it isn't the automation that waits: the rest is the run's next part */
  isPart?: boolean
  stopIf: Filter | null
  /** what is to be done then */
  actions: Action[]
}

export interface Plan {
  /** whether the conditions fit */
  met: boolean
  /** what its conditions and those of its branches looked at */
  seen: RunSeen[]
  effects: Effect[]
  wait: Wait | null
}
