import * as v from 'valibot'
import { id, instant, next } from './common.ts'

export const mail = v.strictObject({
  id,
  to: v.string(),
  at: instant,
  subject: v.string(),
  body: v.pipe(v.nullable(v.string()), v.description('null once a provider has it')),
  state: v.picklist(['held', 'sending', 'sent', 'failed']),
  error: v.nullable(v.string()),
})
export const outbox = v.strictObject({ mails: v.array(mail), next })
