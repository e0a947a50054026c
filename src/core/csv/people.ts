import { identityOf } from '../text/identity.ts'
import { partsOf } from './parts.ts'
import type { Profile } from './profile.ts'

/** Somebody of the workspace, whom a cell may call by name or by address. */
export interface Member {
  name: string
  email: string
}

/** The share of a column's filled cells in which all who are named are members, 0–1. */
export function shareOfMembers({ values, filled }: Profile, people: readonly Member[]): number {
  if (!values || filled === 0) return 0
  const known = new Set(people.flatMap(({ name, email }) => [identityOf(name), identityOf(email)]))
  const named = values.filter(({ value }) => partsOf(value).every((one) => known.has(identityOf(one))))
  return named.reduce((sum, { count }) => sum + count, 0) / filled
}
