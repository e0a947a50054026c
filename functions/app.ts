import { Hono } from 'hono'
import { issue, Problem } from '../src/core/errors/index.ts'
import type { Env } from './env.ts'
import type { Http } from './http/body.ts'
import { ownOrigins } from './http/own-origin.ts'
import { problemResponse } from './http/problem.ts'
import { routes } from './routes.ts'

export const app = new Hono<{ Bindings: Env }>()

app.onError((error, c) => problemResponse(c, error))
app.notFound((c) => problemResponse(c, new Problem(404, [issue('', 'notFound')])))

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'cache-control': 'private, no-cache',
}

/** What a page of another site can send without asking first (a form, plain text) is nothing that is understood here. */
const UNDERSTOOD = /^(application\/json|multipart\/form-data)\b/i

// An answer made by hand has its own, and gets what it lacks.
app.use('*', async (c, next) => {
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  await next()
  // A socket's answer can't be put together anew.
  if (c.res.status === 101) return
  for (const [name, value] of Object.entries(HEADERS)) if (!c.res.headers.has(name)) c.header(name, value)
})

/** A cookie goes along with any request a browser makes; what changes something, or listens, must come from our own pages. */
async function requireOwnPage(c: Http): Promise<void> {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || c.req.header('upgrade') !== undefined) {
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const foreign = site === 'cross-site' || site === 'same-site'
    if (foreign || (origin !== undefined && !(await ownOrigins(c)).includes(origin)))
      throw new Problem(403, [issue('', 'crossSite')])
    const type = c.req.header('content-type')
    if (type !== undefined && !UNDERSTOOD.test(type)) throw new Problem(400, [issue('', 'notJson', { value: type })])
  }
}

for (const { method, path, handle, fromAnywhere } of routes)
  app.on(method, path, async (c) => {
    if (!fromAnywhere) await requireOwnPage(c)
    return handle(c)
  })
