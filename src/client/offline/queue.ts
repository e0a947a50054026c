import { createEffect, createRoot, on } from 'solid-js'
import type { RecordAnswer } from '../../core/api/answers.ts'
import { isSameJson } from '../../core/model/json.ts'
import { ApiProblem, api, randomKey } from '../api.ts'
import { cache } from '../cache.ts'
import { errorMessage, toastError } from '../error-message.ts'
import { readRecord } from '../records/query.ts'
import { viewAs } from '../view-as.ts'
import { offline, setOffline } from './line.ts'
import { openStorage, type WriteStorage } from './storage.ts'
import { isSentByItself, setWaiting, type WaitingWrite, waiting } from './waiting.ts'
import { DroppedWrite, installOfflineQueue, send, type Write } from './write.ts'

/*
 * What is written while the line is cut waits here, through reloads, and goes out in order once it is back: each under its own
 * Idempotency-Key, so that one whose answer was lost is not done twice. One tab at a time sends for all tabs of the person.
 */

const NAME = 'tonle-offline'
const FIRST_PAUSE = 3_000
const LONGEST_PAUSE = 30_000
/** After the screen is there. */
const PRELOAD_AFTER = 5_000

type Answer = { record?: RecordAnswer } | undefined
/** What became of a write, told to the tab that it was made in. */
type Outcome = { id: string } & (
  | { answer: Answer }
  | { problem: Pick<ApiProblem, 'status' | 'errors' | 'message'> }
  | { dropped: true }
)

/** Who waits in this tab for what became of a write. */
const settlers = new Map<string, (outcome: Outcome) => void>()
let storage: WriteStorage
let channel: BroadcastChannel | null = null
let flushing = false
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Begins to keep what can't be sent; what is left of an earlier visit goes out now. Once a tab. */
export async function startOfflineQueue(person: string): Promise<void> {
  storage = openStorage(person)
  channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`${NAME}-${person}`)
  channel?.addEventListener('message', ({ data }: MessageEvent<Outcome | 'changed'>) => {
    if (data === 'changed') void reload().then(plan)
    else settlers.get(data.id)?.(data)
  })
  // What a value means is loaded with the first edit: offline that is too late.
  setTimeout(() => void import('../../core/fields/index.ts').catch(() => {}), PRELOAD_AFTER)
  await reload()
  installOfflineQueue({ isBusy: () => waiting().some(isSentByItself), add })
  addEventListener('offline', () => setOffline(true))
  addEventListener('online', tryNow)
  document.addEventListener('visibilitychange', () => !document.hidden && offline() && tryNow())
  if (!navigator.onLine) setOffline(true)
  createRoot(() => createEffect(on(offline, (isOffline) => (isOffline ? plan() : comeBack()))))
  void flush()
}

async function add(write: Write, onKept: () => void): Promise<unknown> {
  const queuedAt = Date.now()
  const waitingWrite: WaitingWrite = {
    ...write,
    id: `${queuedAt} ${randomKey()}`,
    at: queuedAt,
    idempotencyKey: write.idempotencyKey ?? randomKey(),
    refusal: null,
  }
  const settled = new Promise((resolve, reject) =>
    settlers.set(waitingWrite.id, (outcome) => {
      settlers.delete(waitingWrite.id)
      if ('answer' in outcome) resolve(outcome.answer)
      else if ('dropped' in outcome) reject(new DroppedWrite())
      else reject(new ApiProblem(outcome.problem.status, outcome.problem.errors, outcome.problem.message))
    }),
  )
  setWaiting([...waiting(), waitingWrite])
  await storage.put(waitingWrite)
  await changed()
  onKept()
  plan()
  return settled
}

/** Takes it off the list without sending it; what shows it shows again what the server has. */
export async function dropWrite(id: string): Promise<void> {
  await forget(id)
  tell({ id, dropped: true })
}

/** Sends one that was refused, or is too old, once more: an edit over what is there by now. */
export async function sendAgain({ id }: WaitingWrite): Promise<void> {
  const found = waiting().find((one) => one.id === id)
  if (!found) return
  const again = structuredClone(found)
  try {
    if (again.edit) again.edit.base = (await readRecord(again.edit.record)).version
    await storage.put({ ...again, at: Date.now(), idempotencyKey: randomKey(), refusal: null })
    await changed()
    await flush()
  } catch (error) {
    await toastError(error)
  }
}

/** Sends what waits, in order, until something can't be sent; the other tabs wait meanwhile. */
async function flush(): Promise<void> {
  // Who looks through another role's eyes changes nothing.
  if (flushing || viewAs() || !waiting().some(isSentByItself)) return
  flushing = true
  try {
    await exclusively(async () => {
      await reload()
      for (let next = waiting().find(isSentByItself); next; next = waiting().find(isSentByItself))
        if (!(await sendWaiting(next))) break
    })
  } finally {
    flushing = false
    plan()
  }
}

const exclusively = (step: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(NAME, step) : step()

/** Whether it is settled; if not it stays, and so do those behind it. */
async function sendWaiting(write: WaitingWrite): Promise<boolean> {
  try {
    await settle(write, await send<Answer>(write))
    return true
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    // Nobody is signed in, too much at once, or the server fails: later.
    if ([0, 401, 429].includes(error.status) || error.status >= 500) {
      failures += 1
      return false
    }
    if (isOwnEarlier(write, error)) await settle(write, { record: await readRecord(write.edit!.record) })
    else await refuse(write, error)
    return true
  }
}

/** The attempt whose failure brought it here may have been done all the same: then what is there is what it wanted. */
const isOwnEarlier = ({ edit }: Write, { status, errors }: ApiProblem): boolean =>
  status === 409 && edit?.stored !== undefined && isSameJson(errors[0]?.current, edit.stored)

async function settle({ id }: WaitingWrite, answer: Answer): Promise<void> {
  failures = 0
  await forget(id)
  tell({ id, answer })
}

/** It stays on the list, with the reason, but for a conflict that the tab it was made in asks about. */
async function refuse(write: WaitingWrite, { status, errors, message }: ApiProblem): Promise<void> {
  const problem = { status, errors, message }
  if (status === 409 && settlers.has(write.id)) await forget(write.id)
  else {
    const refusal = await errorMessage(new ApiProblem(status, errors, message))
    await storage.put({ ...write, refusal })
    await changed()
  }
  tell({ id: write.id, problem })
}

function tell(outcome: Outcome): void {
  const settler = settlers.get(outcome.id)
  if (settler) settler(outcome)
  else channel?.postMessage(outcome)
}

async function forget(id: string): Promise<void> {
  await storage.remove(id)
  await changed()
}

async function changed(): Promise<void> {
  await reload()
  channel?.postMessage('changed')
}

const reload = async (): Promise<void> => void setWaiting(await storage.all())

/** While the server can't be reached, or something waits, it is asked again and again, ever more seldom. */
function plan(): void {
  clearTimeout(timer)
  if (!offline() && !waiting().some(isSentByItself)) return
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures)
  timer = setTimeout(() => void attempt(), pause * (0.75 + Math.random() / 2))
}

async function attempt(): Promise<void> {
  if (waiting().some(isSentByItself)) return flush()
  failures += 1
  await api('GET', '/api/health').catch(() => {})
  plan()
}

function tryNow(): void {
  failures = 0
  void attempt()
}

/** What could not be read meanwhile is read now. */
function comeBack(): void {
  failures = 0
  void flush()
  void cache.refetchQueries({ predicate: ({ state }) => state.status === 'error' })
}
