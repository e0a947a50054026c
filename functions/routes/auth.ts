import { Hono } from 'hono'
import { fault, Problem, type Status } from '../../src/core/errors/index.ts'
import type { Env } from '../context.ts'
import { ready } from '../model/migrate.ts'
import { load, memoryOf } from '../session.ts'
import { signIn } from '../sign-in.ts'

export const auth = new Hono<{ Bindings: Env }>()

const KNOWN: Record<string, Parameters<typeof fault>[1]> = {
  signUpClosed: 'signUpClosed',
  INVALID_EMAIL_OR_PASSWORD: 'wrongPassword',
  PASSWORD_TOO_SHORT: 'passwordTooShort',
  PASSWORD_TOO_LONG: 'passwordTooLong',
  INVALID_EMAIL: 'notEmail',
}

/** better-auth's own routes; its refusals are answered as problem JSON like everyone's. */
auth.on(['GET', 'POST'], '/api/auth/*', async (c) => {
  await ready(c.env.DB)
  if (!memoryOf(c.env).secret) await load(c.env, null, Date.now())
  const response = await signIn(c.env, new URL(c.req.url).origin, memoryOf(c.env).secret).handler(c.req.raw)
  if (response.status < 400) return response
  if (response.status >= 500) throw new Error(await response.text())
  const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string }
  const code = KNOWN[said.code ?? ''] ?? 'shape'
  const path =
    code === 'passwordTooShort' || code === 'passwordTooLong' ? 'password' : code === 'notEmail' ? 'email' : ''
  throw new Problem(response.status as Status, [
    fault(path, code, { reason: said.message ?? '', name: 'Email', value: '' }),
  ])
})
