import type { InferOutput } from 'valibot'
import { UNNAMED } from '../../src/core/api/project.ts'
import type { templateStart } from '../../src/core/api/template.ts'
import { issue, Problem } from '../../src/core/errors/index.ts'
import { typeOf, type UniqueIdConfig } from '../../src/core/fields/index.ts'
import { LANGUAGES, languageOf, type Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import {
  type ProjectKey,
  salesTemplate,
  type TemplateField,
  type TemplateProject,
} from '../../src/core/template/index.ts'
import { isSameName } from '../../src/core/text/identity.ts'
import { numberUnnumbered } from '../changes/auto-number.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { guard, mapGuardErrors } from '../db/batch.ts'
import { claimColumns } from '../fields/index.ts'
import { reloadProject } from '../projects/index.ts'
import { asksWithIds, configWithIds, type PlannedProject, type PlannedProjects } from './assign-ids.ts'
import { findPlaces, type Wordings } from './find-places.ts'
import { addFields, plannedFields, slotsOf } from './planned-fields.ts'

/**
 * Gives a project without records the lists, fields and tags of a project of the sales CRM. Its lists make room for those; fields and
 * tags that have the name already stay as they are. What refers to a project that isn't here, or isn't seen, is left out.
 */
export async function startProject(
  context: Context,
  project: Project,
  { template }: InferOutput<typeof templateStart>,
) {
  const key: ProjectKey = template === 'pipeline' ? 'opportunities' : template
  const wordings = readWordings(context)
  const shape = wordings[key].find((_, i) => LANGUAGES[i] === languageOf(context.catalog.workspace.locale))!
  const all = findPlaces({ key, project, template: shape }, context.catalog.projects, wordings)
  const planned = all.get(key)!
  const [[last]] = await context.batch(sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'fields'`)
  const missing = placeMissing(project, planned, all, (last?.seq ?? 0) + 1)

  const change = new Change(context)
  change.add(
    guard(
      sql`NOT EXISTS (SELECT 1 FROM records WHERE project_id = ${project.id} AND deleted_at IS NULL)`,
      'projectHasRecords',
    ),
  )
  nameAfter(change, project, shape)
  replaceLists(context, change, project, planned)
  const slot = await claimColumns(context, change, project, slotsOf(missing), 'template')
  const fields = plannedFields(planned, missing, all, { slot, position: nextPosition(project.fields) })
  addFields(change, project.id, fields)
  // Those in the bin come back with a number, too.
  for (const { id, type, slot, config } of fields)
    if (typeOf(type)!.counted) change.add(...numberUnnumbered(project, id, slot!, config as unknown as UniqueIdConfig))
  const tags = shape.tags.filter(({ name }) => !project.tags.some((one) => isSameName(one.name, name)))
  const first = nextPosition(project.tags)
  change.createEntities(
    'tag',
    project.id,
    tags.map((tag, i) => ({ ...tag, projectId: project.id, position: first + i })),
  )
  const problem = () => new Problem(409, [issue('', 'projectHasRecords')])
  await mapGuardErrors({ projectHasRecords: problem }, () => change.commit())
  return { project: await reloadProject(context, project.id), change: change.id }
}

/** The sales CRM whole, in each language. */
function readWordings({ catalog }: Context): Wordings {
  const { currency } = catalog.workspace
  const templates = LANGUAGES.map(
    (language) =>
      salesTemplate({ sellTo: 'companies', currency, language, with: ['delivery', 'invoices'] }).projects as Record<
        ProjectKey,
        TemplateProject
      >,
  )
  const keys = Object.keys(templates[0]!) as ProjectKey[]
  return Object.fromEntries(keys.map((key) => [key, templates.map((one) => one[key])])) as unknown as Wordings
}

/** The fields that the project doesn't have by name and that can be made, with ids from `next` on. What they refer to stands before them. */
function placeMissing(project: Project, planned: PlannedProject, all: PlannedProjects, next: number): TemplateField[] {
  const missing: TemplateField[] = []
  for (const field of planned.template.fields) {
    if (project.fields.some(({ name }) => isSameName(name, field.name))) continue
    if (!configWithIds(field, planned, all)) continue
    planned.place(field.key, next + missing.length)
    missing.push(field)
  }
  return missing
}

/** What its records are called, where nobody has said it yet. */
function nameAfter(change: Change, project: Project, { recordName, titleName, icon }: TemplateProject): void {
  const isUnnamed = project.recordName === UNNAMED.recordName || project.recordName === project.name
  change.updateEntity('project', project.id, project.id, {
    recordName: isUnnamed ? recordName : undefined,
    titleName: project.titleName === UNNAMED.titleName ? titleName : undefined,
    icon: project.icon === UNNAMED.icon ? icon : undefined,
  })
}

/** The template's lists in its order; those of the same name are kept. The others hold nothing, so they go. */
function replaceLists(context: Context, change: Change, project: Project, planned: PlannedProject): void {
  const { lists } = planned.template
  const numbered = lists.map((list, i) => ({ ...list, asks: asksWithIds(list, planned), position: i + 1 }))
  const there = (list: { name: string }) => project.lists.find(({ name }) => isSameName(name, list.name))
  change.updateEntities(
    'list',
    project.id,
    numbered.flatMap((list) => {
      const existing = there(list)
      if (!existing) return []
      const asks = existing.asks.length > 0 ? existing.asks : list.asks
      const isSame = existing.position === list.position && existing.asks === asks
      return isSame ? [] : [{ id: existing.id, position: list.position, asks }]
    }),
  )
  for (const { id, name } of project.lists)
    if (!lists.some((one) => isSameName(one.name, name)))
      change.updateEntity('list', project.id, id, { deletedAt: context.now }, 'deleted')
  change.createEntities(
    'list',
    project.id,
    numbered.filter((list) => !there(list)).map((list) => ({ ...list, projectId: project.id })),
  )
}

const nextPosition = (parts: readonly { position: number }[]): number =>
  Math.max(0, ...parts.map(({ position }) => position)) + 1
