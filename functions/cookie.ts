import { generateSignedCookie, getSignedCookie } from 'hono/cookie'
import { json } from './answer.ts'
import { LIFETIME, type Origin } from './model/doors/session.ts'
import type { Http } from './request.ts'
import { memoryOf } from './session.ts'
import { cookieName } from './sign-in.ts'

const isSecure = (http: Http) => new URL(http.req.url).protocol === 'https:'

/** Answers one who has just come in by a link, a passkey or an invitation, with the cookie that better-auth sets for a password. */
export async function welcome(http: Http, token: string, status = 200): Promise<Response> {
  const secure = isSecure(http)
  const cookie = await generateSignedCookie(cookieName(secure), token, memoryOf(http.env).secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: LIFETIME / 1000,
  })
  const response = json({}, status)
  response.headers.append('set-cookie', cookie)
  return response
}

/** The session that a request came with; null for a key's. */
export const tokenOf = async (http: Http): Promise<string | null> =>
  (await getSignedCookie(http, memoryOf(http.env).secret, cookieName(isSecure(http)))) || null

/** Who asks from where, as the edge tells it; no header that a caller may write is believed. */
export const cameFrom = (http: Http): Origin => ({
  ip: http.req.header('cf-connecting-ip') ?? '',
  agent: http.req.header('user-agent') ?? '',
})

export const originOf = (http: Http): string => new URL(http.req.url).origin
