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
  type WorkspaceRight,
} from '../model/index.ts'
import { fieldNamed } from '../query/index.ts'

const flags = v.strictObject({
  projects: v.optional(v.boolean(), false),
  people: v.optional(v.boolean(), false),
  export: v.optional(v.boolean(), false),
  keys: v.optional(v.boolean(), false),
} satisfies Record<WorkspaceRight, unknown>)
const inProject = v.strictObject({
  access: v.picklist(LEVELS),
  records: v.optional(v.picklist(RECORDS), 'all'),
  /** by id or name */
  fields: v.optional(v.record(v.string(), v.picklist(FIELD_RIGHTS)), {}),
})

/** A role as it is sent (api.md, role). Projects by id, `*` for every other; fields by id or name. */
export const roleSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60)),
  workspace: v.optional(flags, {}),
  projects: v.pipe(v.record(v.string(), inProject), v.maxEntries(4096)),
})
/** What isn't sent stays: of the workspace's rights each one, of projects all of them. */
export const rolePatchSchema = v.partial(
  v.strictObject({
    ...roleSchema.entries,
    workspace: v.strictObject({
      projects: v.optional(v.boolean()),
      people: v.optional(v.boolean()),
      export: v.optional(v.boolean()),
      keys: v.optional(v.boolean()),
    }),
  }),
)
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
  faults.try('', () => madeBy(rights.workspace, rights.projects))
  faults.throwIfAny()
  return rights
}

/** Who makes projects must be able to manage them. */
export function madeBy(workspace: Rights['workspace'], projects: Rights['projects']): Rights['workspace'] {
  if (workspace.projects && projects['*'].access !== 'manage') throw refuse('projects.*.access', 'makersManage')
  return workspace
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
