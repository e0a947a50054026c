import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { salesFixture } from '../fixtures.ts'
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
  const fixture = salesFixture(sample)
  const world = await startWorld({}, { site: false, fixture })
  const owner = await world.owner()
  const { projects, dashboard } = fixture.template
  const [customers, opportunities] = projects
  return {
    world,
    owner,
    customers,
    opportunities,
    dashboard: dashboard.id,
    list: (name) => opportunities.lists.find((one) => one.name === name)!.id,
    field: (name) => [...opportunities.fields, ...customers.fields].find((one) => one.name === name)!.id,
  }
}

/** The totals cube as it is stored, and as it would be if it were computed from the records now. They must never differ. */
export async function compareCube(world: World): Promise<{ stored: string[]; computed: string[] }> {
  const db = await world.db()
  const stored = await db
    .prepare('SELECT project_id, field_id, axis, list_id, day, currency, n, total FROM cube WHERE n <> 0 OR total <> 0')
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
    { field: 0, amount: '0', currency: "''", of: '1' },
    ...money.map((field) => ({
      field: field.id,
      amount: `r.s${field.slot}`,
      currency: `r.s${field.slot2}`,
      of: `r.project_id = ${field.project_id} AND r.s${field.slot} IS NOT NULL`,
    })),
  ]
  // One statement a field: D1 takes five terms in a compound SELECT.
  const computed = await db.batch(
    cells.map(({ field, amount, currency, of }) =>
      db.prepare(
        `SELECT r.project_id, ${field} AS field_id, a.value AS axis, r.list_id,
          CASE a.value WHEN 'all' THEN '' WHEN 'tag' THEN CAST(coalesce(m.tag_id, '') AS TEXT)
            WHEN 'created' THEN date((r.created_at + 25200000) / 1000, 'unixepoch')
            ELSE date((r.closed_at + 25200000) / 1000, 'unixepoch') END AS day,
          ${currency} AS currency, count(*) AS n, sum(${amount}) AS total
        FROM records r JOIN json_each('["all","created","closed","tag"]') a
          LEFT JOIN record_tags m ON a.value = 'tag' AND m.record_id = r.id
        WHERE ${of} AND r.archived_at IS NULL AND r.deleted_at IS NULL AND (a.value <> 'closed' OR r.closed_at IS NOT NULL)
        GROUP BY 1, 2, 3, 4, 5, 6`,
      ),
    ),
  )
  const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort()
  return { stored: sorted(stored.results), computed: sorted(computed.flatMap((result) => result.results)) }
}
