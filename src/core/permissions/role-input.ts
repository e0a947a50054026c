import * as v from 'valibot'
import { IssueCollector, invalid, issue } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import {
  type Catalog,
  FIELD_RIGHTS,
  LEVELS,
  type Project,
  type ProjectRights,
  RECORDS,
  type Rights,
  type WorkspaceRight,
} from '../model/index.ts'
import { fieldNamed } from '../query/index.ts'
import { visibleText } from '../text/blank.ts'

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
  name: v.pipe(v.string(), v.trim(), v.transform(visibleText), v.nonEmpty(), v.maxLength(60)),
  workspace: v.optional(flags, {}),
  projects: v.pipe(
    v.record(v.string(), inProject),
    v.maxEntries(4096),
    v.metadata({
      type: 'object',
      description: 'by project, `*` for every other',
      additionalProperties: { type: 'object' },
      'x-id': 'project',
    }),
  ),
})
/** A patch of rights: what isn't sent is unchanged, per workspace right, project and field; null resets a project to the default. */
export const rolePatchSchema = v.partial(
  v.strictObject({
    name: roleSchema.entries.name,
    workspace: v.strictObject({
      projects: v.optional(v.boolean()),
      people: v.optional(v.boolean()),
      export: v.optional(v.boolean()),
      keys: v.optional(v.boolean()),
    }),
    projects: v.pipe(
      v.record(
        v.string(),
        v.nullable(
          v.strictObject({
            access: v.optional(v.picklist(LEVELS)),
            records: v.optional(v.picklist(RECORDS)),
            fields: v.optional(v.record(v.string(), v.picklist(FIELD_RIGHTS))),
          }),
        ),
      ),
      v.maxEntries(4096),
    ),
  }),
)
export type RoleInput = v.InferOutput<typeof roleSchema>
type RolePatch = v.InferOutput<typeof rolePatchSchema>

/** Resolves names to ids. A role that manages a project can open any of its fields, so field limits there are dropped. */
export const roleFrom = (catalog: Catalog, { workspace, projects }: RoleInput): Rights =>
  changedRole(catalog, NOTHING, { workspace, projects })

/**
 * A role's rights with what was sent of them, by ids. A project that had nothing of its own begins as every other; who comes to
 * manage one isn't limited there any more. What nobody sent stays: what the sender can't see of it, or was deleted, too.
 */
export function changedRole(
  catalog: Catalog,
  current: Rights,
  { workspace, projects = {} }: Omit<RolePatch, 'name'>,
): Rights {
  const faults = new IssueCollector()
  const rights: Rights = {
    workspace: { ...current.workspace, ...defined(workspace) },
    projects: { ...current.projects },
  }
  for (const [id, sent] of Object.entries(projects))
    faults.try(`projects.${id}`, () => {
      const project = catalog.projects.find((one) => String(one.id) === id)
      if (!project && id !== '*') throw invalid('', 'unknownProject')
      if (sent)
        rights.projects[id] = changedIn(project, rights.projects[id] ?? { ...current.projects['*'], fields: {} }, sent)
      else if (id === '*') rights.projects['*'] = NOTHING.projects['*']
      else delete rights.projects[id]
    })
  // Creating projects requires managing them.
  if (rights.workspace.projects && rights.projects['*'].access !== 'manage')
    faults.list.push(issue('projects.*.access', 'makersManage'))
  faults.throwIfAny()
  return rights
}

const defined = <T extends object>(sent: T | undefined) =>
  Object.fromEntries(Object.entries(sent ?? {}).filter(([, value]) => value !== undefined)) as Record<keyof T, boolean>

const NOTHING: Rights = {
  workspace: { projects: false, people: false, export: false, keys: false },
  projects: { '*': { access: 'none', records: 'all', fields: {} } },
}

type ProjectPatch = NonNullable<NonNullable<RolePatch['projects']>[string]>

function changedIn(project: Project | undefined, current: ProjectRights, sent: ProjectPatch): ProjectRights {
  const access = sent.access ?? current.access
  const begun = access === 'manage' ? NOTHING.projects['*'] : current
  const records = sent.records ?? begun.records
  if (access === 'manage' && records !== 'all') throw invalid('records', 'managerSeesAll')
  const fields = { ...begun.fields }
  for (const [name, right] of Object.entries(sent.fields ?? {})) {
    const field = project && fieldNamed({ project }, name)
    if (!field) throw invalid(`fields.${name}`, 'unknownField', { name })
    if (right === 'open' && typeOf(field.type)?.storage !== 'computed')
      throw invalid(`fields.${name}`, 'openComputed', { name: field.name })
    if (access === 'manage' && right !== 'edit') throw invalid(`fields.${name}`, 'managerSeesAll')
    if (right === 'edit') delete fields[String(field.id)]
    else fields[String(field.id)] = right
  }
  return { access, records, fields }
}
