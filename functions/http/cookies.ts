import { generateSignedCookie, getSignedCookie } from 'hono/cookie'
import { type ClientInfo, isolateCache, SESSION_LIFETIME } from '../context/index.ts'
import type { Http } from './body.ts'
import { jsonResponse } from './problem.ts'

const isSecure = (http: Http) => new URL(http.req.url).protocol === 'https:'

/** `__Host-` binds the cookie to this host and https; a browser refuses it on plain http://localhost. */
const cookieName = (http: Http): string => (isSecure(http) ? '__Host-tonle' : 'tonle')

/** The response to a sign-in: sets the session cookie, which lasts as long as the session, or with `short` until the browser is closed. */
export async function sessionResponse(
  http: Http,
  token: string,
  { status = 200, body = {}, short = false }: { status?: number; body?: unknown; short?: boolean } = {},
): Promise<Response> {
  const cookie = await generateSignedCookie(cookieName(http), token, isolateCache(http.env).secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(http),
    ...(!short && { maxAge: SESSION_LIFETIME / 1000 }),
  })
  const response = jsonResponse(body, status)
  response.headers.append('set-cookie', cookie)
  return response
}

/** The response to a sign-out: deletes the cookie. */
export function signedOutResponse(http: Http, body: unknown): Response {
  const response = jsonResponse(body)
  const secure = isSecure(http) ? '; Secure' : ''
  response.headers.append('set-cookie', `${cookieName(http)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`)
  return response
}

/** The session that a request came with; null for a key's. */
export const sessionTokenFrom = async (http: Http): Promise<string | null> =>
  (await getSignedCookie(http, isolateCache(http.env).secret, cookieName(http))) || null

/** As the edge tells it; no header that a caller may write is believed. */
export const clientOf = (http: Http): ClientInfo => ({
  ip: http.req.header('cf-connecting-ip') ?? '',
  userAgent: http.req.header('user-agent') ?? '',
})

export const originOf = (http: Http): string => new URL(http.req.url).origin
