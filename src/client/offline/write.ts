import type { RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { ApiProblem, api, randomKey } from '../api.ts'
import { isOwnChange } from '../changes/undo-stack.ts'

/** A change of a record that waits while the line is cut, and is sent once it is back. */
export interface Write {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body?: { [what: string]: Json }
  /** what it does, in the reader's words, for the list of what waits */
  text: string
  edit?: Edit
  idempotencyKey?: string
}

/** What the API answers to a write of a record. */
export interface RecordWritten {
  record: RecordAnswer
  change: string
}

/** What an edit is based on: refused where somebody else has changed the same since. */
export interface Edit {
  record: string
  /** ids of fields, or built-in names */
  keys: string[]
  /** the record's version that its editor began with */
  base: number
  /** what is stored once it is done, where it is a single value */
  stored?: Json
}

/** The person has dropped a write that waited: nobody need be told. */
export class DroppedWrite extends Error {}

interface OfflineQueue {
  /** something waits already: what comes now has to go behind it */
  isBusy(): boolean
  /** Resolves or rejects when it was sent at last, however late; calls `onKept` once it can't be lost any more. */
  add(write: Write, onKept: () => void): Promise<unknown>
}

/** The offline queue is loaded once the screen is there; until then what the network doesn't take is refused. */
let queue: OfflineQueue | null = null
export const installOfflineQueue = (installed: OfflineQueue): void => {
  queue = installed
}

/** Sends a write, or keeps it until the line is back. Throws an ApiProblem where the server refuses it. */
export async function write<Answer>(request: Write, onKept = () => {}): Promise<Answer> {
  if (queue?.isBusy()) return queue.add(request, onKept) as Promise<Answer>
  try {
    return await send<Answer>(request)
  } catch (error) {
    if (!queue || !(error instanceof ApiProblem && error.status === 0)) throw error
    return queue.add(request, onKept) as Promise<Answer>
  }
}

/** An edit that only this page's own changes stand against, sent or undone since its editor began, goes over them. */
export async function send<Answer>(request: Write): Promise<Answer> {
  const { method, path, body, edit, idempotencyKey } = request
  const sent = edit ? { ...body, base: edit.base } : body
  try {
    return await api<Answer>(method, path, sent, idempotencyKey ? { idempotencyKey } : {})
  } catch (error) {
    const base = edit && ownVersionIn(error)
    if (!base || base <= edit.base) throw error
    // The same key has to mean the same body.
    return send({ ...request, edit: { ...edit, base }, ...(idempotencyKey && { idempotencyKey: randomKey() }) })
  }
}

/** The version a conflict is with, if this page has made all of it. */
function ownVersionIn(error: unknown): number | null {
  if (!(error instanceof ApiProblem && error.status === 409)) return null
  const { changes, version } = (error.errors[0] ?? {}) as { changes?: string[]; version?: number }
  return changes?.every(isOwnChange) ? (version ?? null) : null
}
