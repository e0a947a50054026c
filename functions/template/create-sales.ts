import type * as v from 'valibot'
import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import type { templateInput } from '../../src/core/api/template.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import { type Json, languageOf, type Project, type Share } from '../../src/core/model/index.ts'
import { may } from '../../src/core/permissions/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import {
  dashboardCharts,
  type ProjectKey,
  revenueChart,
  salesTemplate,
  type TemplateWords,
} from '../../src/core/template/index.ts'
import { Change } from '../changes/index.ts'
import { deletedAt } from '../changes/record-columns.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'
import { LAST_SEQ } from '../db/history-seq.ts'
import { visibleAnywhere } from '../db/record-visibility.ts'
import { workspace } from '../db/schema/index.ts'
import { ALL_PARTS, projectAnswer } from '../projects/index.ts'
import { addAutomations } from './add-automations.ts'
import { addForm } from './add-form.ts'
import { asksWithIds, assignIds, type NextIds, type PlannedProjects } from './assign-ids.ts'
import { addFields, plannedFields, slotsOf } from './planned-fields.ts'
import { addSample } from './sample.ts'

/** One batch makes the whole sales CRM: projects, lists, fields, tags, dashboard and, if wanted, its example data. */
export async function createSales(context: Context, { sample, ...input }: v.InferOutput<typeof templateInput>) {
  const currency = input.currency ?? context.catalog.workspace.currency
  const language = input.language ?? languageOf(context.catalog.workspace.locale)
  const template = salesTemplate({ ...input, language, currency })
  const ids = await readNextIds(context)
  const change = new Change(context)
  change.add(guard(sql`${LAST_SEQ} = ${ids.lastSeq}`, 'stale'), context.db.update(workspace).set({ currency }))
  const planned = assignIds(template.projects, ids)
  const projects = new Map<ProjectKey, Project>()
  const position = context.catalog.projects.length + 1
  for (const key of planned.keys()) projects.set(key, addProject(change, planned, key, ids, position + projects.size))
  addDashboard(context, change, template.words, ids, projects, planned)
  addAutomations(context, change, [...projects.values()], projects.get('opportunities')!, language)
  const places = { customers: projects.get('customers')!, opportunities: projects.get('opportunities')! }
  addForm(context, change, places, planned, { language, sellTo: input.sellTo })
  if (sample) addSample(context, change, projects, template, { ...input, currency })
  await change.commit()
  const reloaded = await context.reload()
  const answer = (id: number): ProjectAnswer =>
    projectAnswer(reloaded.project(id, 'view'), reloaded.access, reloaded.catalog)
  return {
    projects: [...projects.values()].map(({ id }) => answer(id)),
    dashboard: { id: String(ids.dashboards), name: template.words.dashboards.sales },
    change: change.id,
  }
}

/** Takes the example data out again; what the team made itself stays. */
export async function removeSample(context: Context) {
  const [samples] = await context.batch(
    sql<{
      id: number
      project_id: number
    }>`SELECT r.id, r.project_id FROM records r WHERE r.sample = 1 AND r.deleted_at IS NULL AND ${visibleAnywhere(context.catalog)}`,
  )
  const change = new Change(context)
  let removed = 0
  for (const project of context.catalog.projects.filter((one) => may(context.access, one, 'edit'))) {
    const rows = samples.filter((row) => row.project_id === project.id).map(({ id }) => [id, context.now])
    if (rows.length > 0) change.updateRecords(project, [deletedAt], rows, 'deleted')
    removed += rows.length
  }
  await change.commit()
  return { change: change.id, removed }
}

/** The ids that come next, so that the parts of one batch can name each other. */
async function readNextIds(context: Context): Promise<NextIds> {
  const [sequences, [last]] = await context.batch(
    sql<{ name: string; seq: number }>`SELECT name, seq FROM sqlite_sequence`,
    sql<{ seq: number }>`SELECT ${LAST_SEQ} AS seq`,
  )
  const next = (table: string) => (sequences.find(({ name }) => name === table)?.seq ?? 0) + 1
  return {
    projects: next('projects'),
    lists: next('lists'),
    fields: next('fields'),
    tags: next('tags'),
    dashboards: next('dashboards'),
    charts: next('charts'),
    lastSeq: last!.seq,
  }
}

function addProject(change: Change, all: PlannedProjects, key: ProjectKey, ids: NextIds, position: number): Project {
  const planned = all.get(key)!
  const { id, template } = planned
  const parts = ALL_PARTS
  const { lists, fields, tags, ...names } = template
  change.createEntities('project', id, [{ id, ...names, parts, position, slots: slotsOf(fields) }])
  const summed = fields.findIndex(({ type }) => typeOf(type)?.kind === 'money')
  const project: Project = {
    id,
    ...names,
    parts,
    position,
    size: 0,
    cubeCreatedByList: false,
    lists: lists.map((list, i) => ({ id: ids.lists++, ...list, asks: asksWithIds(list, planned), position: i + 1 })),
    tags: tags.map((tag, i) => ({ id: ids.tags++, ...tag, position: i + 1 })),
    fields: plannedFields(planned, fields, all, { slot: 1, position: 1 }).map((field, i) => ({
      ...field,
      // What boards sum and the dashboard's charts too; other sums are kept once they are asked for at size.
      cubeSlot: i === summed ? 1 : null,
    })),
  }
  change.createEntities(
    'list',
    id,
    project.lists.map((list) => ({ ...list, projectId: id })),
  )
  change.createEntities(
    'tag',
    id,
    project.tags.map((tag) => ({ ...tag, projectId: id })),
  )
  addFields(change, id, project.fields)
  return project
}

/** The dashboard of sales (M44), which everybody may look at. */
function addDashboard(
  context: Context,
  change: Change,
  words: TemplateWords,
  ids: NextIds,
  projects: ReadonlyMap<ProjectKey, Project>,
  planned: PlannedProjects,
): void {
  const shared = [{ role: '*', access: 'view' }] satisfies Share[]
  const ownerId = context.access.person.id
  change.createEntities('dashboard', 0, [
    { id: ids.dashboards, name: words.dashboards.sales, position: 1, ownerId, shared },
  ])
  const opportunities = planned.get('opportunities')!
  const fields = { amount: opportunities.field('amount'), confidence: opportunities.field('confidence') }
  const charts = dashboardCharts('sales', words, fields).map((chart) => ({ chart, of: 'opportunities' as ProjectKey }))
  const bottom = Math.max(...charts.map(({ chart: { place } }) => place.y + place.h))
  const invoices = planned.get('invoices')
  if (invoices) charts.push({ chart: revenueChart(words, invoices.field('amount')!, bottom), of: 'invoices' })
  const rows = charts.map(({ chart: { place, ...chart }, of }) => ({
    id: ids.charts++,
    dashboardId: ids.dashboards,
    definition: { ...chart, projects: [String(projects.get(of)!.id)] } as unknown as Json,
    place: place as unknown as Json,
  }))
  change.createEntities('chart', 0, rows)
}
