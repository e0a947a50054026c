import type {
  Catalog,
  Color,
  Field,
  Json,
  List,
  ListKind,
  Parts,
  Person,
  Project,
  Rate,
  Rights,
  Tag,
} from '../../src/core/model/index.ts'
import { AUTO_INDEX_NAMES } from '../../src/core/query/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Row } from './batch.ts'

/** The statements that read the whole catalog, and the function that puts their results together. */
export const catalogStatements: Sql[] = [
  sql`SELECT name, locale, country, currency, zone, report_currency, rates, secret, catalog_version FROM workspace`,
  sql`SELECT id, name, email, role, image, deactivated_at FROM people ORDER BY id`,
  sql`SELECT id, name, record_name, title_name, icon, parts, position, next_number FROM projects WHERE deleted_at IS NULL ORDER BY position, id`,
  sql`SELECT id, project_id, name, kind, probability, stale_after_days, color, position FROM lists WHERE deleted_at IS NULL ORDER BY position, id`,
  sql`SELECT id, project_id, name, type, config, slot, slot2, required, is_unique, initial, hidden, past, help, section, position FROM fields WHERE deleted_at IS NULL ORDER BY position, id`,
  sql`SELECT id, project_id, name, color, position FROM tags WHERE deleted_at IS NULL ORDER BY position, id`,
  sql`SELECT id, name FROM dashboards WHERE deleted_at IS NULL ORDER BY position, id`,
  sql`SELECT id, dashboard_id, definition, place FROM charts WHERE deleted_at IS NULL ORDER BY id`,
  sql`SELECT id, name, rights FROM roles ORDER BY position, id`,
  sql`SELECT t.id, t.name, (SELECT json_group_array(p.person_id) FROM team_people p WHERE p.team_id = t.id) AS people FROM teams t ORDER BY position, id`,
  AUTO_INDEX_NAMES,
]

export function catalogFrom(results: readonly (readonly Row[])[]): Catalog {
  const [
    workspaces = [],
    people = [],
    projects = [],
    lists = [],
    fields = [],
    tags = [],
    dashboards = [],
    charts = [],
    roles = [],
    teams = [],
    hot = [],
  ] = results
  const { catalog_version, secret: _, report_currency, rates, ...workspace } = workspaces[0] as Row
  const of = <T>(rows: readonly Row[], make: (row: Row) => T) => {
    const groups = Map.groupBy(rows, (row) => row.project_id)
    return (project: Row) => (groups.get(project.id as number) ?? []).map(make)
  }
  const listsOf = of(lists, listFrom)
  const fieldsOf = of(fields, fieldFrom)
  const tagsOf = of(tags, tagFrom)
  return {
    version: catalog_version as number,
    workspace: {
      ...(workspace as unknown as Catalog['workspace']),
      reportCurrency: report_currency as string | null,
      rates: JSON.parse(rates as string) as Rate[],
    },
    people: people.map(personFrom),
    roles: roles.map((row) => ({
      id: String(row.id),
      name: row.name as string,
      rights: JSON.parse(row.rights as string) as Rights,
    })),
    teams: teams.map((row) => ({
      id: row.id as number,
      name: row.name as string,
      people: JSON.parse(row.people as string) as number[],
    })),
    autoIndexes: hot.map((row) => row.name as string),
    dashboards: dashboards.map((row) => ({
      id: row.id as number,
      name: row.name as string,
      charts: charts.filter((chart) => chart.dashboard_id === row.id).map(chartFrom),
    })),
    projects: projects.map((row) => ({
      ...projectFrom(row),
      lists: listsOf(row),
      fields: fieldsOf(row),
      tags: tagsOf(row),
    })),
  }
}

const personFrom = (row: Row): Person => ({
  id: row.id as number,
  name: row.name as string,
  email: row.email as string,
  role: row.role as string,
  image: row.image as string | null,
  deactivated: row.deactivated_at !== null,
})

const projectFrom = (row: Row): Omit<Project, 'lists' | 'fields' | 'tags'> => ({
  id: row.id as number,
  name: row.name as string,
  recordName: row.record_name as string,
  titleName: row.title_name as string,
  icon: row.icon as string,
  parts: JSON.parse(row.parts as string) as Parts,
  position: row.position as number,
  size: (row.next_number as number) - 1,
})

const listFrom = (row: Row): List => ({
  id: row.id as number,
  name: row.name as string,
  kind: row.kind as ListKind,
  probability: row.probability as number,
  staleAfterDays: row.stale_after_days as number | null,
  color: row.color as Color,
  position: row.position as number,
})

const fieldFrom = (row: Row): Field => ({
  id: row.id as number,
  name: row.name as string,
  type: row.type as string,
  config: JSON.parse(row.config as string) as Json,
  slot: row.slot as number | null,
  slot2: row.slot2 as number | null,
  required: row.required === 1,
  unique: row.is_unique === 1,
  default: JSON.parse(row.initial as string) as Json,
  hidden: row.hidden === 1,
  past: JSON.parse(row.past as string) as Field['past'],
  help: row.help as string,
  section: row.section as string,
  position: row.position as number,
})

const chartFrom = (row: Row) => ({
  id: row.id as number,
  definition: JSON.parse(row.definition as string) as Json,
  place: JSON.parse(row.place as string) as Json,
})

const tagFrom = (row: Row): Tag => ({
  id: row.id as number,
  name: row.name as string,
  color: row.color as Color,
  position: row.position as number,
})
