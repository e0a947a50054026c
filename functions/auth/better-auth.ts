import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { drizzle } from 'drizzle-orm/d1'
import { sql } from '../../src/core/sql/index.ts'
import { auditEntry } from '../audit/entry.ts'
import type { Env } from '../context.ts'
import { runBatch } from '../db/batch.ts'
import { accounts, people, sessions, verifications } from '../db/schema/people.ts'
import { auditSignIn, type SignInMethod } from './session.ts'

type Auth = ReturnType<typeof make>
const made = new Map<string, Auth>()

/** better-auth for its own routes under /api/auth, made once per isolate and origin. */
export function signIn(env: Env, origin: string, secret: string): Auth {
  let auth = made.get(origin)
  if (!auth) {
    auth = make(env, origin, secret)
    made.set(origin, auth)
  }
  return auth
}

function make(env: Env, origin: string, secret: string) {
  const secure = origin.startsWith('https:')
  // A stub belongs to the request it was made in, while this object outlives it.
  const passwords = () => env.HUB.getByName('passwords')
  return betterAuth({
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [origin],
    database: drizzleAdapter(drizzle(env.DB), {
      provider: 'sqlite',
      schema: { user: people, session: sessions, account: accounts, verification: verifications },
    }),
    user: {
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'member' },
        language: { type: 'string', input: false, required: false },
      },
    },
    session: { fields: { userId: 'personId' }, expiresIn: 30 * 86_400 },
    account: { fields: { userId: 'personId' } },
    emailAndPassword: {
      enabled: true,
      password: {
        hash: (password) => passwords().hash(password),
        verify: ({ hash, password }) => passwords().verify(hash, password),
      },
    },
    rateLimit: { enabled: false },
    advanced: {
      // app.ts refuses foreign origins for every route alike; better-auth's own check would refuse scripts, which send none.
      disableCSRFCheck: true,
      database: { generateId: 'serial' },
      // The name carries its own prefix, so better-auth must not add `__Secure-`.
      useSecureCookies: false,
      // The one header that a caller can't write.
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
      cookies: {
        session_token: { name: cookieName(secure), attributes: { secure } },
        // What better-auth sets beside it for a session that ends with the browser.
        dont_remember: { name: `${cookieName(secure)}-short`, attributes: { secure } },
      },
    },
    databaseHooks: {
      user: {
        create: {
          // The first person owns the workspace; after that the door is closed without an invitation.
          before: async (user) => {
            const anyone = await env.DB.prepare('SELECT 1 FROM people LIMIT 1').first()
            if (anyone) throw new APIError('FORBIDDEN', { code: 'signUpClosed', message: 'Sign-up is closed.' })
            return { data: { ...user, role: 'owner' } }
          },
          // Where the first person found the workspace is where links in its mails lead, whatever a later Host header says.
          after: async ({ id }) => {
            await runBatch(env.DB, [
              sql`UPDATE workspace SET address = ${origin} WHERE address IS NULL`,
              auditEntry({ kind: 'signedUp', at: Date.now(), person: Number(id), subject: ['person', Number(id)] }),
            ])
          },
        },
      },
      session: {
        create: {
          // One who has left is told what one who mistypes is told.
          before: async ({ userId }) => {
            const left = await env.DB.prepare('SELECT 1 FROM people WHERE id = ? AND deactivated_at IS NOT NULL')
              .bind(Number(userId))
              .first()
            if (left) throw new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD', message: '' })
          },
          after: async ({ userId }, endpoint) => {
            const how: SignInMethod = endpoint?.path === '/sign-up/email' ? 'signUp' : 'password'
            await runBatch(env.DB, [auditSignIn(sql`${Number(userId)}`, how, Date.now())])
          },
        },
      },
    },
  })
}

/** `__Host-` binds the cookie to this host and https; a browser refuses it on plain http://localhost. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-tonle' : 'tonle')
