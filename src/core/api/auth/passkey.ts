import * as v from 'valibot'
import { id, instant, json, nameOf, next } from '../common.ts'

export const passkey = v.strictObject({ id, name: v.string(), createdAt: instant, backedUp: v.boolean() })
export const passkeys = v.strictObject({ passkeys: v.array(passkey), next })
/** What navigator.credentials takes, with its bytes as base64url: PublicKeyCredential.parse…OptionsFromJSON reads it. */
export const passkeyOptions = v.strictObject({ options: v.record(v.string(), json) })

const name = nameOf(60)
const text = v.pipe(v.string(), v.maxLength(4096))

export const passkeyPatch = v.strictObject({ name })

/** What navigator.credentials.create answered, as its toJSON says it. */
export const passkeyInput = v.strictObject({
  name,
  credential: v.object({
    id: text,
    response: v.object({
      clientDataJSON: text,
      attestationObject: text,
      transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10)), []),
    }),
  }),
})

/** What navigator.credentials.get answered, as its toJSON says it. */
export const passkeySignIn = v.strictObject({
  credential: v.object({
    id: text,
    response: v.object({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: v.nullish(text),
    }),
  }),
})
