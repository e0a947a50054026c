import * as v from 'valibot'
import { count, id, instant, next } from '../common.ts'

export const delivery = v.strictObject({
  id,
  kind: v.picklist(['mail', 'webhook']),
  event: v.pipe(v.string(), v.description('what it is: of a mail invitation, link, notification, …')),
  to: v.pipe(v.string(), v.description('a mail address or a URL')),
  at: instant,
  subject: v.pipe(v.nullable(v.string()), v.description('of a mail')),
  body: v.pipe(
    v.nullable(v.string()),
    v.description('null where it isn’t made yet, and of mails whose links let people in, unless they are held here'),
  ),
  state: v.pipe(
    v.picklist(['held', 'waiting', 'sending', 'sent', 'failed', 'unknown']),
    v.description(
      'held: no provider of mail is set. unknown: no answer came and its receiver can’t tell a second one from the first',
    ),
  ),
  nextAt: v.pipe(v.nullable(instant), v.description('when it is tried, or tried again')),
  tries: v.array(
    v.strictObject({
      at: instant,
      status: v.pipe(v.nullable(v.number()), v.description('of the answer, in HTTP')),
      ms: count,
      error: v.nullable(v.string()),
    }),
  ),
  canReplay: v.boolean(),
})
export const outbox = v.strictObject({ deliveries: v.array(delivery), next })
export const replayed = v.strictObject({ delivery })
