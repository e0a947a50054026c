import * as v from 'valibot'
import { LANGUAGES } from '../../model/language.ts'
import { id } from '../common.ts'
import { personName } from '../person.ts'
import { workspaceRights } from '../role.ts'
import { workspace } from '../workspace.ts'

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

export const profileInput = v.strictObject({ name: personName })

export const preferencesInput = v.strictObject({ language: v.picklist(LANGUAGES) })
export const preferences = v.strictObject({ language: v.string() })

export const passwordChange = v.strictObject({ current: v.optional(v.string()), new: v.string() })
