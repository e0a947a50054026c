import * as v from 'valibot'
import * as shapes from '../../src/core/model/shapes/door.ts'
import { anew, catalogNow, sentBy } from '../anyone.ts'
import { cameFrom, originOf, welcome } from '../cookie.ts'
import { askLink } from '../model/doors/attempts.ts'
import { accept, acceptance, readInvited } from '../model/doors/by-invitation.ts'
import { askPasskey, byPasskey, passkeyProof } from '../model/doors/by-passkey.ts'
import { followed, followLink, makeLink } from '../model/doors/links.ts'
import { placeOf } from '../model/doors/place.ts'
import { address } from '../model/invitations.ts'
import { parse } from '../model/parse.ts'
import { letter } from '../outside/letter.ts'
import { send } from '../outside/mail.ts'
import type { Http } from '../request.ts'
import { openRoute } from '../route.ts'
import { memoryOf } from '../session.ts'

const linkFor = v.strictObject({ email: address })

/** Ways in without a password. Nothing here answers differently for an address that is somebody's. */
export const doors = [
  openRoute({
    method: 'POST',
    path: '/api/auth/links',
    summary: 'Mails a link that signs in',
    details: 'To who has an account at that address; the answer is the same for all. Five times in 15 minutes.',
    tag: 'sign-in',
    body: linkFor,
    answer: shapes.nothing,
    example: { body: { email: 'somebody@example.com' } },
    run: async (http) => {
      const { email } = parse(linkFor, await sentBy(http))
      const now = Date.now()
      await askLink(http.env.DB, email, now)
      // Looking up, writing and sending take time that only a known address would: it is answered before.
      http.executionCtx.waitUntil(mailLink(http, email, now))
      return {}
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-in/link',
    summary: 'Signs in by a link that was mailed',
    details: 'Once, within ten minutes. Sets the session’s cookie.',
    tag: 'sign-in',
    body: followed,
    answer: shapes.nothing,
    example: { body: { token: '{link}' } },
    run: async (http) => {
      const body = await sentBy(http)
      return welcome(http, await followLink(http.env.DB, body, cameFrom(http), Date.now()))
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/passkey',
    summary: 'Begins a sign-in by passkey',
    details: 'Answers what navigator.credentials.get takes, with a challenge of one use that lasts five minutes.',
    tag: 'sign-in',
    answer: shapes.passkeyOptions,
    run: async (http) => {
      await sentBy(http)
      return askPasskey(memoryOf(http.env).secret, originOf(http), Date.now())
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/auth/sign-in/passkey',
    summary: 'Signs in by passkey',
    details: 'Sets the session’s cookie.',
    tag: 'sign-in',
    body: passkeyProof,
    answer: shapes.nothing,
    example: {
      body: {
        credential: { id: 'AQID', response: { clientDataJSON: 'e30', authenticatorData: 'AQID', signature: 'AQID' } },
      },
    },
    run: async (http) => {
      const body = await sentBy(http)
      const { secret } = memoryOf(http.env)
      return welcome(http, await byPasskey(http.env.DB, secret, body, originOf(http), cameFrom(http), Date.now()))
    },
  }),
  openRoute({
    method: 'GET',
    path: '/api/invitations/:token',
    params: { token: 'token' },
    summary: 'Reads the invitation that one holds',
    tag: 'invitation',
    answer: shapes.invited,
    run: async (http) => {
      await sentBy(http)
      const catalog = await catalogNow(http.env)
      return { invitation: await readInvited(http.env, catalog, http.req.param('token')!, Date.now()) }
    },
  }),
  openRoute({
    method: 'POST',
    path: '/api/invitations/:token/accept',
    params: { token: 'token' },
    summary: 'Accepts an invitation',
    details: 'Makes the person and sets the session’s cookie. Once.',
    tag: 'invitation',
    body: acceptance,
    status: 201,
    answer: shapes.nothing,
    example: { body: { name: 'Bopha Sok', password: 'mekong-river-9', language: 'km' } },
    run: async (http) => {
      const body = await sentBy(http)
      const token = await anew(async () =>
        accept(http.env, await catalogNow(http.env), http.req.param('token')!, body, cameFrom(http), Date.now()),
      )
      return welcome(http, token, 201)
    },
  }),
]

/** Some time after the answer has left, so that neither it nor the next one is slower by what only a known address costs. */
async function mailLink(http: Http, email: string, now: number): Promise<void> {
  await scheduler.wait(50 + Math.random() * 250)
  const link = await makeLink(http.env.DB, email, now)
  if (!link) return
  const place = await placeOf(http.env.DB)
  const mail = letter('link', {
    to: link.to,
    language: link.language ?? place.locale,
    link: `${place.address}/sign-in/#link=${link.token}`,
    parts: { name: link.name, workspace: place.name },
  })
  await send(http.env, mail, (step) => http.executionCtx.waitUntil(step()))
}
