import * as v from 'valibot'
import { type Fault, fault, Problem, type Status } from '../../src/core/errors/index.ts'
import { sentBy } from '../anyone.ts'
import { originOf, tokenOf } from '../cookie.ts'
import { run } from '../model/database.ts'
import { guess, guessed } from '../model/doors/attempts.ts'
import { closed } from '../model/doors/session.ts'
import { parse } from '../model/parse.ts'
import type { Http } from '../request.ts'
import { openRoute } from '../route.ts'
import { memoryOf } from '../session.ts'
import { signIn } from '../sign-in.ts'

const text = v.pipe(v.string(), v.maxLength(1000))
const signingIn = v.object({ email: text, password: text, rememberMe: v.optional(v.boolean()) })
const signingUp = v.object({ name: text, email: text, password: text })
const signedIn = v.looseObject({})

/** What of better-auth is open. Everything else that it would answer under /api/auth is not there. */
export const auth = [
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-in/email',
    summary: 'Signs in by email and password',
    details:
      'Sets the session’s cookie. After ten wrong passwords for an address in 15 minutes it is a 429, whether the address has an account or not.',
    tag: 'sign-in',
    body: signingIn,
    answer: signedIn,
    example: { body: { email: 'sokha@mekong.example', password: 'mekong-river-9' } },
    run: async (http) => {
      const { email, password, rememberMe } = parse(signingIn, await sentBy(http))
      await guess(http.env.DB, email, Date.now())
      const forgotten = rememberMe === false && { rememberMe }
      const response = await ask(http, '/sign-in/email', { email, password, ...forgotten })
      await guessed(http.env.DB, email)
      return response
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-up/email',
    summary: 'Signs up the first person, who owns the workspace',
    details: 'After that an invitation is needed.',
    tag: 'sign-in',
    body: signingUp,
    answer: signedIn,
    example: { body: { name: 'Dara Vann', email: 'dara@mekong.example', password: 'mekong-river-9' } },
    run: async (http) => {
      const sent = await sentBy(http)
      // Before better-auth looks whether the address is known: a closed door doesn't tell who is inside.
      const anybody = await http.env.DB.prepare('SELECT 1 FROM people LIMIT 1').first()
      if (anybody) throw new Problem(403, [fault('', 'signUpClosed')])
      return ask(http, '/sign-up/email', parse(signingUp, sent))
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'Ends this session',
    tag: 'sign-in',
    answer: signedIn,
    run: async (http) => {
      await sentBy(http)
      const token = await tokenOf(http)
      if (token) await run(http.env.DB, closed(token, Date.now()))
      return ask(http, '/sign-out', {})
    },
  }),
]

const KNOWN: Record<string, Fault> = {
  signUpClosed: fault('', 'signUpClosed'),
  INVALID_EMAIL_OR_PASSWORD: fault('', 'wrongPassword'),
  PASSWORD_TOO_SHORT: fault('password', 'passwordTooShort'),
  PASSWORD_TOO_LONG: fault('password', 'passwordTooLong'),
  INVALID_EMAIL: fault('email', 'notEmail', { name: 'Email', value: '' }),
}

/** Hands better-auth exactly what was read, so that it can't read it otherwise; its refusals are problem JSON like everyone's. */
async function ask(http: Http, path: string, body: Record<string, unknown>): Promise<Response> {
  const origin = originOf(http)
  const headers = new Headers(http.req.raw.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const request = new Request(`${origin}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const response = await signIn(http.env, origin, memoryOf(http.env).secret).handler(request)
  if (response.status < 400) return response
  if (response.status >= 500) throw new Error(await response.text())
  const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string }
  const known = KNOWN[said.code ?? '']
  // In our words only: its own differ where two refusals must look alike.
  throw new Problem(response.status as Status, [known ?? fault('', 'shape', { reason: said.message ?? '' })])
}
