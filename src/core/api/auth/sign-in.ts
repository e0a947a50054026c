import * as v from 'valibot'
import { personName } from '../person.ts'
import { emailAddress } from './invitation.ts'

const text = v.pipe(v.string(), v.maxLength(1000))

/** `rememberMe: false`: the session ends with the browser, or after a day. */
export const passwordSignIn = v.strictObject({ email: text, password: text, rememberMe: v.optional(v.boolean()) })

export const signUpInput = v.strictObject({ name: personName, email: emailAddress, password: text })

export const linkRequest = v.strictObject({ email: emailAddress })

export const linkSignIn = v.strictObject({ token: v.pipe(v.string(), v.maxLength(100)) })
