import * as v from 'valibot'
import { FIELD_RIGHTS, LEVELS, RECORDS } from '../model/rights.ts'
import { count, id } from './common.ts'

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
