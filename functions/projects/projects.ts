import * as v from 'valibot'
import { parse } from '../../src/core/errors/parse.ts'
import type { ProjectAnswer } from '../../src/core/model/index.ts'
import { requireWorkspaceRight } from '../../src/core/permissions/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/change.ts'
import type { Context } from '../context.ts'
import { projectAnswer } from './project-json.ts'

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100))
const parts = v.strictObject({
  due: v.boolean(),
  assignees: v.boolean(),
  checklists: v.boolean(),
  dependencies: v.boolean(),
  tags: v.boolean(),
  comments: v.boolean(),
})
export const ALL_PARTS = {
  due: true,
  assignees: true,
  checklists: true,
  dependencies: true,
  tags: true,
  comments: true,
}

export const projectInput = v.strictObject({
  name,
  recordName: v.optional(name, 'Record'),
  titleName: v.optional(name, 'Title'),
  icon: v.optional(v.pipe(v.string(), v.maxLength(40)), 'folder'),
  parts: v.optional(v.partial(parts), {}),
})
export const projectPatch = v.partial(
  v.strictObject({
    name,
    recordName: name,
    titleName: name,
    icon: v.pipe(v.string(), v.maxLength(40)),
    parts: v.partial(parts),
  }),
)

export const readProjects = (context: Context): ProjectAnswer[] =>
  context.catalog.projects.map((project) => projectAnswer(project, context.access, context.catalog))

/** A new database with one list, so that records have somewhere to be. */
export async function createProject(context: Context, body: unknown) {
  requireWorkspaceRight(context.access)
  const input = parse(projectInput, body)
  const write = new Change(context)
  write.createEntity('project', sql`(SELECT max(id) FROM projects)`, {
    name: input.name,
    record_name: input.recordName,
    title_name: input.titleName,
    icon: input.icon,
    parts: JSON.stringify({ ...ALL_PARTS, ...input.parts }),
    position: context.catalog.projects.length + 1,
  })
  const id = sql`(SELECT max(id) FROM projects)`
  write.createEntity('list', id, {
    project_id: id,
    name: input.name,
    kind: 'open',
    probability: 100,
    color: 'teal',
    position: 1,
  })
  const { change, rows } = await write.commit(sql`SELECT max(id) AS id FROM projects`)
  return { project: await reloadProject(context, rows[0]![0]!.id as number), change }
}

/** A project as it stands after a write. */
export async function reloadProject(context: Context, id: number): Promise<ProjectAnswer> {
  const fresh = await context.reload()
  return projectAnswer(fresh.project(id, 'view'), fresh.access, fresh.catalog)
}

export async function updateProject(context: Context, id: number | null, body: unknown) {
  const project = context.project(id, 'manage')
  const input = parse(projectPatch, body)
  const write = new Change(context)
  write.updateEntity('project', project.id, project.id, {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.recordName !== undefined && { record_name: input.recordName }),
    ...(input.titleName !== undefined && { title_name: input.titleName }),
    ...(input.icon !== undefined && { icon: input.icon }),
    ...(input.parts !== undefined && { parts: JSON.stringify({ ...project.parts, ...input.parts }) }),
  })
  const { change } = await write.commit()
  return { project: await reloadProject(context, project.id), change }
}

export async function deleteProject(context: Context, id: number | null) {
  const project = context.project(id, 'manage')
  requireWorkspaceRight(context.access)
  const write = new Change(context)
  write.updateEntity('project', project.id, project.id, { deleted_at: context.now }, 'deleted')
  return { change: (await write.commit()).change }
}

export async function readProject(context: Context, id: number | null) {
  const project = context.project(id, 'view')
  await context.batch()
  return { project: projectAnswer(project, context.access, context.catalog) }
}
