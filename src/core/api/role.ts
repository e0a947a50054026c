import * as v from 'valibot'
import { FIELD_RIGHTS, LEVELS, RECORDS } from '../model/rights.ts'
import { count, id, instant, json, named, next } from './common.ts'

export const workspaceRights = v.strictObject({
  projects: v.pipe(v.boolean(), v.description('settings of the workspace, new projects, dashboards')),
  people: v.pipe(v.boolean(), v.description('invitations, roles, teams, the audit log')),
  export: v.boolean(),
  keys: v.boolean(),
})

/** A role; a built-in one is called by its id and can't be changed. */
export const role = v.strictObject({
  id,
  name: v.string(),
  builtIn: v.boolean(),
  workspace: workspaceRights,
  projects: v.record(
    v.pipe(v.string(), v.description('a project’s id, or * for every other')),
    v.strictObject({
      access: v.picklist(LEVELS),
      records: v.picklist(RECORDS),
      fields: v.record(v.pipe(v.string(), v.description('a field’s id')), v.picklist(FIELD_RIGHTS)),
    }),
  ),
  closed: v.pipe(v.array(id), v.description('Fields that are hidden because they read what is hidden.')),
  people: v.pipe(count, v.description('How many have it.')),
})

export const team = v.strictObject({ id, name: v.string(), people: v.array(id) })

/** An API key without the key itself. */
export const apiKey = v.strictObject({
  id,
  name: v.string(),
  start: v.pipe(v.string(), v.description('Its first letters, to tell keys apart by.')),
  person: named,
  scopes: v.array(v.picklist(['read', 'write'])),
  projects: v.nullable(v.array(id)),
  createdAt: instant,
  expiresAt: v.nullable(instant),
  usedAt: v.nullable(instant),
})

export const newKey = v.strictObject({
  ...apiKey.entries,
  secret: v.pipe(v.string(), v.description('The key. It is told this once.')),
})

export const auditEntry = v.strictObject({
  id,
  at: instant,
  kind: v.string(),
  by: v.nullable(named),
  key: v.nullable(named),
  subject: v.nullable(v.strictObject({ kind: v.string(), id, name: v.string() })),
  detail: v.record(v.string(), json),
})

export const auditPage = v.strictObject({ entries: v.array(auditEntry), next })

/** What was handed over. */
export const handover = v.strictObject({ records: count })

/** What is gone for good. */
export const erased = v.strictObject({ comments: count, files: count, history: count })
