import * as v from 'valibot'
import { filterSchema } from '../../query/index.ts'
import { historyEntry } from '../changes/history.ts'
import { count, filter, id, idOf, instant, named, next } from '../common.ts'
import { record } from '../record.ts'

/** What other programs can be told of. */
export const WEBHOOK_EVENTS = [
  'record.created',
  'record.updated',
  'record.moved',
  'record.archived',
  'record.restored',
  'record.deleted',
  'comment.created',
  'form.submitted',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** What is sent: the record as the webhook's owner sees it when it is first tried. */
export const webhookBody = v.strictObject({
  id: v.pipe(v.string(), v.description('the same at every try, as in the header webhook-id')),
  type: v.picklist([...WEBHOOK_EVENTS, 'ping']),
  at: v.pipe(instant, v.description('when it happened')),
  project: id,
  record: v.pipe(v.nullable(record), v.description('null in a ping')),
  changed: v.pipe(historyEntry.entries.fields, v.description('of record.updated and record.moved')),
  by: historyEntry.entries.by,
  comment: v.optional(v.strictObject({ id, body: v.string() })),
  form: v.optional(id),
})
export type WebhookBody = v.InferOutput<typeof webhookBody>

const events = v.pipe(
  v.array(v.picklist(WEBHOOK_EVENTS)),
  v.minLength(1),
  v.transform((sent) => WEBHOOK_EVENTS.filter((one) => sent.includes(one))),
  v.description('what it is told of'),
)
const url = v.pipe(v.string(), v.trim(), v.maxLength(2000))
const owner = idOf('person', 'with whose rights it tells: oneself, or somebody whose rights one includes')

export const webhookInput = v.strictObject({
  url,
  events,
  filter: v.optional(v.nullable(filterSchema), null),
  on: v.optional(v.boolean(), true),
  owner: v.optional(owner),
})
export type WebhookInput = v.InferOutput<typeof webhookInput>

export const webhookPatch = v.partial(
  v.strictObject({ url, events, filter: v.nullable(filterSchema), on: v.boolean(), owner }),
)
export type WebhookPatch = v.InferOutput<typeof webhookPatch>

/** An issue as core/errors has it, without its place. */
const reason = v.looseObject({ code: v.string(), message: v.string() })

export const webhook = v.strictObject({
  id,
  project: id,
  url: v.string(),
  events: v.array(v.picklist(WEBHOOK_EVENTS)),
  /** left out where it reads what the reader may not see */
  filter: v.optional(v.nullable(filter)),
  on: v.boolean(),
  owner: v.nullable(named),
  paused: v.pipe(v.nullable(reason), v.description('why it stands still although it is on')),
  stopped: v.pipe(v.nullable(reason), v.description('why it was switched off by itself')),
  failingSince: v.pipe(v.nullable(instant), v.description('since when nothing has arrived')),
  earlierSecretUntil: v.pipe(
    v.nullable(instant),
    v.description('until when messages are signed with the secret before this one, too'),
  ),
  lastAt: v.pipe(v.nullable(instant), v.description('of the last delivery')),
  mayRead: v.pipe(v.boolean(), v.description('whether one may read what it has told')),
})
export type WebhookAnswer = v.InferOutput<typeof webhook>

export const webhookAnswer = v.strictObject({ webhook })
export const webhookWithSecret = v.strictObject({
  webhook: v.strictObject({
    ...webhook.entries,
    secret: v.pipe(v.string(), v.description('what messages are signed with; told this once')),
  }),
})

export const webhookDelivery = v.strictObject({
  id,
  key: v.pipe(v.string(), v.description('the message’s id, the same at every try: the header webhook-id')),
  event: v.string(),
  at: instant,
  record: v.nullable(id),
  state: v.picklist(['waiting', 'sent', 'failed']),
  nextAt: v.nullable(instant),
  tries: v.array(
    v.strictObject({
      at: instant,
      status: v.pipe(v.nullable(v.number()), v.description('of the answer, in HTTP')),
      ms: count,
      error: v.nullable(v.string()),
    }),
  ),
  body: v.pipe(
    v.nullable(v.string()),
    v.description('JSON as it is sent; null where it isn’t made yet, or was made with rights that one hasn’t got'),
  ),
  canReplay: v.boolean(),
})
export type WebhookDelivery = v.InferOutput<typeof webhookDelivery>
export const webhookDeliveries = v.strictObject({ deliveries: v.array(webhookDelivery), next })
export const pinged = v.strictObject({ delivery: webhookDelivery })
