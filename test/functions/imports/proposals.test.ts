import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sales, startSales } from '../sales-world.ts'
import { type Imports, importsOf } from './table.ts'

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

test('words that are no list of the project become a choice of their own, and none is lost', async () => {
  const project = await imports.newProject()
  const statuses = ['Hot', 'Cold', 'hot', 'Frozen']
  const rows = statuses.map((status, i) => [`Deal ${i}`, status])
  expect((await imports.importTable(project, { columns: ['Deal', 'Status'], rows })).refused).toEqual([])
  expect(await imports.valuesOf(project, 'Status')).toMatchObject(
    ['Hot', 'Cold', 'Hot', 'Frozen'].map((name) => ({ name })),
  )
})

describe('a title of several columns', () => {
  const columns = ['First name', 'Last name', 'Email']

  test('is joined by a space; the row without any of it is refused', async () => {
    const project = await imports.newProject([{ name: 'Email', type: 'email' }])
    const done = await imports.importTable(project, {
      columns,
      rows: [
        ['Sokha', 'Chan', 'a@b.co'],
        ['', 'Vann', ''],
        ['Dara', ' ', ''],
        ['', '', 'c@d.co'],
      ],
    })
    expect(done.refused).toMatchObject([{ row: 4, column: 'First name', code: 'required' }])
    expect((await imports.recordsOf(project)).map(({ title }) => title)).toEqual(['Sokha Chan', 'Vann', 'Dara'])
  })

  test('is matched as a whole, in the order of the mapping', async () => {
    const project = await imports.newProject()
    await sales.owner.post(`/api/projects/${project.id}/records`, { title: 'Chan Sokha' })
    const mapping = ['Last name', 'First name'].map((column) => ({ column, to: 'title' }))
    const rows = [['Sokha', 'CHAN', '']]
    const done = await imports.importTable(project, { columns, rows }, { mapping, key: 'title' })
    expect([done.created, done.updated]).toEqual([0, 1])
  })

  test('another target takes one column: what the first says would be lost', async () => {
    const project = await imports.newProject([{ name: 'Email', type: 'email' }])
    const { id } = project.fields[0]!
    const mapping = [
      { column: 'First name', to: 'title' },
      { column: 'Email', to: 'Email' },
      { column: 'Last name', to: id },
    ]
    const { errors } = await sales.owner.refused('POST', `/api/projects/${project.id}/imports`, { columns, mapping })
    expect(errors).toMatchObject([{ path: 'mapping.2.to', code: 'notSingle', name: 'Email' }])
  })
})

test('one column’s misfits are left empty while another’s refuse their row, in fields that are made, too', async () => {
  const project = await imports.newProject([{ name: 'Email', type: 'email' }])
  const mapping = [
    { column: 'Name', to: 'title' },
    { column: 'Email', to: 'Email' },
    { column: 'Seats', toNew: { name: 'Seats', type: 'number' }, misfits: 'empty' as const },
  ]
  const rows = [
    ['A', 'a@b.co', 'many'],
    ['B', 'no address', '5'],
  ]
  const done = await imports.importTable(project, { columns: ['Name', 'Email', 'Seats'], rows }, { mapping })
  expect(done.refused).toMatchObject([{ row: 2, column: 'Email', code: 'notEmail' }])
  expect(await imports.valuesOf(project, 'Seats')).toEqual([null])
})

