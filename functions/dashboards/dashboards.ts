import { sql } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { ChartAnswer, DashboardAnswer } from '../../src/core/api/answers.ts'
import type { Chart } from '../../src/core/api/dashboards/chart.ts'
import type { dashboardInput, dashboardPatch, layoutInput } from '../../src/core/api/dashboards/dashboard.ts'
import { forbidden, invalid, notFound } from '../../src/core/errors/index.ts'
import { type FieldType, typeOf } from '../../src/core/fields/index.ts'
import { type Dashboard, idFrom, type Json, languageOf, type Project, type Share } from '../../src/core/model/index.ts'
import { dashboardLevel } from '../../src/core/permissions/index.ts'
import { dashboardCharts, type SalesFields, TEMPLATE_WORDS } from '../../src/core/template/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { type Paging, pageOfList } from '../db/page.ts'
import { seesAll } from './error-teller.ts'
import { compiles } from './plan.ts'

/** The dashboard of that id, if one may do `level` with it: 404 where it isn't shared, 403 where it is for reading only. */
export function findDashboard(context: Context, sent: string, level = 'view'): Dashboard {
  const { catalog, access } = context
  const dashboard = catalog.dashboards.find(({ id }) => id === idFrom(sent))
  if (!dashboard) throw notFound()
  if (level === 'edit' && dashboardLevel(catalog, access, dashboard) !== 'edit') throw forbidden()
  return dashboard
}

export const dashboardParam = { noun: 'dashboard', find: findDashboard } as const

export async function readDashboards(context: Context, paging: Paging) {
  await context.batch()
  const { page, next } = pageOfList('dashboards', context.catalog.dashboards, paging, ({ id }) => [id])
  return {
    dashboards: page.map((one) => ({ id: String(one.id), name: one.name, access: accessTo(context, one) })),
    next,
  }
}

/** A new dashboard is its maker's alone, until it is shared. */
export async function createDashboard(
  context: Context,
  { name, shared = [], template }: InferOutput<typeof dashboardInput>,
) {
  checkShares(context, shared)
  const charts = template ? chartsOf(context, template) : []
  const change = new Change(context)
  const created = change.createEntity('dashboard', 0, {
    name,
    ownerId: context.access.person.id,
    shared: shared as unknown as Json,
    position: sql`(SELECT coalesce(max(position), 0) + 1 FROM dashboards)`,
  })
  if (charts.length > 0) {
    const dashboardId = sql`(SELECT max(id) FROM dashboards)`
    for (const { place, ...chart } of charts)
      change.createEntity('chart', 0, {
        dashboardId,
        definition: chart as unknown as Json,
        place: place as unknown as Json,
      })
  }
  await change.commit()
  return answer(context, String(created.result[0]!.id), change)
}

/** The charts of a template, with the fields that a project has of what they show. */
function chartsOf(
  context: Context,
  { key, project: sent }: NonNullable<InferOutput<typeof dashboardInput>['template']>,
) {
  const { catalog } = context
  const project = catalog.projects.find(({ id }) => id === idFrom(sent))
  if (!project) throw invalid('template.project', 'unknownProject')
  const words = TEMPLATE_WORDS[languageOf(catalog.workspace.locale)]
  const charts = dashboardCharts(key, words, salesFieldsOf(project))
  if (charts.length === 0) throw invalid('template.key', 'nothingToShow')
  return charts.map((chart) => ({ ...chart, projects: [String(project.id)] }))
}

/** What is called as in the template, else the first of its kind. */
function salesFieldsOf({ fields }: Project): SalesFields {
  const all = Object.values(TEMPLATE_WORDS).map((words) => words.fields)
  const find = (name: 'amount' | 'confidence' | 'source' | 'expected', fits: (type: FieldType) => boolean) => {
    const those = fields.filter(({ type }) => fits(typeOf(type)!))
    const found = those.find((field) => all.some((words) => words[name] === field.name)) ?? those[0]
    return found && String(found.id)
  }
  return {
    amount: find('amount', ({ kind, storage }) => kind === 'money' && storage !== 'computed'),
    confidence: find('confidence', ({ whole, kind }) => whole !== undefined && kind === 'number'),
    source: find('source', ({ kind }) => kind === 'option'),
    expected: find('expected', ({ kind, storage }) => kind === 'date' && storage !== 'computed'),
  }
}

