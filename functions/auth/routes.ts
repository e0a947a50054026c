import * as v from 'valibot'
import { passkeyOptions, passkeySignIn } from '../../src/core/api/auth/passkey.ts'
import { linkRequest, linkSignIn, passwordSignIn, signUpInput } from '../../src/core/api/auth/sign-in.ts'
import { nothing } from '../../src/core/api/common.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { isolateCache, notifyLiveHub } from '../context/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { ensureMigrated } from '../db/migrate.ts'
import type { Env } from '../env.ts'
import { readBody } from '../http/anonymous.ts'
import { clientOf, deviceOf, sessionResponse, sessionTokenFrom, signedOutResponse } from '../http/cookies.ts'
import { ownOrigin, ownOrigins } from '../http/own-origin.ts'
import { publicRoute } from '../http/route.ts'
import { mailMagicLink, signInByMagicLink } from './magic-link.ts'
import { passkeySignInOptions, signInByPasskey } from './passkeys/sign-in.ts'
import { countLinkRequest } from './rate-limit.ts'
import { deleteSession } from './session.ts'
import { isSignUpOpen, requireSignUpOpen, signInByPassword, signUp } from './sign-in.ts'

/** Ways in and out. Nothing here answers differently for an address that is somebody's. */
export const signInRoutes = [
  publicRoute({
    method: 'GET',
    path: '/api/door',
    summary: 'Check whether the workspace has an owner',
    details: 'What the sign-in page must know before anyone is signed in.',
    tag: 'sign-in',
    response: v.strictObject({ signUp: v.picklist(['open', 'closed']) }),
    handler: async ({ env }) => {
      await ensureMigrated(env.DB)
      return { signUp: (await isSignUpOpen(env)) ? 'open' : 'closed' }
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-in/email',
    summary: 'Sign in by password',
    details:
      'Sets the session’s cookie. After ten wrong passwords for an address in 15 minutes it is a 429, whether the address has an account or not; a browser that has signed in there before has ten of its own. After thirty of one client, for whatever addresses, it is a 429, too; and at once where too many passwords wait to be compared.',
    tag: 'sign-in',
    body: passwordSignIn,
    response: nothing,
    example: { body: { email: 'sokha@mekong.example', password: 'mekong-river-9' } },
    handler: async (http) => {
      const input = parse(passwordSignIn, await readBody(http))
      const device = await deviceOf(http, input.email)
      const signedIn = await signInByPassword(http.env, input, clientOf(http), device, Date.now())
      return sessionResponse(http, signedIn, { short: input.rememberMe === false })
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-up/email',
    summary: 'Sign up as the owner',
    details: 'The first person owns the workspace. After that an invitation is needed.',
    tag: 'sign-in',
    body: signUpInput,
    response: nothing,
    example: { body: { name: 'Dara Vann', email: 'dara@mekong.example', password: 'mekong-river-9' } },
    handler: async (http) => {
      const body = await readBody(http)
      // Before the body is looked at: a workspace that has its owner doesn't tell who is inside.
      await requireSignUpOpen(http.env)
      const signedIn = await signUp(
        http.env,
        parse(signUpInput, body),
        await ownOrigin(http),
        clientOf(http),
        Date.now(),
      )
      return sessionResponse(http, signedIn)
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'Sign out',
    tag: 'sign-in',
    response: nothing,
    handler: async (http) => {
      await readBody(http)
      const token = await sessionTokenFrom(http)
      if (token) {
        await runBatch(openDatabase(http.env.DB), deleteSession(token, Date.now()))
        http.executionCtx.waitUntil(notifyLiveHub(http.env, true))
      }
      return signedOutResponse(http, {})
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/links',
    summary: 'Request a sign-in link',
    details:
      'Mailed to who has an account at that address; the answer is the same for all. Five times in ten minutes, as long as a link lasts.',
    tag: 'sign-in',
    body: linkRequest,
    response: nothing,
    example: { body: { email: 'somebody@example.com' } },
    handler: async (http) => {
      const { email } = parse(linkRequest, await readBody(http))
      const now = Date.now()
      const who = { email, client: clientOf(http), device: await deviceOf(http, email) }
      await countLinkRequest(openDatabase(http.env.DB), who, now)
      // Looking up, writing and sending take time that only a known address would: it is answered before.
      http.executionCtx.waitUntil(mailLink(http.env, email, now))
      return {}
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-in/link',
    summary: 'Sign in by link',
    details: 'One that was mailed, once, within ten minutes. Sets the session’s cookie.',
    tag: 'sign-in',
    body: linkSignIn,
    response: nothing,
    example: { body: { token: '{link}' } },
    handler: async (http) => {
      const { token } = parse(linkSignIn, await readBody(http))
      const db = openDatabase(http.env.DB)
      return sessionResponse(http, await signInByMagicLink(db, token, clientOf(http), Date.now()))
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/passkey',
    summary: 'Begin a passkey sign-in',
    details: 'Answers what navigator.credentials.get takes, with a challenge of one use that lasts five minutes.',
    tag: 'sign-in',
    response: passkeyOptions,
    handler: async (http) => {
      await readBody(http)
      return passkeySignInOptions(isolateCache(http.env).secret, await ownOrigin(http), Date.now())
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-in/passkey',
    summary: 'Sign in by passkey',
    details: 'Sets the session’s cookie.',
    tag: 'sign-in',
    body: passkeySignIn,
    response: nothing,
    example: {
      body: {
        credential: { id: 'AQID', response: { clientDataJSON: 'e30', authenticatorData: 'AQID', signature: 'AQID' } },
      },
    },
    handler: async (http) => {
      const { credential } = parse(passkeySignIn, await readBody(http))
      const { secret } = isolateCache(http.env)
      const db = openDatabase(http.env.DB)
      const origins = await ownOrigins(http)
      const signedIn = await signInByPasskey(db, secret, credential, origins, clientOf(http), Date.now())
      return sessionResponse(http, signedIn)
    },
  }),
]

/** Some time after the answer has left, so that neither it nor the next one is slower by what only a known address costs. */
async function mailLink(env: Env, email: string, now: number): Promise<void> {
  await scheduler.wait(50 + Math.random() * 250)
  await mailMagicLink(env, email, now)
}
