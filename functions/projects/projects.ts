import { sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import type { projectInput, projectPatch } from '../../src/core/api/project.ts'
import type { Project } from '../../src/core/model/index.ts'
import { raw } from '../../src/core/sql/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { projectAnswer } from './project-json.ts'

export const ALL_PARTS = {
  due: true,
  assignees: true,
  checklists: true,
  dependencies: true,
  tags: true,
  comments: true,
}

export async function readProjects(context: Context, paging: Paging) {
  await context.batch()
  const { access, catalog } = context
  const { page, next } = pageOfList('projects', catalog.projects, paging, ({ position, id }) => [position, id])
  return { projects: page.map((project) => projectAnswer(project, access, catalog)), next }
}

export async function readProject(context: Context, project: Project) {
  await context.batch()
  return { project: projectAnswer(project, context.access, context.catalog) }
}

/** A new database with one list, so that records have somewhere to be. */
export async function createProject(context: Context, { parts, ...input }: InferOutput<typeof projectInput>) {
  const change = new Change(context)
  const created = change.createEntity('project', raw('(SELECT max(id) FROM projects)'), {
    ...input,
    parts: { ...ALL_PARTS, ...parts },
    position: context.catalog.projects.length + 1,
  })
  change.createEntity('list', raw('(SELECT max(id) FROM projects)'), {
    projectId: sql`(SELECT max(id) FROM projects)`,
    name: input.name,
    kind: 'open',
    probability: 100,
    color: 'teal',
    position: 1,
  })
  await change.commit()
  return { project: await reloadProject(context, created.result[0]!.id), change: change.id }
}

/** The project after a write, read from the reloaded catalog. */
export async function reloadProject(context: Context, id: number): Promise<ProjectAnswer> {
  const reloaded = await context.reload()
  return projectAnswer(reloaded.project(id, 'view'), reloaded.access, reloaded.catalog)
}

export async function updateProject(
  context: Context,
  project: Project,
  { parts, ...patch }: InferOutput<typeof projectPatch>,
) {
  const change = new Change(context)
  change.updateEntity('project', project.id, project.id, {
    ...patch,
    parts: parts && { ...project.parts, ...parts },
  })
  await change.commit()
  return { project: await reloadProject(context, project.id), change: change.id }
}

export async function deleteProject(context: Context, project: Project) {
  const change = new Change(context)
  change.updateEntity('project', project.id, project.id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}
