import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartData, ProjectAnswer, QueryAnswer } from '../../src/core/api/answers.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'
import { compareCube } from './sales-world.ts'

/** A database as an earlier version left it: a few deals, and what was done to them. */
const PARTS = '{"due":true,"assignees":true,"checklists":true,"dependencies":true,"tags":true,"comments":true}'
const record = (n: number) => n * 4096 + 1
const morningOf = (day: string) => Date.parse(`${day}T03:00:00Z`)
const DATA = [
  "UPDATE workspace SET name = 'Mekong Trading', next_record = 8",
  `INSERT INTO projects (id, name, record_name, title_name, icon, parts, position, next_number, slots)
    VALUES (1, 'Deals', 'Deal', 'Name', 'folder', '${PARTS}', 1, 8, 6)`,
  `INSERT INTO lists (id, project_id, name, kind, probability, color, position)
    VALUES (1, 1, 'Open', 'open', 50, 'blue', 1), (2, 1, 'Won', 'won', 100, 'green', 2),
      (3, 1, 'Lost', 'lost', 0, 'red', 3)`,
  `INSERT INTO fields (id, project_id, name, type, config, slot, slot2, position) VALUES
    (1, 1, 'Remark', 'text', '{}', 1, NULL, 1),
    (2, 1, 'Amount', 'currency', '{"currency":"USD","others":["KHR"]}', 2, 3, 2),
    (3, 1, 'Cost', 'currency', '{"currency":"USD","others":["KHR"]}', 4, 5, 3),
    (4, 1, 'Loss Reason', 'select', '{"options":[{"id":"o1","name":"Price","color":"grey"}]}', 6, NULL, 4)`,
  "INSERT INTO tags (id, project_id, name, color, position) VALUES (1, 1, 'Support', 'teal', 1)",
  `INSERT INTO records (id, project_id, list_id, position, number, title, created_at, updated_at, entered_list_at, closed_at, version, s1, s2, s3, s4, s5) VALUES
    (${record(1)}, 1, 1, 'a', 1, 'Rice mill', ${morningOf('2026-01-31')}, 0, 0, NULL, 2, 'New', 120050, 'USD', 4000000, 'KHR'),
    (${record(2)}, 1, 2, 'b', 2, 'Clinic', ${morningOf('2026-02-03')}, 0, 0, ${morningOf('2026-03-31')}, 1, NULL, 7000000, 'KHR', NULL, NULL),
    (${record(3)}, 1, 1, 'c', 3, 'School', ${morningOf('2026-02-04')}, 0, 0, NULL, 1, NULL, NULL, NULL, 900, 'USD')`,
  `INSERT INTO record_tags (record_id, tag_id) VALUES (${record(1)}, 1)`,
  // An import that went on after somebody else had edited a record, and a cube of the earlier kind.
  `INSERT INTO changes (id, at, person_id, via) VALUES (1, 1, 1, NULL), (2, 2, 1, 'import'), (3, 3, 1, NULL)`,
  `INSERT INTO history (seq, change_id, project_id, kind, thing_id, what, version, fields) VALUES
    (1, 1, 1, 'record', ${record(1)}, 'created', 1, '{"title":[null,"Rice mill"]}'),
    (2, 2, 1, 'record', ${record(2)}, 'created', 1, '{"title":[null,"Clinic"]}'),
    (3, 3, 1, 'record', ${record(1)}, 'updated', 2, '{"1":["Old","New"]}'),
    (4, 2, 1, 'record', ${record(3)}, 'created', 1, '{"title":[null,"School"]}')`,
  "INSERT INTO cube (project_id, field_id, axis, list_id, day, currency, n, total) VALUES (1, 0, 'all', 1, '', '', 2, 0)",
]

