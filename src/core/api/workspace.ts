import * as v from 'valibot'
import { currency, day, decimal, id } from './common.ts'
import { workspaceRights } from './role.ts'

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
  role: v.pipe(v.string(), v.description('a role’s id')),
  teams: v.array(id),
  state: v.picklist(['active', 'deactivated']),
})

export const me = v.strictObject({
  person: v.strictObject({
    id,
    name: v.string(),
    email: v.string(),
    role: v.string(),
    language: v.nullable(v.string()),
  }),
  /** in the workspace; what one may do in a project stands there. `write`: a key, or a role that is looked through, only reads */
  may: v.strictObject({ ...workspaceRights.entries, write: v.boolean() }),
  workspace,
})
