import * as v from 'valibot'
import { Faults, refuse } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import {
  type Catalog,
  FIELD_RIGHTS,
  LEVELS,
  type ProjectRights,
  RECORDS,
  type Rights,
  WORKSPACE_RIGHTS,
} from '../model/index.ts'
import { fieldNamed } from '../query/index.ts'

const flags = Object.fromEntries(WORKSPACE_RIGHTS.map((right) => [right, v.optional(v.boolean(), false)])) as Record<
  (typeof WORKSPACE_RIGHTS)[number],
  v.OptionalSchema<v.BooleanSchema<undefined>, false>
>
const inProject = v.strictObject({
  access: v.picklist(LEVELS),
  records: v.optional(v.picklist(RECORDS), 'all'),
  /** by id or name */
  fields: v.optional(v.record(v.string(), v.picklist(FIELD_RIGHTS)), {}),
})

/** A role as it is sent (api.md, role). Projects by id, `*` for every other; fields by id or name. */
export const roleSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60)),
  workspace: v.optional(v.strictObject(flags), {}),
  projects: v.record(v.string(), inProject),
})
export type RoleInput = v.InferOutput<typeof roleSchema>

/** Its rights by ids. Who manages a project could open any of its fields, so nothing there is kept from them. */
export function roleFrom(catalog: Catalog, { workspace, projects }: RoleInput): Rights {
  const faults = new Faults()
  const rights: Rights = {
    workspace: { ...NONE, ...workspace },
    projects: { '*': { access: 'none', records: 'all', fields: {} } },
  }
  for (const [id, sent] of Object.entries(projects))
    faults.try(`projects.${id}`, () => {
      rights.projects[id] = rightsIn(catalog, id, sent)
    })
  if (workspace.projects && rights.projects['*'].access !== 'manage')
    faults.try('projects.*.access', () => {
      throw refuse('', 'makersManage')
    })
  faults.throwIfAny()
  return rights
}

const NONE = { projects: false, people: false, export: false, keys: false }

function rightsIn(
  catalog: Catalog,
  id: string,
  { access, records, fields }: RoleInput['projects'][string],
): ProjectRights {
  const project = catalog.projects.find((one) => String(one.id) === id)
  if (!project && id !== '*') throw refuse('', 'unknownProject')
  if (access === 'manage' && records !== 'all') throw refuse('records', 'managerSeesAll')
  const named: ProjectRights['fields'] = {}
  for (const [name, right] of Object.entries(fields)) {
    const field = project && fieldNamed({ project }, name)
    if (!field) throw refuse(`fields.${name}`, 'unknownField', { name })
    if (right === 'open' && typeOf(field.type)?.home !== 'computed')
      throw refuse(`fields.${name}`, 'openComputed', { name: field.name })
    if (access === 'manage' && right !== 'edit') throw refuse(`fields.${name}`, 'managerSeesAll')
    if (right !== 'edit') named[String(field.id)] = right
  }
  return { access, records, fields: named }
}
