import type { Context as Request } from 'hono'
import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Access } from '../../src/core/permissions/index.ts'
import { isTimeDependent, TIME_DEPENDENT } from '../../src/core/query/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { dayOf } from '../../src/core/time/zone.ts'
import { keyUsed } from '../auth/api-keys/note-use.ts'
import type { Credential } from '../auth/credential.ts'
import { sha256Hex } from '../auth/secret.ts'
import type { Context, Env } from '../context.ts'
import { GuardError, StaleError } from '../db/batch.ts'
import { ensureMigrated } from '../db/migrate.ts'
import { createContext, isCached, isolateCache, loadCache } from './authentication.ts'
import { parseJsonObject } from './body.ts'
import { sessionTokenFrom } from './cookies.ts'
import { replay, store } from './idempotency.ts'

export type Http = Request<{ Bindings: Env }>

/** A person's request: read it, call one verb of the model, answer. Run a second time where memory proved stale. */
export type Handler = (context: Context, http: Http, body: unknown) => Promise<Response>

const BODY_LIMIT = 8 * 1024 * 1024

/** The same for a read whose answer changes only with what history tells: it has an ETag, and what is known isn't computed again. */
export const reading = (handler: Handler) => authenticated(handler, true)

export function authenticated(handler: Handler, tagged = false) {
  return async (http: Http): Promise<Response> => {
    const { env } = http
    const now = Date.now()
    await ensureMigrated(env.DB)
    if (!isolateCache(env).secret) await loadCache(env, null, now)
    const credential = await credentialFrom(http)
    const as = http.req.header('view-as')
    const text = await readBodyText(http)
    const body = parseJsonObject(text)
    if (!LENIENT.test(http.req.path)) requireWellFormedText(text, body)
    const path = http.req.path
    const key =
      http.req.method === 'POST' && !TOLD_ONCE.test(path) ? (http.req.header('idempotency-key') ?? null) : null
    const idempotencyInsert = key
      ? (access: Access) =>
          sql`INSERT INTO answers (person_id, path, key, body, at) VALUES (${access.person.id}, ${path}, ${key}, ${requestFingerprint(access, text)}, ${now})`
      : null

    for (let attempt = 0; ; attempt++) {
      if (attempt > 0 || (credential && !isCached(env, credential))) await loadCache(env, credential, now)
      const waitUntil: Context['waitUntil'] = (step) => http.executionCtx.waitUntil(step())
      let context: Context
      try {
        context = createContext({ env, credential, now, as, idempotencyInsert, waitUntil })
      } catch (problem) {
        // Memory may not know the role yet that is looked through.
        if (as === undefined || attempt > 0) throw problem
        continue
      }
      noteKeyUse(context)
      try {
        if (tagged)
          return withCostHeader(context, await withEtag(context, http, text, () => handler(context, http, body)))
        if (!key) return withCostHeader(context, await handler(context, http, body))
        const earlier = await replay(context, path, key, requestFingerprint(context.access, text))
        if (earlier) return earlier
        return await store(context, path, key, await handler(context, http, body))
      } catch (error) {
        // Another request under the same key was quicker: its answer is ours too.
        if (key && /UNIQUE constraint failed: answers/.test(String(error)) && attempt < 3) continue
        if (error instanceof GuardError) throw new Problem(409, [issue('', 'conflict')])
        if (error instanceof Problem && (await isStillCurrent(context))) throw error
        if (!(error instanceof StaleError || error instanceof Problem)) throw error
        if (attempt >= 8) throw new Problem(429, [issue('', 'busy')])
        // Many at once would only make each other stale again.
        if (attempt > 1) await new Promise((wake) => setTimeout(wake, Math.random() * 10 * attempt))
      }
    }
  }
}

async function withEtag(
  context: Context,
  http: Http,
  text: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  // A dashboard's questions are stored, not sent.
  const asked = http.req.path.startsWith('/api/dashboards/') ? text + JSON.stringify(context.catalog.dashboards) : text
  // What depends on the minute, not on the day, is computed each time.
  if (TIME_DEPENDENT.test(asked) || isTimeDependent(context.catalog)) return answer()
  const { catalog, now } = context
  const { pathname, search } = new URL(http.req.url)
  const known = http.req.header('if-none-match')
  const tag = () =>
    `W/"${catalog.version}-${digest(context.access.name)}-${context.seq}-${dayOf(catalog.workspace.zone, now)}-${digest(pathname + search + text)}"`
  if (known) {
    await context.batch()
    if (known === tag()) return new Response(null, { status: 304, headers: { etag: known } })
  }
  const response = await answer()
  response.headers.set('etag', tag())
  return response
}

/** Whether a refusal was founded: one that came from memory alone is proven before it is told. */
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

function withCostHeader(context: Context, response: Response): Response {
  const { calls, read, written } = context.cost
  if (context.env.BENCH) response.headers.set('x-d1', `${calls} ${read} ${written}`)
  return response
}

/** What was asked and with which rights: an answer is not given again to who may no longer see it. */
const requestFingerprint = ({ name, rights, colleagues }: Access, text: string): string =>
  `${digest(text)} ${digest(JSON.stringify([name, rights, colleagues]))}`

/** A key goes before a cookie: who sends one means it. */
async function credentialFrom(http: Http): Promise<Credential | null> {
  const key = /^Bearer (.+)$/i.exec(http.req.header('authorization') ?? '')?.[1]
  if (key !== undefined) return { kind: 'key', hash: await sha256Hex(key) }
  const token = await sessionTokenFrom(http)
  return token ? { kind: 'session', token } : null
}

/** A key's last use, to the minute: nobody waits for it. */
function noteKeyUse({ access: { key, person }, env, now, waitUntil }: Context): void {
  if (!key) return
  const { used } = isolateCache(env)
  if (now - (used.get(key.id) ?? 0) < 60_000) return
  used.set(key.id, now)
  waitUntil(() => keyUsed(env.DB, key.id, person.id, now))
}

async function readBodyText(http: Http): Promise<string> {
  const type = http.req.header('content-type') ?? ''
  if (http.req.method === 'GET' || http.req.method === 'DELETE' || type.startsWith('multipart/')) return ''
  const declared = Number(http.req.header('content-length') ?? 0)
  if (declared > BODY_LIMIT) throw new Problem(413, [issue('', 'tooLarge', { max: '8 MB' })])
  const text = await http.req.text()
  if (text.length > BODY_LIMIT) throw new Problem(413, [issue('', 'tooLarge', { max: '8 MB' })])
  return text
}

/** What is told once is not kept to be told again: a key, the link of an invitation. */
const TOLD_ONCE = /^\/api\/(keys|invitations)$/

/** Questions find nothing by what is no text; cells of an import are refused row by row. */
const LENIENT = /\/(query|board|preview)$|\/rows\//

/** Half a surrogate pair and U+0000 are no text: SQLite would give back something else. JSON can only bring them escaped. */
function requireWellFormedText(text: string, body: unknown): void {
  if (!/\\u(0000|d[89a-f])/i.test(text)) return
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
      throw new Problem(422, [issue(path, 'notText', { name: path })])
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`)
  }
  walk(body, '')
}

/** Tells two bodies apart; no secret hangs on it (FNV-1a, 53 bits by two lanes). */
function digest(text: string): string {
  let a = 0x811c9dc5
  let b = 0x1000193
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 13)
  }
  return `${text.length}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`
}
