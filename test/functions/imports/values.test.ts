import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordAnswer } from '../../../src/core/api/answers.ts'
import type { Mapping } from '../../../src/core/csv/index.ts'
import { tableFrom } from '../../core/csv/files.ts'
import { type Sales, startSales } from '../sales-world.ts'
import { type Imports, importsOf } from './table.ts'

/** Files whose cells are easily taken for something else: what is stored is what was meant, or the row is refused. */
let sales: Sales
let newProject: Imports['newProject']
let importTable: Imports['importTable']
let recordsOf: Imports['recordsOf']
let fieldsOf: Imports['fieldsOf']
let valuesOf: Imports['valuesOf']
beforeAll(async () => {
  sales = await startSales()
  ;({ newProject, importTable, recordsOf, fieldsOf, valuesOf } = importsOf(sales))
  await sales.owner.patch('/api/workspace', { country: 'KH' })
})
afterAll(() => sales.world.close())

const caseFile = (name: string) => readFileSync(new URL(`../../cases/${name}`, import.meta.url))
const caseJson = <T>(name: string) => JSON.parse(caseFile(name).toString('utf8')) as T

describe('identity', () => {
  test('a title that an accent tells apart is another key; case and outer spaces are not', async () => {
    const project = await newProject([{ name: 'Seats', type: 'number' }])
    const table = tableFrom(caseFile('title-key-accents.csv'))
    const done = await importTable(project, table, { key: 'title' })
    expect([done.created, done.updated, done.refused]).toEqual([4, 0, []])
    expect(await valuesOf(project, 'Seats')).toEqual([1, 2, 3, 4])
    const again = await importTable(
      project,
      {
        columns: table.columns,
        rows: [
          ['PEÑA sa ', '5'],
          ['pena SA', '6'],
          ['Müller', '7'],
          ['Muller', '8'],
          ['x²', '9'],
          ['x2', '10'],
        ],
      },
      { key: 'title' },
    )
    expect([again.created, again.updated]).toEqual([4, 2])
    expect(await valuesOf(project, 'Seats')).toEqual([5, 6, 3, 4, 7, 8, 9, 10])
  })

  test('a record is linked by its very title, else by one of another case, never by one of other letters', async () => {
    const { customers, imports } = caseJson<{ customers: string[]; imports: (Mapping & { rows: string[][] })[] }>(
      'accent-names.json',
    )
    const [file] = imports
    for (const title of customers) await sales.owner.post(`/api/projects/${sales.customers.id}/records`, { title })
    const table = { columns: file!.columns, rows: [...file!.rows, ['deal 3', 'CÔNG TY HOÀ']] }
    const done = await importTable(sales.opportunities, table, { mapping: file!.mapping })
    expect(done.refused).toEqual([])
    expect(await valuesOf(sales.opportunities, 'Customer')).toMatchObject([
      [{ title: 'Công ty Hoà' }],
      [{ title: 'Công ty Hoa' }],
      [{ title: 'Công ty Hoà' }],
    ])
    const linkTo = (title: string) =>
      sales.owner.send('POST', `/api/projects/${sales.opportunities.id}/records`, {
        title: 'By the API',
        values: { Customer: { title } },
      })
    expect((await linkTo('công ty hoa')).status).toBe(201)
    expect((await linkTo('Cong ty Hoa')).status).toBe(422)
  })

  test('options, tags, lists and fields that an accent tells apart are two', async () => {
    const project = await newProject([
      { name: 'Región', type: 'select', config: { options: [{ name: 'Peña' }, { name: 'Pena' }, { name: 'й' }] } },
      { name: 'Region', type: 'text' },
    ])
    const path = `/api/projects/${project.id}`
    for (const name of ['Résumé', 'Resume']) {
      await sales.owner.post(`${path}/tags`, { name })
      await sales.owner.post(`${path}/lists`, { name })
    }
    const { record } = await sales.owner.post<{ record: RecordAnswer }>(`${path}/records`, {
      title: 'One',
      list: 'resume',
      tags: ['RÉSUMÉ'],
      values: { Región: 'PENA', Region: 'north' },
    })
    const region = project.fields.find(({ name }) => name === 'Región')!
    expect(record.values[region.id]).toMatchObject({ name: 'Pena' })
    expect(record.tags).toMatchObject([{ name: 'Résumé' }])
    const refused = await sales.owner.refused('POST', `${path}/records`, { title: 'Two', values: { Región: 'и' } })
    expect(refused.errors[0]).toMatchObject({ code: 'unknownOption' })
    for (const name of ['resume', ' RÉSUMÉ'])
      expect((await sales.owner.refused('POST', `${path}/tags`, { name })).errors[0]).toMatchObject({
        code: 'nameTaken',
      })
  })

  test('unique texts: spaces around, case and spelling don’t make two of one, accents do', async () => {
    const project = await newProject([{ name: 'Code', type: 'text', unique: true }])
    const path = `/api/projects/${project.id}/records`
    const statuses: number[] = []
    const codes = ['a', 'a ', 'École', 'ÉCOLE', 'E\u0301cole', 'Ecole', 'ស\u200bុខា', 'សុខា', 'й', 'и', 'x²', 'x2']
    for (const Code of codes)
      statuses.push((await sales.owner.send('POST', path, { title: 'R', values: { Code } })).status)
    expect(statuses).toEqual([201, 422, 201, 422, 422, 201, 201, 422, 201, 201, 201, 201])
    const table = {
      columns: ['T', 'Code'],
      rows: [
        ['1', ' ECOLE'],
        ['2', 'Ëcole'],
        ['3', 'ëCOLE'],
      ],
    }
    const done = await importTable(project, table)
    expect(done.refused.map(({ row, code }) => [row, code])).toEqual([
      [1, 'notUnique'],
      [3, 'notUnique'],
    ])
  })
})

