import * as v from 'valibot'
import { id, idOf, instant, named, nameOf } from '../common.ts'

const SCOPES = ['read', 'write'] as const

/** An API key without the key itself. */
export const apiKey = v.strictObject({
  id,
  name: v.string(),
  start: v.pipe(v.string(), v.description('Its first letters, to tell keys apart by.')),
  person: named,
  scopes: v.array(v.picklist(SCOPES)),
  projects: v.nullable(v.array(id)),
  createdAt: instant,
  expiresAt: v.nullable(instant),
  usedAt: v.nullable(instant),
})

export const newApiKey = v.strictObject({
  ...apiKey.entries,
  secret: v.pipe(v.string(), v.description('The key. It is told this once.')),
})

export const apiKeyInput = v.strictObject({
  name: nameOf(60),
  scopes: v.optional(v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1), v.maxLength(2)), ['read']),
  /** ids; null for all that the person may see, now and later */
  projects: v.optional(
    v.nullable(v.pipe(v.array(idOf('project', 'a project')), v.minLength(1), v.maxLength(200))),
    null,
  ),
  expiresAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
})
