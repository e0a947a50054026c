import * as v from 'valibot'
import { count, id, instant, json, named, nameOf, next } from '../common.ts'

/** What is put into one place of a record: what stands at a path of what comes in, or a text with such paths in it. */
const to = v.pipe(v.string(), v.description('title, description, list, due, tags, assignees or a field, by name or id'))
const onlyNew = v.optional(v.pipe(v.boolean(), v.description('leaves a record alone that was there before')), false)
const path = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty(),
  v.maxLength(100),
  v.description('keys from the outside in: contact.email, items.0.name'),
)
const text = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.description('a text; {Input.contact.name} in it is what stands at that path'),
)
const mapped = v.union([v.strictObject({ path, to, onlyNew }), v.strictObject({ text, to, onlyNew })])
export type Mapped = v.InferOutput<typeof mapped>

const mapping = v.pipe(
  v.array(mapped),
  v.minLength(1),
  v.maxLength(100),
  v.description('how what comes in becomes a record; null where automations alone make something of it'),
)
const key = v.pipe(
  v.string(),
  v.description(
    'title or a field of text that is mapped: a record that has the same in it is updated, else one is made',
  ),
)

/** As it is stored: places of a record by ids. */
export interface InboundMapping {
  entries: Mapped[]
  key: string | null
}

export const inbound = v.strictObject({
  id,
  name: v.string(),
  by: v.pipe(named, v.description('with whose rights it is taken in')),
  at: instant,
  usedAt: v.nullable(instant),
  mapping: v.nullable(v.array(mapped)),
  key: v.nullable(v.string()),
  refused: v.pipe(count, v.description('how many of the last messages could not be taken in')),
})
export type InboundAnswer = v.InferOutput<typeof inbound>
export const inboundAnswer = v.strictObject({ inbound })
export const newInbound = v.strictObject({
  inbound: v.strictObject({
    ...inbound.entries,
    token: v.pipe(v.string(), v.description('told this once')),
    url: v.pipe(v.string(), v.description('where others send to, with the token in it')),
  }),
})
const name = nameOf(60)
export const inboundInput = v.strictObject({
  name,
  mapping: v.optional(v.nullable(mapping), null),
  key: v.optional(v.nullable(key), null),
})
export const inboundPatch = v.partial(v.strictObject({ name, mapping: v.nullable(mapping), key: v.nullable(key) }))

export const received = v.strictObject({
  received: v.literal(true),
  record: v.optional(v.strictObject({ id, created: v.boolean() })),
})
/** Whatever the sender has to say. */
export const anything = v.record(v.string(), json)

/** What an address with a mapping could not take in, as it came, and why. */
export const refusal = v.strictObject({
  id,
  at: instant,
  input: v.record(v.string(), json),
  errors: v.array(v.looseObject({ path: v.string(), code: v.string(), message: v.string() })),
})
export type RefusalAnswer = v.InferOutput<typeof refusal>
export const refusals = v.strictObject({ refusals: v.array(refusal), next })
