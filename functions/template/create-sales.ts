import * as v from 'valibot'
import { parse } from '../../src/core/errors/parse.ts'
import { isCurrency, typeOf } from '../../src/core/fields/index.ts'
import { type Field, LIST_KINDS, PLAIN_FIELD, type Project, type ProjectAnswer } from '../../src/core/model/index.ts'
import { may, requireWorkspaceRight } from '../../src/core/permissions/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { type ProjectKey, salesTemplate, type TemplateChart } from '../../src/core/template/index.ts'
import { Change } from '../changes/change.ts'
import * as columns from '../changes/record-columns.ts'
import type { Context } from '../context.ts'
import { guard } from '../db/batch.ts'
import { visibleAnywhere } from '../db/record-visibility.ts'
import { projectAnswer } from '../projects/project-json.ts'
import { ALL_PARTS } from '../projects/projects.ts'
import { assignIds, configWithIds, type NextIds, type PlannedProjects } from './assign-ids.ts'
import { addSample } from './sample.ts'

export const templateInput = v.strictObject({
  sample: v.optional(v.boolean(), false),
  sellTo: v.optional(v.picklist(['companies', 'people']), 'companies'),
  currency: v.optional(v.pipe(v.string(), v.check(isCurrency, 'not an ISO 4217 currency'))),
  /** of its names; the workspace's own where nothing is said */
  language: v.optional(v.picklist(['en', 'km'])),
  lists: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)),
          kind: v.optional(v.picklist(LIST_KINDS), 'open'),
          probability: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 50),
        }),
      ),
      v.minLength(1),
      v.maxLength(40),
      v.check((lists) => lists.some(({ kind }) => kind === 'open'), 'at least one step must be open'),
    ),
  ),
  with: v.optional(v.array(v.picklist(['delivery', 'invoices'])), []),
})

/** One batch makes the whole sales CRM: projects, lists, fields, tags, dashboard and, if wanted, its example data. */
export async function createSales(context: Context, body: unknown) {
  requireWorkspaceRight(context.access)
  const { sample, ...input } = parse(templateInput, body)
  const currency = input.currency ?? context.catalog.workspace.currency
  const language = input.language ?? (context.catalog.workspace.locale.startsWith('km') ? 'km' : 'en')
  const template = salesTemplate({ ...input, language, currency })
  const ids = await nextIds(context)
  const write = new Change(context)
  write.add(guard(sql`(SELECT coalesce(max(seq), 0) FROM history) = ${ids.lastSeq}`, 'stale'))
  write.add(sql`UPDATE workspace SET currency = ${currency}`)
  const placed = assignIds(template.projects, ids)
  const made = new Map<ProjectKey, Project>()
  const position = context.catalog.projects.length + 1
  for (const key of placed.keys()) made.set(key, addProject(write, placed, key, ids, position + made.size))
  addDashboard(write, template.dashboard, ids, made, placed)
  if (sample) addSample(context, write, made, template, input.sellTo, currency)
  const { change } = await write.commit()
  const fresh = await context.reload()
  const answer = (id: number): ProjectAnswer => projectAnswer(fresh.project(id, 'view'), fresh.access, fresh.catalog)
  return {
    projects: [...made.values()].map((project) => answer(project.id)),
    dashboard: { id: String(ids.dashboards), name: template.dashboard.name },
    change,
  }
}

/** Takes the example data out again; what the team made itself stays. */
export async function removeSample(context: Context) {
  requireWorkspaceRight(context.access)
  const [result] = await context.batch(
    sql`SELECT r.id, r.project_id FROM records r WHERE r.sample = 1 AND r.deleted_at IS NULL AND ${visibleAnywhere(context.catalog)}`,
  )
  const write = new Change(context)
  let removed = 0
  for (const project of context.catalog.projects.filter((one) => may(context.access, one, 'edit'))) {
    const rows = result!.results.filter((row) => row.project_id === project.id).map((row) => [row.id, context.now])
    if (rows.length > 0) write.updateRecords(project, [columns.deletedAt], rows, 'deleted')
    removed += rows.length
  }
  return { change: (await write.commit()).change, removed }
}

/** The ids that come next, so that the parts of one batch can name each other. */
async function nextIds(context: Context): Promise<NextIds> {
  const [sequences, last] = await context.batch(
    sql`SELECT name, seq FROM sqlite_sequence`,
    sql`SELECT coalesce(max(seq), 0) AS seq FROM history`,
  )
  const next = (table: string) => Number(sequences!.results.find((row) => row.name === table)?.seq ?? 0) + 1
  return {
    projects: next('projects'),
    lists: next('lists'),
    fields: next('fields'),
    tags: next('tags'),
    dashboards: next('dashboards'),
    charts: next('charts'),
    lastSeq: Number(last!.results[0]!.seq),
  }
}

function addProject(write: Change, all: PlannedProjects, key: ProjectKey, ids: NextIds, position: number): Project {
  const placed = all.get(key)!
  const { id, template } = placed
  const parts = ALL_PARTS
  const { lists, fields, tags, ...project } = template
  write.createEntities('project', id, [
    {
      id,
      name: project.name,
      record_name: project.recordName,
      title_name: project.titleName,
      icon: project.icon,
      parts: JSON.stringify(parts),
      position,
      slots: fields.reduce((sum, { type }) => sum + ({ slot: 1, money: 2 }[typeOf(type)!.storage as 'slot'] ?? 0), 0),
    },
  ])
  const made: Project = { id, ...project, parts, position, size: 0, lists: [], fields: [], tags: [] }
  made.lists = lists.map((list, i) => ({ id: ids.lists++, ...list, position: i + 1 }))
  made.tags = tags.map((tag, i) => ({ id: ids.tags++, ...tag, position: i + 1 }))
  let slot = 1
  made.fields = fields.map(({ name, type, config }, i) => {
    const { storage, config: schema } = typeOf(type)!
    return {
      id: ids.fields++,
      name,
      type,
      config: v.parse(schema, configWithIds(type, config, placed, all)) as Field['config'],
      slot: storage === 'slot' || storage === 'money' ? slot++ : null,
      slot2: storage === 'money' ? slot++ : null,
      ...PLAIN_FIELD,
      position: i + 1,
    }
  })
  write.createEntities(
    'list',
    id,
    made.lists.map(({ staleAfterDays, ...list }) => ({ ...list, project_id: id, stale_after_days: staleAfterDays })),
  )
  write.createEntities(
    'tag',
    id,
    made.tags.map((tag) => ({ ...tag, project_id: id })),
  )
  write.createEntities(
    'field',
    id,
    made.fields.map(({ id: field, name, type, slot, slot2, position, config }) => ({
      id: field,
      name,
      type,
      slot,
      slot2,
      position,
      project_id: id,
      config: JSON.stringify(config),
    })),
  )
  return made
}

function addDashboard(
  write: Change,
  { name, charts }: { name: string; charts: TemplateChart[] },
  ids: NextIds,
  made: ReadonlyMap<ProjectKey, Project>,
  placed: PlannedProjects,
): void {
  write.createEntities('dashboard', 0, [{ id: ids.dashboards, name, position: 1 }])
  const rows = charts.map(({ place, measure, project, ...chart }) => {
    const field = measure.field === undefined ? {} : { field: placed.get(project)!.field(measure.field) }
    const projects = [String(made.get(project)!.id)]
    return {
      id: ids.charts++,
      dashboard_id: ids.dashboards,
      definition: JSON.stringify({ ...chart, projects, measure: { ...measure, ...field } }),
      place: JSON.stringify(place),
    }
  })
  write.createEntities('chart', 0, rows)
}
