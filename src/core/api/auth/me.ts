import * as v from 'valibot'
import { LANGUAGES } from '../../model/language.ts'
import { id } from '../common.ts'
import { notifyPreferences, notifyPreferencesInput } from '../notification.ts'
import { away, awayInput, personName } from '../person.ts'
import { workspaceRights } from '../role.ts'
import { workspace } from '../workspace.ts'

export const me = v.strictObject({
  person: v.strictObject({
    id,
    name: v.string(),
    email: v.string(),
    role: v.string(),
    language: v.nullable(v.string()),
    away: v.nullable(away),
  }),
  /** in the workspace; what one may do in a project stands there. `write`: a key, or a role that is looked through, only reads */
  may: v.strictObject({ ...workspaceRights.entries, write: v.boolean() }),
  workspace,
})

export const profileInput = v.partial(v.strictObject({ name: personName, away: v.nullable(awayInput) }))

export const preferencesInput = v.partial(
  v.strictObject({ language: v.picklist(LANGUAGES), ...notifyPreferencesInput.entries }),
)
export const preferences = v.strictObject({ language: v.nullable(v.string()), ...notifyPreferences.entries })

export const passwordChange = v.strictObject({ current: v.optional(v.string()), new: v.string() })
