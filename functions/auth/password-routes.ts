import * as v from 'valibot'
import { type Issue, issue, Problem, type Status } from '../../src/core/errors/index.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { runBatch } from '../db/batch.ts'
import { readBody } from '../http/anonymous.ts'
import type { Http } from '../http/authenticated.ts'
import { isolateCache } from '../http/authentication.ts'
import { originOf, sessionTokenFrom } from '../http/cookies.ts'
import { publicRoute } from '../http/route.ts'
import { signIn } from './better-auth.ts'
import { clearPasswordAttempts, countPasswordAttempt } from './rate-limit.ts'
import { deleteSession } from './session.ts'

const text = v.pipe(v.string(), v.maxLength(1000))
const signingIn = v.object({ email: text, password: text, rememberMe: v.optional(v.boolean()) })
const signingUp = v.object({ name: text, email: text, password: text })
const signedIn = v.looseObject({})

/** What of better-auth is open. Everything else that it would answer under /api/auth is not there. */
export const auth = [
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-in/email',
    summary: 'Signs in by email and password',
    details:
      'Sets the session’s cookie. After ten wrong passwords for an address in 15 minutes it is a 429, whether the address has an account or not.',
    tag: 'sign-in',
    body: signingIn,
    response: signedIn,
    example: { body: { email: 'sokha@mekong.example', password: 'mekong-river-9' } },
    handler: async (http) => {
      const { email, password, rememberMe } = parse(signingIn, await readBody(http))
      await countPasswordAttempt(http.env.DB, email, Date.now())
      const forgotten = rememberMe === false && { rememberMe }
      const response = await ask(http, '/sign-in/email', { email, password, ...forgotten })
      await clearPasswordAttempts(http.env.DB, email)
      return response
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-up/email',
    summary: 'Signs up the first person, who owns the workspace',
    details: 'After that an invitation is needed.',
    tag: 'sign-in',
    body: signingUp,
    response: signedIn,
    example: { body: { name: 'Dara Vann', email: 'dara@mekong.example', password: 'mekong-river-9' } },
    handler: async (http) => {
      const sent = await readBody(http)
      // Before better-auth looks whether the address is known: a closed door doesn't tell who is inside.
      const anybody = await http.env.DB.prepare('SELECT 1 FROM people LIMIT 1').first()
      if (anybody) throw new Problem(403, [issue('', 'signUpClosed')])
      return ask(http, '/sign-up/email', parse(signingUp, sent))
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'Ends this session',
    tag: 'sign-in',
    response: signedIn,
    handler: async (http) => {
      await readBody(http)
      const token = await sessionTokenFrom(http)
      if (token) await runBatch(http.env.DB, deleteSession(token, Date.now()))
      return ask(http, '/sign-out', {})
    },
  }),
]

const KNOWN: Record<string, Issue> = {
  signUpClosed: issue('', 'signUpClosed'),
  INVALID_EMAIL_OR_PASSWORD: issue('', 'wrongPassword'),
  PASSWORD_TOO_SHORT: issue('password', 'passwordTooShort'),
  PASSWORD_TOO_LONG: issue('password', 'passwordTooLong'),
  INVALID_EMAIL: issue('email', 'notEmail', { name: 'Email', value: '' }),
}

/** Hands better-auth exactly what was read, so that it can't read it otherwise; its refusals are problem JSON like everyone's. */
async function ask(http: Http, path: string, body: Record<string, unknown>): Promise<Response> {
  const origin = originOf(http)
  const headers = new Headers(http.req.raw.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const request = new Request(`${origin}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const response = await signIn(http.env, origin, isolateCache(http.env).secret).handler(request)
  if (response.status < 400) return response
  if (response.status >= 500) throw new Error(await response.text())
  const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string }
  const known = KNOWN[said.code ?? '']
  // In our words only: its own differ where two refusals must look alike.
  throw new Problem(response.status as Status, [known ?? issue('', 'shape', { reason: said.message ?? '' })])
}