test('a country is read before a word for nothing', async () => {
  const project = await newProject([{ name: 'Country', type: 'country' }])
  await importTable(project, tableFrom(caseFile('country-na.csv')))
  expect(await valuesOf(project, 'Country')).toEqual(['NA', 'NO', null])
})

test('words for nothing are no options, unless an option is called so', async () => {
  const project = await newProject([{ name: 'Tier', type: 'select', config: { options: [{ name: 'None' }] } }])
  const table = {
    columns: ['T', 'Tier', 'Branch'],
    rows: ['none', 'n/a', '—', 'Gold'].map((tier, i) => [`r${i}`, tier, tier]),
  }
  const branch = { column: 'Branch', toNew: { name: 'Branch', type: 'select' } }
  const mapping = [{ column: 'T', to: 'title' }, { column: 'Tier', to: 'Tier', missing: 'create' as const }, branch]
  await importTable(project, table, { mapping })
  const [tier, newField] = (await fieldsOf(project)).map(({ config }) =>
    (config.options as { name: string }[]).map(({ name }) => name),
  )
  expect([tier, newField]).toEqual([['None', 'Gold'], ['Gold']])
})

test('00 is +, and what can’t be dialled is kept as it was typed', async () => {
  const project = await newProject([{ name: 'Phone', type: 'phone' }])
  const { columns, rows } = tableFrom(caseFile('phone-00.csv'))
  const more = [
    ['Desk', '555-3001', '555-3001'],
    ['Excel', "'012 345 679", '+85512345679'],
    ['Short', '1280', '1280'],
    ['Bracket', '(00855) 12 345 680', '+85512345680'],
  ]
  const all = [...rows, ...more]
  const done = await importTable(project, { columns: columns.slice(0, 2), rows: all.map((row) => row.slice(0, 2)) })
  expect(done.refused).toEqual([])
  expect(await valuesOf(project, 'Phone')).toEqual(all.map(([, , right]) => right))
  const found = async (q: string) =>
    (
      await sales.owner.get<{ results: { title: string; project: string }[] }>(`/api/search?q=${encodeURIComponent(q)}`)
    ).results
      .filter((one) => one.project === project.id)
      .map(({ title }) => title)
  for (const q of ['012345678', '012 345 678', '012-345-678', '12345678', '+855 12 345 678', '00855 12 345 678'])
    expect([q, (await found(q)).sort()]).toEqual([q, ['At home', 'River Ltd']])
  expect(await found('555-3001')).toEqual(['Desk'])
})

