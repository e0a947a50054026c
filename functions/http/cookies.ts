import { generateSignedCookie, getSignedCookie } from 'hono/cookie'
import { cookieName } from '../auth/better-auth.ts'
import { type ClientInfo, LIFETIME } from '../auth/session.ts'
import type { Http } from './authenticated.ts'
import { isolateCache } from './authentication.ts'
import { jsonResponse } from './problem.ts'

const isSecure = (http: Http) => new URL(http.req.url).protocol === 'https:'

/** Answers one who has just come in by a link, a passkey or an invitation, with the cookie that better-auth sets for a password. */
export async function sessionResponse(http: Http, token: string, status = 200): Promise<Response> {
  const secure = isSecure(http)
  const cookie = await generateSignedCookie(cookieName(secure), token, isolateCache(http.env).secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: LIFETIME / 1000,
  })
  const response = jsonResponse({}, status)
  response.headers.append('set-cookie', cookie)
  return response
}

/** The session that a request came with; null for a key's. */
export const sessionTokenFrom = async (http: Http): Promise<string | null> =>
  (await getSignedCookie(http, isolateCache(http.env).secret, cookieName(isSecure(http)))) || null

/** Who asks from where, as the edge tells it; no header that a caller may write is believed. */
export const clientOf = (http: Http): ClientInfo => ({
  ip: http.req.header('cf-connecting-ip') ?? '',
  agent: http.req.header('user-agent') ?? '',
})

export const originOf = (http: Http): string => new URL(http.req.url).origin
