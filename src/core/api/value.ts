import * as v from 'valibot'
import type { Json } from '../model/json.ts'
import { currency, decimal, id, named } from './common.ts'
import { file } from './file.ts'

export const amount = v.strictObject({ amount: decimal, currency })
export const linked = v.strictObject({ id, title: v.string() })
export const location = v.strictObject({
  text: v.string(),
  lat: v.nullable(v.number()),
  lng: v.nullable(v.number()),
})

const single = [v.string(), v.number(), v.boolean(), v.null(), amount, named, location] as const

/** What a field can hold (api.md, Values): which of these is the field type's affair. A lookup is a list of its target's. */
export const value = v.union([
  ...single,
  v.array(v.union([...single, linked, file])),
]) as unknown as v.GenericSchema<Json>
