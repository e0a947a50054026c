import { generateSignedCookie, getCookie, getSignedCookie } from 'hono/cookie'
import { type ClientInfo, isolateCache, keepSignedToken, SESSION_LIFETIME, type SignedIn } from '../context/index.ts'
import type { Http } from './body.ts'
import { networkOf } from './client-network.ts'
import { deviceKnownTo, withAddress } from './device.ts'
import { jsonResponse } from './problem.ts'

const isSecure = (http: Http) => new URL(http.req.url).protocol === 'https:'

/** `__Host-` binds the cookie to this host and https; a browser refuses it on plain http://localhost. */
const cookieName = (http: Http): string => (isSecure(http) ? '__Host-tonle' : 'tonle')
const deviceCookieName = (http: Http): string => `${cookieName(http)}-device`

/** Longer than any browser keeps a cookie. */
const DEVICE_LIFETIME = 400 * 86_400

/**
 * The response to a sign-in: sets the session cookie, which lasts as long as the session, or with `short` until the browser is
 * closed, and the one that says that this browser has signed in, which outlives both.
 */
export async function sessionResponse(
  http: Http,
  { token, email }: SignedIn,
  { status = 200, body = {}, short = false }: { status?: number; body?: unknown; short?: boolean } = {},
): Promise<Response> {
  const { secret } = isolateCache(http.env)
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(http) } as const
  const device = await withAddress(await deviceCookieFrom(http), email)
  const response = jsonResponse(body, status)
  for (const cookie of [
    await generateSignedCookie(cookieName(http), token, secret, {
      ...options,
      ...(!short && { maxAge: SESSION_LIFETIME / 1000 }),
    }),
    await generateSignedCookie(deviceCookieName(http), device, secret, { ...options, maxAge: DEVICE_LIFETIME }),
  ])
    response.headers.append('set-cookie', cookie)
  return response
}

const deviceCookieFrom = async (http: Http): Promise<string> =>
  (await getSignedCookie(http, isolateCache(http.env).secret, deviceCookieName(http))) || ''

/** Whether somebody, whoever it was, has signed in there before. */
export const hasSignedInBefore = async (http: Http): Promise<boolean> => (await deviceCookieFrom(http)) !== ''

/** The browser that a request came from, where that address has signed in there before; else null. */
export const deviceOf = async (http: Http, email: string): Promise<string | null> =>
  deviceKnownTo(await deviceCookieFrom(http), email)

/** The response to a sign-out: deletes the cookie. */
export function signedOutResponse(http: Http, body: unknown): Response {
  const response = jsonResponse(body)
  const secure = isSecure(http) ? '; Secure' : ''
  response.headers.append('set-cookie', `${cookieName(http)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`)
  return response
}

/** The session that a request came with; null for a key's. */
export async function sessionTokenFrom(http: Http): Promise<string | null> {
  const name = cookieName(http)
  const cookie = getCookie(http, name)
  if (!cookie) return null
  // Checking a signature is a fifth of a read's CPU, and one that was right stays right.
  const cache = isolateCache(http.env)
  const known = cache.signedTokens.get(cookie)
  if (known !== undefined) return known
  const token = (await getSignedCookie(http, cache.secret, name)) || null
  if (token) keepSignedToken(cache, cookie, token)
  return token
}

/** As the edge tells it; no header that a caller may write is believed. */
export function clientOf(http: Http): ClientInfo {
  const ip = http.req.header('cf-connecting-ip') ?? ''
  return { ip, network: networkOf(ip), userAgent: http.req.header('user-agent') ?? '' }
}
