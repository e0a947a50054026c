import type { Json } from '../model/index.ts'

/** A row of history as automations read it: what happened to which thing, with before and after of each key in stored form. */
export interface HistoryEvent {
  seq: number
  change: number
  at: number
  person: number | null
  /** what acted for the person: 'automation', 'import', 'form', 'webhook', … */
  via: string | null
  viaId: number | null
  project: number
  kind: string
  thing: number
  /** the record that it is of, or hangs on */
  record: number | null
  what: string
  fields: Readonly<Record<string, readonly [before: Json, after: Json]>>
}