let world: World
let owner: Client
beforeAll(async () => {
  world = await startWorld({}, { site: false })
  const db = await world.db()
  const folder = new URL('../../migrations/', import.meta.url)
  await db.prepare('CREATE TABLE migrations (name TEXT PRIMARY KEY, at INTEGER NOT NULL)').run()
  const earlier = readdirSync(folder).filter((name) => name.endsWith('.sql') && name < '0003')
  for (const file of earlier.sort()) {
    const statements = readFileSync(new URL(file, folder), 'utf8').split('--> statement-breakpoint')
    await db.batch(statements.map((statement) => db.prepare(statement)))
    await db.prepare('INSERT INTO migrations (name, at) VALUES (?, 0)').bind(file.replace('.sql', '')).run()
  }
  await db.batch(DATA.map((statement) => db.prepare(statement)))
  owner = await world.owner()
})
afterAll(() => world.close())

test('an earlier database opens, its totals counted anew', async () => {
  const { records } = await owner.post<QueryAnswer>('/api/projects/1/query', { sort: [{ field: 'number' }] })
  expect(records.map(({ title }) => title)).toEqual(['Rice mill', 'Clinic', 'School'])
  const { stored, computed } = await compareCube(world)
  expect(stored).toEqual(computed)
  expect(stored.length).toBeGreaterThan(8)
  const chart = await owner.post<ChartData>('/api/charts/preview', {
    name: 'Won',
    kind: 'bar',
    projects: ['1'],
    measure: { op: 'sum', field: 'Amount' },
    split: { by: 'closedAt', every: 'month' },
  })
  expect(chart.points.map(({ key, value, currency }) => [key, value, currency])).toEqual([
    ['2026-03', '70000.00', 'KHR'],
  ])
})

test('its lost list asks why, whatever that field is called from then on', async () => {
  const asks = async () =>
    (await owner.get<{ project: ProjectAnswer }>('/api/projects/1')).project.lists.map(({ asks }) => asks)
  const expectedAsks = [[], [], [{ field: '4', required: false }]]
  expect(await asks()).toEqual(expectedAsks)
  await owner.patch('/api/fields/4', { name: 'Why' })
  expect(await asks()).toEqual(expectedAsks)
})

test('what was done in it can be undone, each change by itself', async () => {
  const record = async () =>
    (await owner.get<{ record: { values: Record<string, unknown> } }>(`/api/records/4097`)).record
  expect((await record()).values['1']).toBe('New')
  await owner.post('/api/changes/3/undo')
  expect((await record()).values['1']).toBe('Old')
  expect(await owner.post('/api/changes/2/undo')).toMatchObject({ undone: 2 })
  const { records } = await owner.post<QueryAnswer>('/api/projects/1/query', {})
  expect(records.map(({ title }) => title)).toEqual(['Rice mill'])
})

test('what comes next has the numbers that come next', async () => {
  const { record } = await owner.post<{ record: { id: string; number: number } }>('/api/projects/1/records', {
    title: 'Hotel',
  })
  expect([record.id, record.number]).toEqual([String(8 * 4096 + 1), 8])
})

test('months of creation that were kept by list become those of all lists together', async () => {
  const db = await world.db()
  const sums = Array.from({ length: 8 }, (_, i) => `n${i + 1}, t${i + 1}`).join(', ')
  const cells = await compareCube(world)
  // As they were before: a cell a list. One of each month is split in two.
  await db.batch([
    db.prepare(`INSERT INTO cube (project_id, axis, list_id, key, currency, n, ${sums})
      SELECT project_id, 'created', 1, key, currency, n, ${sums} FROM cube WHERE axis = 'createdMonth'`),
    db.prepare("UPDATE cube SET n = n - 2, t1 = t1 - 500 WHERE axis = 'created'"),
    db.prepare(`INSERT INTO cube (project_id, axis, list_id, key, currency, n, t1)
      SELECT project_id, axis, 2, key, currency, 2, 500 FROM cube WHERE axis = 'created'`),
    db.prepare("DELETE FROM cube WHERE axis = 'createdMonth'"),
  ])
  expect(await compareCube(world)).not.toEqual(cells)
  const text = readFileSync(new URL('../../migrations/0012_created_by_list.sql', import.meta.url), 'utf8')
  const [, ...moved] = text.split('--> statement-breakpoint')
  await db.batch(moved.map((statement) => db.prepare(statement)))
  expect(await compareCube(world)).toEqual(cells)
})