describe('several values in a cell', () => {
  const columns = ['Deal', 'Colours', 'Seats']
  const rows = [
    ['A', 'red;blue,green', '1'],
    ['B', 'blue,green', '2'],
    ['C', 'violet', 'many'],
  ]
  const more = [['D', 'blue,green', '4']]

  async function coloursOf(separator?: ';' | null) {
    const project = await imports.newProject([{ name: 'Seats', type: 'number' }])
    const colours = { column: 'Colours', toNew: { name: 'Colours', type: 'multiSelect' } }
    const mapping = [
      { column: 'Deal', to: 'title' },
      separator === undefined ? colours : { ...colours, separator },
      { column: 'Seats', to: 'Seats' },
    ]
    const done = await imports.importTable(project, { columns, rows: [...rows, ...more] }, { mapping }, [rows, more])
    expect(done.created).toBe(3)
    const cells = (await imports.valuesOf(project, 'Colours')) as { name: string }[][]
    const { config } = (await imports.fieldsOf(project)).find(({ name }) => name === 'Colours')!
    const names = cells.map((cell) => cell.map(({ name }) => name).sort())
    // No option that no record has: neither of another way to part a cell, nor of a row that is refused.
    expect((config.options as { name: string }[]).map(({ name }) => name).sort()).toEqual(
      [...new Set(names.flat())].sort(),
    )
    return names
  }

  test('are parted alike in every chunk, by what the mapping says', async () => {
    expect(await coloursOf(';')).toEqual([['blue,green', 'red'], ['blue,green'], ['blue,green']])
    expect(await coloursOf(null)).toEqual([['red;blue,green'], ['blue,green'], ['blue,green']])
  })

  test('where it says nothing each cell decides, whatever options were made before', async () => {
    expect(await coloursOf()).toEqual([
      ['blue,green', 'red'],
      ['blue', 'green'],
      ['blue', 'green'],
    ])
  })

  test('an option that was there before is not parted', async () => {
    const options = [{ name: 'Blue, green' }]
    const project = await imports.newProject([{ name: 'Colours', type: 'multiSelect', config: { options } }])
    const mapping = [
      { column: 'Deal', to: 'title' },
      { column: 'Colours', to: 'Colours', missing: 'create' as const, separator: ',' as const },
    ]
    const table = {
      columns,
      rows: [
        ['A', 'blue, GREEN', ''],
        ['B', 'blue, red', ''],
      ],
    }
    await imports.importTable(project, table, { mapping })
    expect(await imports.valuesOf(project, 'Colours')).toMatchObject([
      [{ name: 'Blue, green' }],
      [{ name: 'blue' }, { name: 'red' }],
    ])
  })
})

describe('the order of dates', () => {
  const columns = ['Deal', 'Day']
  const mapping = [
    { column: 'Deal', to: 'title' },
    { column: 'Day', to: 'Day' },
  ]
  const rows = [
    ['A', '2026-05-06'],
    ['B', '03/04/2026'],
  ]

  test('that nothing says is a 422 that names the column, and nothing is written', async () => {
    const project = await imports.newProject([{ name: 'Day', type: 'date' }])
    const { import: job } = await sales.owner.post<{ import: { id: string } }>(`/api/projects/${project.id}/imports`, {
      columns,
      mapping,
    })
    const { errors } = await sales.owner.refused('PUT', `/api/imports/${job.id}/rows/1`, { rows })
    expect(errors).toMatchObject([
      { path: 'rows.1.1', code: 'unsure', name: 'Day', value: '03/04/2026', candidates: ['2026-04-03', '2026-03-04'] },
    ])
    expect(await imports.recordsOf(project)).toEqual([])
    const certain = [
      ['A', '13/04/2026'],
      ['B', '2026-05-06'],
    ]
    await sales.owner.put(`/api/imports/${job.id}/rows/1`, { rows: certain })
    expect(await imports.valuesOf(project, 'Day')).toEqual(['2026-04-13', '2026-05-06'])
  })

  test('is followed where it is said', async () => {
    const project = await imports.newProject([{ name: 'Day', type: 'date' }])
    await imports.importTable(project, { columns, rows }, { mapping, dates: 'MDY' })
    expect(await imports.valuesOf(project, 'Day')).toEqual(['2026-05-06', '2026-03-04'])
  })
})

test('a year that nobody means is refused, of a field, of a due date and in a file', async () => {
  const project = await imports.newProject([
    { name: 'Day', type: 'date' },
    { name: 'Moment', type: 'dateTime' },
  ])
  const path = `/api/projects/${project.id}/records`
  for (const body of [
    { values: { Day: '0230-02-02' } },
    { values: { Day: '2201-01-01' } },
    { values: { Moment: '1899-12-01T10:00:00Z' } },
    { due: '20226-02-02' },
    { due: '0230-02-02' },
  ]) {
    const { errors } = await sales.owner.refused('POST', path, { title: 'T', ...body })
    expect(errors[0]).toMatchObject({ code: /^2\d{4}-/.test(body.due ?? '') ? 'notDate' : 'yearTooFar' })
  }
  await sales.owner.post(path, { title: 'T', values: { Day: '1900-01-01' }, due: '2200-12-31' })
  const done = await imports.importTable(
    project,
    { columns: ['T', 'Day'], rows: [['A', '0230-02-02']] },
    {
      mapping: [
        { column: 'T', to: 'title' },
        { column: 'Day', to: 'Day' },
      ],
    },
  )
  expect(done.refused).toMatchObject([{ column: 'Day', code: 'yearTooFar' }])
})