describe('money', () => {
  test('a sign in the cell decides the currency', async () => {
    const project = await newProject([
      { name: 'Price', type: 'currency', config: { currency: 'KHR', others: ['USD'] } },
    ])
    const { rows } = tableFrom(caseFile('dollar-in-riel.csv'))
    await importTable(project, { columns: ['Deal', 'Price'], rows: rows.map((row) => row.slice(0, 2)) })
    const amounts = (await valuesOf(project, 'Price')) as { amount: string; currency: string }[]
    expect(amounts.map(({ amount, currency }) => `${amount} ${currency}`)).toEqual(
      rows.map(([, , right]) => /[\d.]+ [A-Z]{3}/.exec(right!)![0]),
    )
    const strict = await newProject([{ name: 'Price', type: 'currency', config: { currency: 'KHR' } }])
    const done = await importTable(strict, {
      columns: ['Deal', 'Price'],
      rows: [
        ['Roof', '$100'],
        ['Fee', '€5'],
        ['Rice', '5000'],
      ],
    })
    expect(done.refused.map(({ row, code }) => [row, code])).toEqual([
      [1, 'unknownCurrency'],
      [2, 'unknownCurrency'],
    ])
  })

  test('a column of currencies is that of the amounts beside it', async () => {
    const table = {
      columns: ['Deal', 'Value', 'Currency'],
      rows: [
        ['Rice', '6,500,000', 'KHR'],
        ['Roof', '1,250.50', 'USD'],
        ['Seed', '$20', 'USD'],
        ['Well', '$30', 'KHR'],
      ],
    }
    const project = await newProject()
    const done = await importTable(project, table)
    expect((await fieldsOf(project)).map(({ name, type }) => [name, type])).toEqual([['Value', 'currency']])
    expect(done.refused.map(({ row, column }) => [row, column])).toEqual([[4, 'Value']])
    expect(await valuesOf(project, 'Value')).toEqual([
      { amount: '6500000.00', currency: 'KHR' },
      { amount: '1250.50', currency: 'USD' },
      { amount: '20.00', currency: 'USD' },
    ])
    const known = await newProject([{ name: 'Amount', type: 'currency', config: { currency: 'USD' } }])
    const other = await importTable(known, table)
    expect(other.refused.map(({ row, code }) => [row, code])).toEqual([
      [1, 'unknownCurrency'],
      [4, 'notAmount'],
    ])
    const wrong = {
      mapping: [
        { column: 'Deal', to: 'title' },
        { column: 'Currency', to: { currencyOf: 'Amount' } },
      ],
    }
    await expect(importTable(known, table, wrong)).rejects.toThrow(/422.*currencyOf/)
  })

  test('a file of several currencies makes a field that takes them', async () => {
    const project = await newProject()
    const table = {
      columns: ['Deal', 'Fee'],
      rows: [
        ['A', '$5'],
        ['B', '€7'],
        ['C', '€8'],
      ],
    }
    expect((await importTable(project, table)).refused).toEqual([])
    expect((await fieldsOf(project))[0]!.config).toMatchObject({ currency: 'EUR', others: ['USD'] })
  })
})

test('why a row is refused is told whole, to be said in any language', async () => {
  const project = await newProject([{ name: 'Stars', type: 'rating', config: { max: 4 } }])
  const done = await importTable(project, {
    columns: ['T', 'Stars'],
    rows: [
      ['A', '9'],
      ['B', '3/4'],
      ['C', '3/5'],
    ],
  })
  expect(done.refused).toMatchObject([
    {
      row: 1,
      column: 'Stars',
      code: 'notRating',
      value: '9',
      message: 'Stars must be a whole number from 1 to 4.',
      parts: { name: 'Stars', max: 4 },
    },
    { row: 3, code: 'notRating', value: '3/5' },
  ])
})

test('one leading zero makes a column text', async () => {
  const project = await newProject()
  const { columns, rows } = tableFrom(caseFile('leading-zeros.csv'))
  await importTable(project, { columns: columns.slice(0, 3), rows: rows.map((row) => row.slice(0, 3)) })
  expect((await fieldsOf(project)).map(({ name, type }) => [name, type])).toEqual([
    ['Zip', 'text'],
    ['Member no', 'text'],
  ])
  expect(await valuesOf(project, 'Zip')).toEqual(rows.map(([, zip]) => zip))
})

test('a first line sep= says what parts the cells, and is no row', () => {
  expect(tableFrom(caseFile('sep-line.csv'))).toEqual({
    columns: ['Name', 'Montant'],
    rows: [
      ['Sok', '1 250,50 €'],
      ['Dara', '99,00 €'],
    ],
  })
})

test('long notes arrive whole, as the description and in a field of their own', async () => {
  const project = await newProject([{ name: 'Remarks', type: 'longText' }])
  const table = tableFrom(caseFile('long-notes.csv'))
  const mapping = [
    { column: 'Company', to: 'title' },
    { column: 'Notes', to: 'description' },
    { column: 'Notes', to: 'Remarks' },
  ]
  expect((await importTable(project, table, { mapping })).refused).toEqual([])
  const notes = table.rows.map((row) => row[1])
  expect(notes.every((note) => note!.length > 1000)).toBe(true)
  expect(await valuesOf(project, 'Remarks')).toEqual(notes)
  const records = await Promise.all(
    (await recordsOf(project)).map(({ id }) => sales.owner.get<{ record: RecordAnswer }>(`/api/records/${id}`)),
  )
  expect(records.map(({ record }) => record.description)).toEqual(notes)
})
