import type { ProjectAnswer } from '../../src/core/model/index.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'

/** A world with the sales CRM in it, its owner signed in. */
export interface Sales {
  world: World
  owner: Client
  customers: ProjectAnswer
  opportunities: ProjectAnswer
  dashboard: string
  list(name: string): string
  field(name: string): string
}

export async function startSales({ sample = false } = {}): Promise<Sales> {
  const world = await startWorld()
  const owner = await world.owner()
  const made = await owner.post<{ projects: [ProjectAnswer, ProjectAnswer]; dashboard: { id: string } }>(
    '/api/templates/sales',
    {
      sample,
      currency: 'USD',
    },
  )
  const [customers, opportunities] = made.projects
  return {
    world,
    owner,
    customers,
    opportunities,
    dashboard: made.dashboard.id,
    list: (name) => opportunities.lists.find((one) => one.name === name)!.id,
    field: (name) => [...opportunities.fields, ...customers.fields].find((one) => one.name === name)!.id,
  }
}

/** The cube, and what it would be if it were counted anew. They must never differ. */
export async function recounted(world: World): Promise<{ kept: unknown[]; counted: unknown[] }> {
  const db = await world.db()
  const kept = await db
    .prepare(
      'SELECT project_id, field_id, axis, list_id, day, currency, n, total FROM cube WHERE n <> 0 OR total <> 0 ORDER BY 1, 2, 3, 4, 5, 6',
    )
    .all()
  const money = (
    await db
      .prepare("SELECT id, project_id, slot, slot2 FROM fields WHERE type = 'currency' AND deleted_at IS NULL")
      .all<{
        id: number
        project_id: number
        slot: number
        slot2: number
      }>()
  ).results
  const cells = [
    "0 AS field_id, id, '' AS currency, 0 AS amount FROM records",
    ...money.map(
      (field) =>
        `${field.id}, id, s${field.slot2}, s${field.slot} FROM records WHERE project_id = ${field.project_id} AND s${field.slot} IS NOT NULL`,
    ),
  ]
  const counted = await db
    .prepare(
      `SELECT r.project_id, v.field_id, a.value AS axis, r.list_id,
        CASE a.value WHEN 'all' THEN '' WHEN 'tag' THEN CAST(coalesce(m.tag_id, '') AS TEXT) WHEN 'created' THEN date((r.created_at + 25200000) / 1000, 'unixepoch')
          ELSE date((r.closed_at + 25200000) / 1000, 'unixepoch') END AS day,
        v.currency, count(*) AS n, sum(v.amount) AS total
      FROM (${cells.map((cell) => `SELECT ${cell}`).join(' UNION ALL ')}) v JOIN records r ON r.id = v.id
        JOIN json_each('["all","created","closed","tag"]') a
        LEFT JOIN record_tags m ON a.value = 'tag' AND m.record_id = r.id
      WHERE r.archived_at IS NULL AND r.deleted_at IS NULL AND (a.value <> 'closed' OR r.closed_at IS NOT NULL)
      GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`,
    )
    .all()
  return { kept: kept.results, counted: counted.results }
}
