import type { Catalog, Json, Share } from '../../src/core/model/index.ts'
import type { CatalogRows } from './catalog-statements.ts'

/** Other results may follow in the batch. */
export function catalogFrom(rows: readonly [...CatalogRows, ...unknown[]]): {
  catalog: Catalog
  secret: string
  address: string | null
} {
  const [
    workspaces,
    people,
    projects,
    lists,
    fields,
    tags,
    dashboards,
    charts,
    roles,
    teams,
    automations,
    webhooks,
    indexes,
  ] = rows
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
    automations: automations.map(({ definition, ...one }) => ({ ...one, definition: definition as unknown as Json })),
    webhooks: webhooks.map(({ filter, ...one }) => ({ ...one, filter: filter as unknown as Json })),
    autoIndexes: indexes.map(({ name }) => name),
    dashboards: dashboards.map((dashboard) => ({
      ...dashboard,
      shared: dashboard.shared as unknown as Share[],
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
