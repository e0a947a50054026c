import { asc, isNull, sql } from 'drizzle-orm'
import type { Catalog } from '../../src/core/model/index.ts'
import { AUTO_INDEX_NAMES } from '../../src/core/query/index.sql.ts'
import { Sql } from '../../src/core/sql/index.ts'
import { type ResultsOf, renderOnce } from './batch.ts'
import type { Database } from './client.ts'
import { charts, dashboards, fields, lists, people, projects, roles, tags, teams, workspace } from './schema/index.ts'
import { selectColumns } from './select-columns.ts'

type CatalogStatements = ReturnType<typeof buildStatements>
let statements: CatalogStatements | undefined

/** The statements that read the whole catalog: the workspace and everything in it but records. Rendered once per isolate. */
export function catalogStatements(db: Database): CatalogStatements {
  statements ??= buildStatements(db).map((one) =>
    one instanceof Sql ? one : renderOnce(one),
  ) as never as CatalogStatements
  return statements
}

const buildStatements = (db: Database) =>
  [
    db
      .select(
        selectColumns({
          name: workspace.name,
          locale: workspace.locale,
          country: workspace.country,
          currency: workspace.currency,
          zone: workspace.zone,
          reportCurrency: workspace.reportCurrency,
          rates: workspace.rates,
          presence: workspace.presence,
          secret: workspace.secret,
          address: workspace.address,
          version: workspace.catalogVersion,
        }),
      )
      .from(workspace),
    db
      .select(
        selectColumns({
          id: people.id,
          name: people.name,
          email: people.email,
          role: people.role,
          image: people.image,
          deactivatedAt: people.deactivatedAt,
        }),
      )
      .from(people)
      .orderBy(people.id),
    db
      .select(
        selectColumns({
          id: projects.id,
          name: projects.name,
          recordName: projects.recordName,
          titleName: projects.titleName,
          icon: projects.icon,
          parts: projects.parts,
          position: projects.position,
          size: SIZE,
        }),
      )
      .from(projects)
      .where(isNull(projects.deletedAt))
      .orderBy(projects.position, projects.id),
    db
      .select(
        selectColumns({
          id: lists.id,
          projectId: lists.projectId,
          name: lists.name,
          kind: lists.kind,
          probability: lists.probability,
          staleAfterDays: lists.staleAfterDays,
          color: lists.color,
          asks: lists.asks,
          position: lists.position,
        }),
      )
      .from(lists)
      .where(isNull(lists.deletedAt))
      .orderBy(lists.position, lists.id),
    db
      .select(
        selectColumns({
          id: fields.id,
          projectId: fields.projectId,
          name: fields.name,
          type: fields.type,
          config: fields.config,
          slot: fields.slot,
          slot2: fields.slot2,
          cubeSlot: fields.cubeSlot,
          required: fields.required,
          unique: fields.unique,
          default: fields.initial,
          hidden: fields.hidden,
          past: fields.past,
          help: fields.help,
          section: fields.section,
          position: fields.position,
        }),
      )
      .from(fields)
      .where(isNull(fields.deletedAt))
      .orderBy(fields.position, fields.id),
    db
      .select(
        selectColumns({
          id: tags.id,
          projectId: tags.projectId,
          name: tags.name,
          color: tags.color,
          position: tags.position,
        }),
      )
      .from(tags)
      .where(isNull(tags.deletedAt))
      .orderBy(tags.position, tags.id),
    db
      .select(selectColumns({ id: dashboards.id, name: dashboards.name }))
      .from(dashboards)
      .where(isNull(dashboards.deletedAt))
      .orderBy(dashboards.position, dashboards.id),
    db
      .select(
        selectColumns({
          id: charts.id,
          dashboardId: charts.dashboardId,
          definition: charts.definition,
          place: charts.place,
        }),
      )
      .from(charts)
      .where(isNull(charts.deletedAt))
      .orderBy(charts.id),
    db
      .select(selectColumns({ id: roles.id, name: roles.name, rights: roles.rights }))
      .from(roles)
      .orderBy(roles.position, roles.id),
    db
      .select(selectColumns({ id: teams.id, name: teams.name, people: MEMBERS }))
      .from(teams)
      .orderBy(asc(teams.position), teams.id),
    AUTO_INDEX_NAMES,
  ] as const

/** The newest record's number: about how many there are. */
const SIZE = sql<number>`(SELECT coalesce(max(r.number), 0) FROM records r WHERE r.project_id = "projects"."id")`

/** A team's people in one row with the team. */
const MEMBERS = sql<
  number[]
>`(SELECT json_group_array(p.person_id) FROM team_people p WHERE p.team_id = "teams"."id")`.mapWith(
  (text: string) => JSON.parse(text) as number[],
)

export type CatalogRows = ResultsOf<CatalogStatements>

/** Other results may follow in the batch. */
export function catalogFrom(rows: readonly [...CatalogRows, ...unknown[]]): {
  catalog: Catalog
  secret: string
  address: string | null
} {
  const [workspaces, people, projects, lists, fields, tags, dashboards, charts, roles, teams, indexes] = rows
  const { secret, address, version, ...workspace } = workspaces[0]!
  const listsOf = byProject(lists)
  const fieldsOf = byProject(fields)
  const tagsOf = byProject(tags)
  const catalog: Catalog = {
    version,
    workspace,
    people: people.map(({ deactivatedAt, ...person }) => ({ ...person, deactivated: deactivatedAt !== null })),
    roles: roles.map((role) => ({ ...role, id: String(role.id) })),
    teams,
    autoIndexes: indexes.map(({ name }) => name),
    dashboards: dashboards.map((dashboard) => ({
      ...dashboard,
      charts: charts
        .filter(({ dashboardId }) => dashboardId === dashboard.id)
        .map(({ dashboardId: _, ...chart }) => chart),
    })),
    projects: projects.map((project) => ({
      ...project,
      lists: listsOf(project.id),
      fields: fieldsOf(project.id),
      tags: tagsOf(project.id),
    })),
  }
  return { catalog, secret, address }
}

/** Which of the rows are a project's, without their `projectId`. */
function byProject<T extends { projectId: number }>(rows: readonly T[]): (project: number) => Omit<T, 'projectId'>[] {
  const groups = Map.groupBy(rows, ({ projectId }) => projectId)
  return (project) => (groups.get(project) ?? []).map(({ projectId: _, ...rest }) => rest)
}
