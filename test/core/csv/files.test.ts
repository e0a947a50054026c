import { existsSync, readdirSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  delimiterOf,
  encodingOf,
  guessMapping,
  headerRow,
  isCutUtf8,
  mappingSchema,
  profileOf,
  rowReader,
  tableOf,
} from '../../../src/core/csv/index.ts'
import { AWKWARD_FILES, NO_TEXT_FILES } from '../../data/awkward-files.ts'
import { generateContacts } from '../../data/contacts.ts'
import { EXPORT_FILES } from '../../data/exports.ts'
import { PIPELINES } from '../../data/pipeline.ts'
import { SHARED } from '../../data/shared.ts'
import { decode, parseFile, tableFrom } from './files.ts'
import { customers, opportunities } from './projects.ts'

const world = { country: 'KH', zone: 'Asia/Phnom_Penh', people: [], me: 1 }
const goals = (file: Uint8Array, project = customers) =>
  guessMapping(profileOf(tableFrom(file)), project).mapping.map((one) => [
    one.column,
    'to' in one ? one.to : `new ${one.toNew.type}`,
  ])
/** What is wrong in each row, by the proposed mapping. */
const problems = (file: Uint8Array, project = customers) => {
  const table = tableFrom(file)
  const mapping = guessMapping(profileOf(table), project)
  expect(v.parse(mappingSchema, mapping)).toEqual(mapping)
  const reader = rowReader(mapping, project, world)
  return table.rows.flatMap((cells, row) => reader.check(cells).map(({ column, code }) => [row, column, code] as const))
}

describe.each(PIPELINES)('the sales history of $name', ({ accounts, deals }) => {
  test('its pipeline is mapped without a correction', () => {
    expect(goals(deals, opportunities)).toEqual([
      ['opportunity_id', 'title'],
      ['sales_agent', 'new select'],
      ['product', 'new select'],
      ['account', 'Customer'],
      ['deal_stage', 'list'],
      ['engage_date', 'createdAt'],
      ['close_date', 'Expected close date'],
      ['close_date', 'closedAt'],
      ['close_value', 'Amount'],
    ])
    expect(problems(deals, opportunities)).toEqual([])
    const list = guessMapping(profileOf(tableFrom(deals)), opportunities).mapping[4]
    expect(list).toMatchObject({
      values: { Prospecting: 'Qualification', Engaging: 'Negotiation', Won: 'Closed won', Lost: 'Closed lost' },
    })
  })

  test('so are its accounts', () => {
    expect(goals(accounts)).toEqual([
      ['account', 'title'],
      ['sector', 'Category'],
      ['year_established', 'new number'],
      ['revenue', 'new number'],
      ['employees', 'new number'],
      ['office_location', 'Address'],
      ['subsidiary_of', 'new text'],
    ])
    expect(problems(accounts)).toEqual([])
  })
})

test('the generated sales history is the same each time', () => {
  const { stages, withoutAccount, won, best } = PIPELINES[0]!.expected
  expect({ stages, withoutAccount, won, best }).toEqual({
    stages: { Prospecting: 525, Engaging: 1573, Won: 4217, Lost: 2485 },
    withoutAccount: 1284,
    won: 9_746_026,
    best: [
      ['Prek Brothers', 171_517],
      ['Kirirom Foods', 163_479],
      ['Sen School', 160_715],
    ],
  })
})

const contacts = generateContacts()
describe.each([
  { name: 'generated', file: contacts.file, wrong: contacts.wrong },
  ...(existsSync(`${SHARED}contacts`)
    ? [{ name: 'made-up', file: readFileSync(`${SHARED}contacts/customers-10000.csv`), wrong: null }]
    : []),
])('ten thousand $name customers', ({ file, wrong }) => {
  test('what is wrong is named by row, the rest fits', () => {
    const found = problems(file)
    expect(new Set(found.map(([, column, code]) => `${column} ${code}`))).toEqual(
      new Set(['Phone 1 notPhone', 'Phone 2 notPhone', 'Country notCountry']),
    )
    const keys = (list: readonly (readonly unknown[])[]) => list.map((one) => one.join(' ')).sort()
    if (wrong) expect(keys(found)).toEqual(keys(wrong))
    expect(goals(file)).toContainEqual(['Company', 'title'])
  })
})

describe('exports of other programs', () => {
  test.each(EXPORT_FILES)('$name', ({ text, project, expected }) => {
    const proposed = goals(Buffer.from(text), project === 'customers' ? customers : opportunities)
    expect(Object.fromEntries(proposed)).toMatchObject(expected)
  })
})

