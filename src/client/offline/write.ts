import type { RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { ApiProblem, api } from '../api.ts'

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

export async function send<Answer>({ method, path, body, edit, idempotencyKey }: Write): Promise<Answer> {
  const sent = edit ? { ...body, base: baseOf(edit) } : body
  const answer = await api<Answer>(method, path, sent, idempotencyKey ? { idempotencyKey } : {})
  if (edit) noteOwnVersion(edit, (answer as { record: { version: number } }).record.version)
  return answer
}

/** The version that one's own last write of a field has made: until then nobody else's is in between. */
const ownVersions = new Map<string, number>()
const keyOf = (record: string, key: string): string => `${record} ${key}`

function noteOwnVersion({ record, keys }: Edit, version: number): void {
  for (const key of keys) ownVersions.set(keyOf(record, key), version)
}

export const baseOf = ({ record, keys, base }: Edit): number =>
  Math.min(...keys.map((key) => Math.max(base, ownVersions.get(keyOf(record, key)) ?? 0)))