export async function updateDashboard(
  context: Context,
  { id }: Dashboard,
  { name, filter, shared }: InferOutput<typeof dashboardPatch>,
) {
  if (shared) checkShares(context, shared)
  const change = new Change(context)
  change.updateEntity('dashboard', 0, id, {
    ...(name !== undefined && { name }),
    ...(filter !== undefined && { filter: filter as unknown as Json }),
    ...(shared && { shared: shared as unknown as Json }),
  })
  await change.commit()
  return answer(context, String(id), change)
}

export async function deleteDashboard(context: Context, { id }: Dashboard) {
  const change = new Change(context)
  change.updateEntity('dashboard', 0, id, { deletedAt: context.now }, 'deleted')
  await change.commit()
  return { change: change.id }
}

/** Where its charts stand, in one change. 422 where one isn't its own. */
export async function arrangeDashboard(
  context: Context,
  dashboard: Dashboard,
  { places }: InferOutput<typeof layoutInput>,
) {
  const change = new Change(context)
  for (const [sent, place] of Object.entries(places)) {
    const chart = dashboard.charts.find(({ id }) => id === idFrom(sent))
    if (!chart) throw invalid(`places.${sent}`, 'unknownChart')
    change.updateEntity('chart', 0, chart.id, { place: place as unknown as Json })
  }
  await change.commit()
  return answer(context, String(dashboard.id), change)
}

export async function readDashboard(context: Context, dashboard: Dashboard) {
  await context.batch()
  return { dashboard: dashboardAnswer(context, dashboard) }
}

async function answer(context: Context, id: string, change: Change) {
  const reloaded = await context.reload()
  return { dashboard: dashboardAnswer(reloaded, findDashboard(reloaded, id)), change: change.id }
}

/** 422 where a dashboard would be shared with nobody. */
function checkShares({ catalog }: Context, shares: readonly Share[]): void {
  const { people, teams, roles } = catalog
  for (const [i, share] of shares.entries()) {
    const there =
      'person' in share
        ? people.some(({ id, deactivated }) => String(id) === share.person && !deactivated)
        : 'team' in share
          ? teams.some(({ id }) => String(id) === share.team)
          : share.role === '*' || BUILT_IN.has(share.role) || roles.some(({ id }) => id === share.role)
    if (!there) throw invalid(`shared.${i}`, 'unknownShare')
  }
}

const BUILT_IN = new Set(['owner', 'admin', 'member', 'viewer'])

/** Of one that somebody sees. */
const accessTo = ({ catalog, access }: Context, dashboard: Dashboard): 'view' | 'edit' =>
  dashboardLevel(catalog, access, dashboard) === 'edit' ? 'edit' : 'view'

function dashboardAnswer(context: Context, dashboard: Dashboard): DashboardAnswer {
  const { id, name, owner, shared, filter, charts } = dashboard
  const { catalog } = context
  const level = accessTo(context, dashboard)
  const person = catalog.people.find((one) => one.id === owner)
  return {
    id: String(id),
    name,
    owner: person ? { id: String(person.id), name: person.name } : null,
    access: level,
    filter: filter as DashboardAnswer['filter'],
    ...(level === 'edit' && { shared: [...shared] }),
    charts: charts.map((chart) => chartAnswer(context, chart)),
  }
}

/** Of one that reads what may not be seen only its name and place are there: its filter would tell. */
export function chartAnswer(context: Context, { id, definition, place }: Dashboard['charts'][number]): ChartAnswer {
  const chart = definition as unknown as Chart
  const visible = seesAll(context) || compiles(context, chart)
  return {
    ...((visible ? chart : { name: chart.name, kind: chart.kind }) as unknown as ChartAnswer),
    id: String(id),
    place: place as unknown as ChartAnswer['place'],
  }
}
