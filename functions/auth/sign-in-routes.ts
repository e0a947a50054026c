import * as v from 'valibot'
import * as shapes from '../../src/core/api/auth.ts'
import { parse } from '../../src/core/errors/parse.ts'
import { loadCatalog, readBody, retryWhenStale } from '../http/anonymous.ts'
import type { Http } from '../http/authenticated.ts'
import { isolateCache } from '../http/authentication.ts'
import { clientOf, originOf, sessionResponse } from '../http/cookies.ts'
import { publicRoute } from '../http/route.ts'
import { composeMail } from '../mail/compose.ts'
import { sendMail } from '../mail/send.ts'
import { readWorkspaceAddress } from '../workspace/address.ts'
import { acceptance, acceptInvitation, readOwnInvitation } from './invitations/accept.ts'
import { address } from './invitations/invitations.ts'
import { createMagicLink, magicLinkInput, signInByMagicLink } from './magic-link.ts'
import { passkeyProof, passkeySignInOptions, signInByPasskey } from './passkeys/sign-in.ts'
import { countLinkRequest } from './rate-limit.ts'

const linkFor = v.strictObject({ email: address })

/** Ways in without a password. Nothing here answers differently for an address that is somebody's. */
export const doors = [
  publicRoute({
    method: 'POST',
    path: '/api/auth/links',
    summary: 'Mails a link that signs in',
    details: 'To who has an account at that address; the answer is the same for all. Five times in 15 minutes.',
    tag: 'sign-in',
    body: linkFor,
    response: shapes.nothing,
    example: { body: { email: 'somebody@example.com' } },
    handler: async (http) => {
      const { email } = parse(linkFor, await readBody(http))
      const now = Date.now()
      await countLinkRequest(http.env.DB, email, now)
      // Looking up, writing and sending take time that only a known address would: it is answered before.
      http.executionCtx.waitUntil(mailLink(http, email, now))
      return {}
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-in/link',
    summary: 'Signs in by a link that was mailed',
    details: 'Once, within ten minutes. Sets the session’s cookie.',
    tag: 'sign-in',
    body: magicLinkInput,
    response: shapes.nothing,
    example: { body: { token: '{link}' } },
    handler: async (http) => {
      const body = await readBody(http)
      return sessionResponse(http, await signInByMagicLink(http.env.DB, body, clientOf(http), Date.now()))
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/passkey',
    summary: 'Begins a sign-in by passkey',
    details: 'Answers what navigator.credentials.get takes, with a challenge of one use that lasts five minutes.',
    tag: 'sign-in',
    response: shapes.passkeyOptions,
    handler: async (http) => {
      await readBody(http)
      return passkeySignInOptions(isolateCache(http.env).secret, originOf(http), Date.now())
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-in/passkey',
    summary: 'Signs in by passkey',
    details: 'Sets the session’s cookie.',
    tag: 'sign-in',
    body: passkeyProof,
    response: shapes.nothing,
    example: {
      body: {
        credential: { id: 'AQID', response: { clientDataJSON: 'e30', authenticatorData: 'AQID', signature: 'AQID' } },
      },
    },
    handler: async (http) => {
      const body = await readBody(http)
      const { secret } = isolateCache(http.env)
      return sessionResponse(
        http,
        await signInByPasskey(http.env.DB, secret, body, originOf(http), clientOf(http), Date.now()),
      )
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/api/invitations/:token',
    params: { token: 'token' },
    summary: 'Reads the invitation that one holds',
    tag: 'invitation',
    response: shapes.invited,
    handler: async (http) => {
      await readBody(http)
      const catalog = await loadCatalog(http.env)
      return { invitation: await readOwnInvitation(http.env, catalog, http.req.param('token')!, Date.now()) }
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/invitations/:token/accept',
    params: { token: 'token' },
    summary: 'Accepts an invitation',
    details: 'Makes the person and sets the session’s cookie. Once.',
    tag: 'invitation',
    body: acceptance,
    status: 201,
    response: shapes.nothing,
    example: { body: { name: 'Bopha Sok', password: 'mekong-river-9', language: 'km' } },
    handler: async (http) => {
      const body = await readBody(http)
      const token = await retryWhenStale(async () =>
        acceptInvitation(
          http.env,
          await loadCatalog(http.env),
          http.req.param('token')!,
          body,
          clientOf(http),
          Date.now(),
        ),
      )
      return sessionResponse(http, token, 201)
    },
  }),
]

/** Some time after the answer has left, so that neither it nor the next one is slower by what only a known address costs. */
async function mailLink(http: Http, email: string, now: number): Promise<void> {
  await scheduler.wait(50 + Math.random() * 250)
  const link = await createMagicLink(http.env.DB, email, now)
  if (!link) return
  const place = await readWorkspaceAddress(http.env.DB)
  const mail = composeMail('link', {
    to: link.to,
    language: link.language ?? place.locale,
    link: `${place.address}/sign-in/#link=${link.token}`,
    parts: { name: link.name, workspace: place.name },
  })
  await sendMail(http.env, mail, (step) => http.executionCtx.waitUntil(step()))
}
