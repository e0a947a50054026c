import * as v from 'valibot'
import { currency, day, decimal, id } from './plain.ts'

/** From that day on one unit of the report currency is worth so many of this. */
export const rate = v.strictObject({ currency, rate: decimal, from: day })

export const workspace = v.strictObject({
  name: v.string(),
  locale: v.string(),
  country: v.string(),
  currency,
  zone: v.string(),
  reportCurrency: v.nullable(currency),
  rates: v.array(rate),
  setUp: v.boolean(),
})

export const person = v.strictObject({
  id,
  name: v.string(),
  email: v.string(),
  role: v.string(),
})

export const me = v.strictObject({
  person: v.strictObject({ ...person.entries, language: v.nullable(v.string()) }),
  workspace,
})