describe('awkward files', () => {
  test.each(AWKWARD_FILES)('$name', ({ bytes, columns, rows }) => {
    const table = tableFrom(bytes)
    expect(table).toEqual({ columns, rows })
    for (const row of table.rows) expect(row).toHaveLength(columns.length)
  })

  test.each(NO_TEXT_FILES)('$name is no text', ({ bytes }) => {
    expect(encodingOf(bytes, decode)).toBeNull()
  })
})

/** The files beside the clone are an extra: without them nothing is left out that isn't asked above. */
if (existsSync(SHARED)) {
  const read = (path: string) => readFileSync(SHARED + path)

  describe('exports as others made them up', () => {
    test.each([
      [
        'hubspot-contacts',
        customers,
        { Email: 'Email', 'Phone Number': 'Phone', 'Original Source': 'Source', 'Lead Status': 'new select' },
      ],
      ['salesforce-leads', opportunities, { Company: 'Customer', LeadSource: 'Deal source', Status: 'list' }],
      ['zoho-leads', opportunities, { 'Lead Name': 'title', Phone: 'new phone', 'Lead Source': 'Deal source' }],
      ['agency-chaos', customers, { Notes: 'description', Status: 'new select' }],
      [
        'horrible-headers',
        customers,
        { Name: 'title', 'EMAIL ADDRESS': 'Email', 'Mobile No.': 'Phone', ईमेल: 'new email' },
      ],
      ['mixed-dates', customers, { Name: 'title', 'Signup Date': 'new text', 'Last Contact': 'new dateTime' }],
      ['rtl-arabic', customers, { Company: 'title', البريد: 'Email', الهاتف: 'Phone', Notes: 'description' }],
    ])('%s', (name, project, expected) => {
      expect(Object.fromEntries(goals(read(`export-shapes/${name}.csv`), project))).toMatchObject(expected)
    })
  })

  describe('awkward files of others', () => {
    // location_coordinates.json holds another phone number than its own CSV, so it proves nothing.
    const spectrum = readdirSync(`${SHARED}csv-spectrum/csvs`).filter((name) => !name.startsWith('location'))

    test.each(spectrum)('csv-spectrum %s', (name) => {
      const table = tableOf(parseFile(read(`csv-spectrum/csvs/${name}`)), 0)
      const rows = table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])))
      const expected = read(`csv-spectrum/json/${name.replace('.csv', '.json')}`).toString()
      // The JSON files were written with plain line feeds even where the CSV has none.
      expect(JSON.parse(JSON.stringify(rows).replaceAll('\\r\\n', '\\n'))).toEqual(
        JSON.parse(expected.replaceAll('\\r\\n', '\\n')),
      )
    })

    test.each([
      ['bom.csv', ['id', 'name'], 2],
      ['blank-headers.csv', ['id', 'B', 'age'], 2],
      ['blank-rows-multiple.csv', ['id', 'name', 'age'], 2],
      ['delimiter.csv', ['id', 'name'], 2],
      ['long-sample.csv', ['A', 'B', 'C', 'D', 'E', 'F', 'G'], 8],
      ['malformed.tsv', ['site', 'lon', 'lat', 'max', 'min', 'precip', 'snow', 'snowdepth', 'I'], 8],
    ])('%s', (name, columns, rows) => {
      const table = tableFrom(read(`awkward-files/${name}`))
      expect(table.columns).toEqual(columns)
      expect(table.rows).toHaveLength(rows)
      for (const row of table.rows) expect(row).toHaveLength(columns.length)
    })

    test('Latin-1 is read as what it was written in', () => {
      expect(tableFrom(read('awkward-files/latin1.csv')).rows[1]).toEqual(['2', '©'])
    })

    test.each(['merged-cells.xlsx', 'merged-cells-boolean.xls'])('%s is no text', (name) => {
      expect(encodingOf(read(`awkward-files/${name}`), decode)).toBeNull()
    })
  })
}

test.each([
  ['a,b\n1,2\n', ','],
  ['a;b\n1,5;2,5\n', ';'],
  ['a\tb, c\n1\t2\n', '\t'],
  ['"x;y",b\n"1;2;3",2\n', ','],
  ['one column\nof text\n', ','],
  ['', ','],
])('%j is parted by %j', (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter)
})

/** Texts as files of the languages write them, with the bytes of their letters above ASCII. */
test.each([
  ['windows-1252', 'Société Générale;Müller & Söhne;Peña;Ångström', { é: 0xe9, ü: 0xfc, ö: 0xf6, ñ: 0xf1, Å: 0xc5 }],
  ['windows-1250', 'Łódź;Spółka Żywiec;Wałęsa', { Ł: 0xa3, ó: 0xf3, ź: 0x9f, ł: 0xb3, Ż: 0xaf, ę: 0xea }],
  ['macintosh', 'Société Générale;Müller;Peña;Café', { é: 0x8e, ü: 0x9f, ñ: 0x96 }],
] as [string, string, Record<string, number>][])('%s is known by its letters', (encoding, text, letters) => {
  const bytes = Uint8Array.from([...text].map((char) => letters[char] ?? char.charCodeAt(0)))
  expect(new TextDecoder(encoding).decode(bytes)).toBe(text)
  expect(encodingOf(bytes, decode)).toBe(encoding)
})

