import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Access } from '../../src/core/permissions/index.ts'
import {
  type Context,
  type Credential,
  createContext,
  isCached,
  isolateCache,
  loadCache,
  loadHolder,
} from '../context/index.ts'
import { sha256Hex } from '../crypto.ts'
import { backOff, GuardError, MOST_ATTEMPTS, StaleError } from '../db/batch.ts'
import { ensureMigrated } from '../db/migrate.ts'
import { type Http, readSent } from './body.ts'
import { sessionTokenFrom } from './cookies.ts'
import { withEtag } from './etag.ts'
import { requestFingerprint } from './fingerprint.ts'
import { idempotencyInsert, repeatable, replay, storeAnswer } from './idempotency.ts'
import { noteKeyUse } from './note-key-use.ts'

/**
 * A signed-in person's request. It may run several times, each time with a newer catalog. `body` reads what was sent as JSON, or
 * refuses it: to be called once it is known that the person may.
 */
export type Handler = (context: Context, http: Http, body: () => unknown) => Promise<Response>

/** What a route says of how its requests are treated. */
export interface RequestOptions {
  /** has an ETag, and answers If-None-Match */
  etag: boolean
  /** what of the question is stored, and not sent, depends on the minute: then there is no ETag */
  isTimeDependent?: (context: Context) => boolean
  /** texts that are no Unicode are left to the handler: questions find nothing by them, an import refuses them row by row */
  lenientText?: boolean
  /** the answer tells a secret once */
  oneTimeSecret?: boolean
  /** bytes; it takes a form */
  formLimit?: number | undefined
}

const BODY_LIMIT = 8 * 1024 * 1024
/** Of more the page reads anew what it shows. */
const MOST_OWN_SEQS = 100
/** So often a request may find that another one with its Idempotency-Key was quicker. */
const MOST_REPLAYS = 3

/**
 * Runs a handler for the person that the request's session or API key stands for. What isolates keep in memory may be old: the
 * batch's guard then throws StaleError, memory is read anew and the handler runs again.
 */
export function authenticated(handler: Handler, options: RequestOptions) {
  return async (http: Http): Promise<Response> => {
    const { env } = http
    const executionCtx = http.executionCtx as ExecutionContext
    const now = Date.now()
    await ensureMigrated(env.DB)
    const credential = await credentialFrom(http)
    // Nothing is read of who shows nothing, or what isn't valid here.
    const isNew = credential !== null && !isCached(env, credential)
    if (!credential || (isNew && !(await loadHolder(env, credential, now))))
      throw new Problem(401, [issue('', 'unauthorized')])
    const as = http.req.header('view-as')
    const { method, path } = http.req
    const key = method === 'GET' ? undefined : http.req.header('idempotency-key')
    const { formLimit, lenientText, oneTimeSecret = false } = options
    const sent = await readSent(http, { limit: BODY_LIMIT, formLimit, lenientText, keyed: key !== undefined })
    const { fingerprint } = sent
    // What can't be read does nothing that could be repeated.
    const request = key && fingerprint !== null ? await repeatable(`${method} ${path}`, key, oneTimeSecret) : null
    const fingerprintOf = (access: Access) => requestFingerprint(access, fingerprint ?? '')
    const insert =
      request && ((access: Access) => idempotencyInsert(request, access.person.id, fingerprintOf(access), now))

    for (let attempt = 1; ; attempt++) {
      if (attempt > 1 || !isolateCache(env).catalog) await loadCache(env, credential, now)
      let context: Context
      try {
        const waitUntil: Context['waitUntil'] = (step) => executionCtx.waitUntil(step(executionCtx.cache))
        context = createContext({ env, credential, now, as, idempotencyInsert: insert, waitUntil })
      } catch (problem) {
        // Memory may not know the person yet, or the role that is looked through.
        if (!(isNew || as !== undefined) || attempt > 1) throw problem
        continue
      }
      noteKeyUse(context)
      try {
        const answer = () => handler(context, http, sent.json)
        if (options.etag)
          return withNotes(
            context,
            options.isTimeDependent?.(context) ? await answer() : await withEtag(context, http, sent.text, answer),
          )
        if (!request) return withNotes(context, await answer())
        const earlier = await replay(context, request, fingerprintOf(context.access))
        return withNotes(context, earlier ?? (await storeAnswer(context, request, await answer())))
      } catch (error) {
        // Another request under the same key was quicker: its answer is ours too.
        if (request && /UNIQUE constraint failed: answers/.test(String(error)) && attempt <= MOST_REPLAYS) continue
        if (error instanceof GuardError) throw new Problem(409, [issue('', 'conflict')])
        if (error instanceof Problem && (await isStillCurrent(context))) throw error
        if (!(error instanceof StaleError || error instanceof Problem)) throw error
        if (attempt >= MOST_ATTEMPTS) throw new Problem(429, [issue('', 'busy')])
        await backOff(attempt)
      }
    }
  }
}

/** Whether a refusal was founded: one that came from memory alone is proven against the database before it is answered. */
async function isStillCurrent(context: Context): Promise<boolean> {
  if (context.cost.calls > 0) return true
  try {
    await context.batch()
    return true
  } catch (error) {
    if (error instanceof StaleError) return false
    throw error
  }
}

/**
 * What a page goes by that listens to changes: the newest history row that the answer includes, and those that a write has made.
 * In benchmarks also what it has cost.
 */
function withNotes(context: Context, response: Response): Response {
  // A socket's answer can't be changed.
  if (response.status === 101) return response
  // What came from memory alone may be older than it.
  if (context.seq > 0) response.headers.set('seq', String(context.seq))
  const { ownSeqs } = context
  if (ownSeqs.length > 0 && ownSeqs.length <= MOST_OWN_SEQS) response.headers.set('own-seqs', ownSeqs.join())
  const { calls, read, written } = context.cost
  if (context.env.BENCH) response.headers.set('x-d1', `${calls} ${read} ${written}`)
  return response
}

/** A key goes before a cookie: who sends one means it. */
async function credentialFrom(http: Http): Promise<Credential | null> {
  const key = /^Bearer (.+)$/i.exec(http.req.header('authorization') ?? '')?.[1]
  if (key !== undefined) return { kind: 'key', hash: await sha256Hex(key) }
  if (!http.req.header('cookie')) return null
  if (!isolateCache(http.env).secret) await loadCache(http.env, null, Date.now())
  const token = await sessionTokenFrom(http)
  return token ? { kind: 'session', token } : null
}
