import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Imports, importsOf } from './import-table.ts'
import { type Sales, startSales } from './sales-world.ts'

/** What the import screen proposes for a file, and what becomes of it. */
let sales: Sales
let imports: Imports
beforeAll(async () => {
  sales = await startSales()
  imports = importsOf(sales)
})
afterAll(() => sales.world.close())

describe('a column of members', () => {
  const tableOf = (email: string) => ({
    columns: ['Deal', 'Owner'],
    rows: [
      ['Rice', email.toUpperCase()],
      ['Roof', 'stranger@x.example'],
      ['Seed', ''],
    ],
  })

  test('assigns its records; a stranger is refused by name', async () => {
    const { person } = await sales.owner.get<{ person: { id: string; name: string; email: string } }>('/api/me')
    const project = await imports.newProject()
    const done = await imports.importTable(project, tableOf(person.email))
    expect(done.refused).toMatchObject([
      {
        row: 2,
        column: 'Owner',
        code: 'unknownPerson',
        message: 'No member has the name or email address “stranger@x.example”.',
      },
    ])
    const records = await imports.recordsOf(project)
    expect(records.map(({ title, assignees }) => [title, assignees.map(({ id }) => id)])).toEqual([
      ['Rice', [person.id]],
      ['Seed', []],
    ])
  })

  test('fills a person field of its name, where strangers may be skipped', async () => {
    const { person } = await sales.owner.get<{ person: { name: string; email: string } }>('/api/me')
    const project = await imports.newProject([{ name: 'Owner', type: 'person' }])
    expect((await imports.importTable(project, tableOf(person.email))).refused).toHaveLength(1)
    const rows = [['Well', `stranger@x.example; ${person.email}`]]
    const mapping = [
      { column: 'Deal', to: 'title' },
      { column: 'Owner', to: 'Owner', missing: 'skip' as const },
    ]
    const skipped = await imports.importTable(project, { columns: ['Deal', 'Owner'], rows }, { mapping })
    expect(skipped.refused).toEqual([])
    expect((await imports.valuesOf(project, 'Owner')).at(-1)).toMatchObject([{ name: person.name }])
  })
})
