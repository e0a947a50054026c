import * as v from 'valibot'
import { filterSchema } from '../../query/index.ts'
import { filter, id, idOf, named, nameOf } from '../common.ts'
import { chart, placeSchema } from './chart.ts'

/** Dashboards that are ready: their charts are in core/template/dashboards. */
export const DASHBOARD_TEMPLATES = ['sales', 'leader', 'week', 'sources'] as const
export type DashboardTemplate = (typeof DASHBOARD_TEMPLATES)[number]

const access = v.picklist(['view', 'edit'])

/** With whom a dashboard is shared; the role `*` is everybody's. */
const share = v.union([
  v.strictObject({ person: idOf('person', 'somebody, by id'), access }),
  v.strictObject({ team: idOf('team', 'a team, by id'), access }),
  v.strictObject({ role: v.pipe(v.string(), v.description('a role, by id; * for everybody')), access }),
])

/** `shared` is there for who may edit it. */
export const dashboard = v.strictObject({
  id,
  name: v.string(),
  owner: v.nullable(named),
  access,
  filter: v.nullable(filter),
  shared: v.optional(v.array(share)),
  charts: v.array(chart),
})

/** As it stands in the list of all. */
export const dashboardListed = v.strictObject({ ...named.entries, access })

const shared = v.pipe(v.array(share), v.maxLength(100))

export const dashboardInput = v.strictObject({
  name: nameOf(100),
  shared: v.optional(shared),
  /** charts to begin with, of a project's records */
  template: v.optional(
    v.strictObject({ key: v.picklist(DASHBOARD_TEMPLATES), project: idOf('project', 'a project of deals') }),
  ),
})

export const dashboardPatch = v.strictObject({
  name: v.optional(nameOf(100)),
  /** for all charts */
  filter: v.optional(v.nullable(filterSchema)),
  shared: v.optional(shared),
})

/** Where charts stand, by their ids; what isn't named stays. */
export const layoutInput = v.strictObject({ places: v.record(idOf('chart', 'a chart'), placeSchema) })