test('UTF-8 that is cut within its last letter is UTF-8, and said to be cut', () => {
  const bytes = new TextEncoder().encode('Name\nសុខា')
  expect([encodingOf(bytes, decode), isCutUtf8(bytes)]).toEqual(['utf-8', false])
  for (const less of [1, 2]) {
    const cut = bytes.subarray(0, bytes.length - less)
    expect([encodingOf(cut, decode), isCutUtf8(cut)]).toEqual(['utf-8', true])
  }
  const western = Uint8Array.from([...'Peña'].map((char) => char.charCodeAt(0)))
  expect([encodingOf(western, decode), isCutUtf8(western)]).toEqual(['windows-1252', false])
})

test('UTF-16 is known with and without its mark', () => {
  const text = 'id,name\n1,Sokha\n'
  const little = Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0), 0]))
  expect(encodingOf(little, decode)).toBe('utf-16le')
  expect(encodingOf(Uint8Array.from([0xff, 0xfe, ...little]), decode)).toBe('utf-16le')
  expect(encodingOf(Uint8Array.from([...text].flatMap((char) => [0, char.charCodeAt(0)])), decode)).toBe('utf-16be')
  expect(encodingOf(new TextEncoder().encode('ឈ្មោះ,🦆'), decode)).toBe('utf-8')
})

test('600 columns, doubled and blank names: all stay apart', () => {
  const row = Array.from({ length: 600 }, (_, i) => (i % 3 ? 'Name' : ''))
  const table = tableOf([row, row.map(() => 'x')], 0)
  expect(new Set(table.columns).size).toBe(600)
  expect(guessMapping(profileOf(table), customers).mapping).toHaveLength(1)
})

test('who may not manage a project is offered no new fields', () => {
  const table = tableOf(
    [
      ['Name', 'Shoe size'],
      ['A', '42'],
    ],
    0,
  )
  const mapped = (access: 'edit' | 'manage') =>
    guessMapping(profileOf(table), { ...customers, rights: { access, records: 'all' } }).mapping.map(
      ({ column }) => column,
    )
  expect(mapped('manage')).toEqual(['Name', 'Shoe size'])
  expect(mapped('edit')).toEqual(['Name'])
})

test('a file of nothing has no columns and no rows', () => {
  for (const text of ['', '\n\n', ',,\n,,'])
    expect(tableOf(Papa.parse<string[]>(text).data, 0)).toEqual({ columns: [], rows: [] })
})

test.each<[lines: string[], header: number | null]>([
  [['Name,Email', 'A,a@b.co'], 0],
  [['Customer export, 2026', '', 'Name,Email,Phone', 'A,a@b.co,1'], 2],
  [['Customer export, 2026', '', 'Name,Email', 'A,a@b.co', 'B,b@b.co'], 2],
  [['Mekong Advisory', 'Exported on 3 May 2026', '', '', 'Name,Email', 'A,a@b.co'], 4],
  [['Customers,,,', 'Name,Email,Phone,City', 'A,,,', 'B,,,Kep', 'C,,1,Kep'], 1],
  [['អតិថិជន ២០២៦', 'ឈ្មោះ,អ៊ីមែល,ទូរស័ព្ទ', 'សុខា,a@b.co,1'], 1],
  [['', ',,', 'Name,Email,Phone', 'A,a@b.co,1'], 2],
  // A header whose rows are wider, once by a stray comma, is not a title.
  [['Name,Note', 'A,one,two,three,four,five', 'B,x', 'C,y'], 0],
  [['Name', 'A,x', 'B,y'], 0],
  [['Name,Email', '', 'A,a@b.co,x', 'B,b@b.co,y'], 0],
  [['Name,Email,Phone', 'A,a@b.co,1', '', 'B,,', '', 'C,c@d.co,2'], 0],
  // Data from the first row on.
  [['A,a@b.co', 'B,b@b.co'], null],
  [['1,2', '', '3,4'], null],
  [['Only one line'], 0],
  [['', ' , '], null],
])('in %j the names stand in row %j', (lines, header) => {
  expect(headerRow(lines.map((line) => line.split(',')))).toBe(header)
})

test('what stands above the names is no row', () => {
  const table = tableFrom(new TextEncoder().encode('"Customer export, 2026"\n\nName;Town\nSok;Kep\n\nDara;Takeo\n'))
  expect(table).toEqual({
    columns: ['Name', 'Town'],
    rows: [
      ['Sok', 'Kep'],
      ['Dara', 'Takeo'],
    ],
  })
})
