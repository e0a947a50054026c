import { asc, isNull, sql } from 'drizzle-orm'
import { AUTO_INDEX_NAMES } from '../../src/core/query/index.sql.ts'
import { Sql } from '../../src/core/sql/index.ts'
import { type ResultsOf, renderOnce } from './batch.ts'
import type { Database } from './client.ts'
import {
  automations,
  charts,
  dashboards,
  fields,
  lists,
  people,
  projects,
  roles,
  tags,
  teams,
  webhooks,
  workspace,
} from './schema/index.ts'
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
          workingDays: workspace.workingDays,
          holidays: workspace.holidays,
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
          away: people.away,
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
          cubeCreatedByList: projects.cubeCreatedByList,
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
          cubeAxis: fields.cubeAxis,
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
      .select(
        selectColumns({
          id: dashboards.id,
          name: dashboards.name,
          owner: dashboards.ownerId,
          shared: dashboards.shared,
          filter: dashboards.filter,
        }),
      )
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
    db
      .select(
        selectColumns({
          id: automations.id,
          project: automations.projectId,
          name: automations.name,
          description: automations.description,
          on: automations.isOn,
          owner: automations.ownerId,
          paused: automations.paused,
          definition: automations.definition,
          since: automations.since,
        }),
      )
      .from(automations)
      .where(isNull(automations.deletedAt))
      .orderBy(automations.position, automations.id),
    db
      .select(
        selectColumns({
          id: webhooks.id,
          project: webhooks.projectId,
          url: webhooks.url,
          events: webhooks.events,
          filter: webhooks.filter,
          on: webhooks.isOn,
          owner: webhooks.ownerId,
          paused: webhooks.paused,
          since: webhooks.since,
        }),
      )
      .from(webhooks)
      .where(isNull(webhooks.deletedAt))
      .orderBy(webhooks.id),
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
