import * as v from 'valibot'
import { count, day, id, instant, next } from '../common.ts'

/** By which way in a session was opened. */
export const SIGN_IN_METHODS = ['password', 'signUp', 'magicLink', 'passkey', 'invitation'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

export const session = v.strictObject({
  id,
  current: v.boolean(),
  by: v.picklist(SIGN_IN_METHODS),
  createdAt: instant,
  lastUsed: v.pipe(day, v.description('known to the day')),
  device: v.strictObject({ browser: v.nullable(v.string()), system: v.nullable(v.string()) }),
  ip: v.nullable(v.string()),
})
export const sessions = v.strictObject({ sessions: v.array(session), next })
export const ended = v.strictObject({ ended: v.pipe(count, v.description('how many sessions')) })
