import type { ProjectAnswer } from '../../src/core/api/answers.ts'
import { addAxis, type CubedProject } from '../../src/core/charts/index.sql.ts'
import type { AxisOnDemand } from '../../src/core/charts/index.ts'
import type { Client } from '../client.ts'
import { type SalesFixture, salesFixture } from '../fixtures.ts'
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

/** From what was made once for all tests, which has none of the template's own automations. `vars` stand in the Worker's environment. */
export async function startSales({
  sample = false,
  vars = {},
  ...options
}: {
  sample?: boolean
  vars?: Record<string, string>
  alone?: boolean
} = {}): Promise<Sales> {
  const fixture = salesFixture(sample)
  const world = await startWorld(vars, { site: false, fixture, ...options })
  return salesOf(world, await world.owner(), fixture.template)
}

/** As the template makes it, automations too. */
export async function makeSales(): Promise<Sales> {
  const world = await startWorld({}, { site: false })
  const owner = await world.owner()
  return salesOf(world, owner, await owner.post<Template>('/api/templates/sales', { currency: 'USD' }))
}

type Template = SalesFixture['template']

function salesOf(world: World, owner: Client, { projects, dashboard }: Template): Sales {
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

/**
 * The totals cube as it is stored, and as it would be if it were computed from the records now. They must never differ.
 * The workspace's days are seven hours ahead.
 */
export async function compareCube(world: World): Promise<{ stored: string[]; computed: string[] }> {
  const db = await world.db()
  const all = async <R>(query: string) => (await db.prepare(query).all<R>()).results
  type Cell = Record<string, number | string>
  const cubeFields = await all<{ project_id: number; slot: number; slot2: number; cube_slot: number }>(
    'SELECT project_id, slot, slot2, cube_slot FROM fields WHERE cube_slot IS NOT NULL AND deleted_at IS NULL ORDER BY cube_slot',
  )
  const axes = await all<{ id: number; project_id: number; slot: number; type: string }>(
    'SELECT id, project_id, slot, type FROM fields WHERE cube_axis = 1 AND deleted_at IS NULL',
  )
  const byList = new Set(
    (await all<{ id: number }>('SELECT id FROM projects WHERE cube_created_by_list = 1')).map(({ id }) => id),
  )
  const records = await all<Record<string, number>>(
    'SELECT * FROM records WHERE archived_at IS NULL AND deleted_at IS NULL',
  )
  const tags = Map.groupBy(
    await all<{ record_id: number; tag_id: number }>('SELECT * FROM record_tags'),
    (one) => one.record_id,
  )
  const live = new Set(
    cubeFields.flatMap(({ project_id, cube_slot }) => [`${project_id} n${cube_slot}`, `${project_id} t${cube_slot}`]),
  )
  const cells = new Map<string, Cell>()
  const day = (instant: number) => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10)
  for (const record of records) {
    const fields = cubeFields.filter(
      (field) => field.project_id === record.project_id && record[`s${field.slot}`] !== null,
    )
    const home = String(fields[0] ? record[`s${fields[0].slot2}`] : '')
    const created = day(record.created_at!)
    const closed = record.closed_at === null ? null : day(record.closed_at!)
    const keys: [axis: string, list: number, key: string][] = [
      ['all', record.list_id!, ''],
      ['createdMonth', 0, created.slice(0, 7)],
      ['createdDay', 0, created],
      ...(byList.has(record.project_id!)
        ? [['createdByList', record.list_id!, created.slice(0, 7)] as [string, number, string]]
        : []),
      ...(closed === null ? [] : [['closed', record.list_id!, closed.slice(0, 7)] as [string, number, string]]),
      ...(closed === null ? [] : [['closedDay', record.list_id!, closed] as [string, number, string]]),
      ...(tags.get(record.id!) ?? [{ tag_id: '' }]).map(({ tag_id }): [string, number, string] => [
        'tag',
        record.list_id!,
        String(tag_id),
      ]),
      ...axes
        .filter((field) => field.project_id === record.project_id)
        .map(({ id, slot, type }): [string, number, string] => {
          const value = String(record[`s${slot}`] ?? '')
          return [`f${id}`, record.list_id!, type === 'date' ? value.slice(0, 7) : value]
        }),
    ]
    const add = (currency: string, name: string, value: number) => {
      for (const [axis, list, key] of keys) {
        const id = JSON.stringify([record.project_id, axis, list, key, currency])
        const cell = cells.get(id) ?? {}
        cell[name] = Number(cell[name] ?? 0) + value
        cells.set(id, cell)
      }
    }
    add(home, 'n', 1)
    for (const { slot, slot2, cube_slot } of fields) {
      add(String(record[`s${slot2}`]), `n${cube_slot}`, 1)
      add(String(record[`s${slot2}`]), `t${cube_slot}`, record[`s${slot}`]!)
    }
  }
  // What isn't kept (any more) is nobody's.
  const stored = (await all<Cell>('SELECT * FROM cube')).map(
    ({ project_id, axis, list_id, key, currency, ...sums }) => {
      const filled = Object.entries(sums).filter(
        ([name, value]) => value !== 0 && (name === 'n' || live.has(`${project_id} ${name}`)),
      )
      return [JSON.stringify([project_id, axis, list_id, key, currency]), Object.fromEntries(filled)] as const
    },
  )
  const sorted = (rows: Iterable<readonly [string, Cell]>) =>
    [...rows]
      .map(
        ([id, cell]) =>
          [
            id,
            Object.entries(cell)
              .filter(([, value]) => value !== 0)
              .sort(),
          ] as const,
      )
      .filter(([, cell]) => cell.length > 0)
      .map((row) => JSON.stringify(row))
      .sort()
  return { stored: sorted(stored), computed: sorted(cells) }
}

/** Has the cube keep the sums of a second field, as a large project would: before there are any records. */
export async function keepSum(world: World, field: string): Promise<void> {
  const db = await world.db()
  await db.prepare('UPDATE fields SET cube_slot = 2 WHERE id = ?').bind(Number(field)).run()
  await db.prepare('UPDATE workspace SET catalog_version = catalog_version + 1').run()
}

/** Has the cube kept by the values of a field too, or by months of creation and lists, as charts of a large project would. */
export async function keepAxis(world: World, project: { id: string }, axis: AxisOnDemand): Promise<void> {
  const db = await world.db()
  const [flag, id] =
    axis === 'createdByList'
      ? ['UPDATE projects SET cube_created_by_list = 1 WHERE id = ?', project.id]
      : ['UPDATE fields SET cube_axis = 1 WHERE id = ?', axis.slice(1)]
  await db.prepare(flag).bind(Number(id)).run()
  const { results: fields } = await db
    .prepare(
      'SELECT id, type, config, slot, slot2, cube_slot AS cubeSlot, cube_axis AS cubeAxis FROM fields WHERE project_id = ?',
    )
    .bind(Number(project.id))
    .all<CubedProject['fields'][number] & { config: string }>()
  const { zone } = (await db.prepare('SELECT zone FROM workspace').first<{ zone: string }>())!
  const cubed = {
    id: Number(project.id),
    cubeCreatedByList: true,
    fields: fields.map((one) => ({ ...one, config: JSON.parse(one.config) })),
  }
  const { text, values } = addAxis(cubed, zone, axis)
  await db
    .prepare(text)
    .bind(...values)
    .run()
  await db.prepare('UPDATE workspace SET catalog_version = catalog_version + 1').run()
}
