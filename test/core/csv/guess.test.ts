import { describe, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../../src/core/api/answers.ts'
import { guessMapping, type Member, profileOf } from '../../../src/core/csv/index.ts'
import { customers, field, opportunities } from './projects.ts'

/** What each column of a small table is proposed for. */
function goals(text: string, project: ProjectAnswer = opportunities, people: Member[] = []) {
  const [columns, ...rows] = text.split('\n').map((line) => line.split(','))
  const { mapping } = guessMapping(profileOf({ columns: columns!, rows }), project, { people })
  return Object.fromEntries(mapping.map((one) => [one.column, 'to' in one ? one.to : `new ${one.toNew.type}`]))
}

describe('a column of members', () => {
  const people = [
    { name: 'Sokha Chan', email: 'sokha@team.example' },
    { name: 'Dara Vann', email: 'dara@team.example' },
  ]
  const assigned = (owners: string[], head: string, project?: ProjectAnswer) =>
    goals([`Deal,${head}`, ...owners.map((owner, i) => `Deal ${i},${owner}`)].join('\n'), project, people)[head]

  test.each([
    'Owner',
    'sales_agent',
    'Deal owner',
    'Assignee',
    'Propriétaire',
    'Verantwortlich',
    'អ្នកទទួលខុសត្រូវ',
    '负责人',
  ])('is known by its head %s, also where some are strangers', (head) => {
    expect(assigned(['sokha@team.example', 'a@x.example', 'b@x.example', 'c@x.example'], head)).toBe('assignees')
    expect(assigned(['SOKHA CHAN', 'Nobody', 'Noone', 'Stranger'], head)).toBe('assignees')
  })

  test('is known by its values, whatever its head', () => {
    expect(assigned(['Dara Vann', 'dara@team.example', 'Stranger'], 'Xyz')).toBe('assignees')
    expect(assigned(['Sokha Chan; Dara Vann', 'Sokha Chan'], 'Xyz')).toBe('assignees')
    expect(assigned(['Dara Vann', 'Stranger', 'Other'], 'Xyz')).toBe('new text')
  })

  test('goes to the person field of its name, and to one where records have no assignees', () => {
    const owned = { ...opportunities, fields: [...opportunities.fields, field(30, 'Owner', 'person')] }
    expect(assigned(['sokha@team.example'], 'Owner', owned)).toBe('Owner')
    expect(assigned(['sokha@team.example'], 'Xyz', owned)).toBe('assignees')
    const unassigned = { ...owned, parts: { ...owned.parts, assignees: false } }
    expect(assigned(['sokha@team.example'], 'Xyz', unassigned)).toBe('Owner')
  })

  test('of strangers alone becomes a field of its own', () => {
    expect(assigned(['Stranger', 'Other'], 'Owner')).toBe('new text')
  })

  test('does not take the column of addresses from its field', () => {
    const found = goals('Company,Email\nA,sokha@team.example\nB,dara@team.example', customers, people)
    expect(found.Email).toBe('Email')
  })
})

test('what every column is said to be of is left out', () => {
  const head =
    'Deal - Title,Deal - Value,Deal - Stage,Deal - Organization,Deal - Owner,Deal - Expected close date,Deal - Deal created'
  const row = 'Roof of a school,1200,Won,Kampot Pepper Growers,Sokha Chan,2026-12-01,2026-11-02'
  const people = [{ name: 'Sokha Chan', email: 'sokha@team.example' }]
  expect(Object.values(goals(`${head}\n${row}`, opportunities, people))).toEqual([
    'title',
    'Amount',
    'list',
    'Customer',
    'assignees',
    'Expected close date',
    'createdAt',
  ])
})

describe('a column of stages', () => {
  const stages = (...values: string[]) =>
    goals(['Deal,Status', ...values.map((value, i) => `Deal ${i},${value}`)].join('\n')).Status

  test('is the list where most of its cells mean one', () => {
    expect(stages('Won', 'Prospecting', 'Hot')).toBe('list')
    expect(stages('Won', 'Won', 'Won', 'Hot', 'Cold')).toBe('list')
  })

  test('is a choice of its own where they don’t, also where there are few', () => {
    expect(stages('Hot', 'Cold', 'Frozen')).toBe('new select')
    expect(stages('Won', 'Hot', 'Cold', 'Frozen')).toBe('new select')
  })

  test('goes to a field of its name first', () => {
    const project = {
      ...opportunities,
      fields: [...opportunities.fields, field(31, 'Status', 'select', { options: [] })],
    }
    expect(goals('Deal,Status\nA,Hot\nB,Won', project).Status).toBe('Status')
  })
})

describe('the title', () => {
  const titles = (text: string, project: ProjectAnswer = opportunities) =>
    Object.entries(goals(text, project))
      .filter(([, goal]) => goal === 'title')
      .map(([column]) => column)

  test.each([
    ['姓名,备注电话\n王伟,012345678\n李娜,012345679', ['姓名']],
    ['Tel,Nom complet\n012 345 678,Sok\n012 345 679,Dara', ['Nom complet']],
    ['a,b,c,d\n1,2026-01-02,x@y.co,Rice\n2,2026-01-03,z@y.co,Roof', ['d']],
    ['Opportunity,Other\n012 345 678,Rice\n012 345 679,Roof', ['Other']],
    ['Zip,What\n02138,Rice\n02139,Roof', ['What']],
    ['Remark,What\nonly one,Rice\n,Roof\n,Seed', ['What']],
    ['First name,Last name\nSokha,Chan\nDara,', ['First name', 'Last name']],
    ['Prénom,Nom,E-mail\nSokha,Chan,a@b.co', ['Prénom', 'Nom']],
    ['នាមត្រកូល,នាមខ្លួន\nចាន់,សុខា', ['នាមត្រកូល', 'នាមខ្លួន']],
    ['First name,Last name,Deal\nSokha,Chan,Rice', ['Deal']],
    ['First name,City\nSokha,Kep', ['First name']],
    ['Phone,Amount\n012 345 678,5\n012 345 679,6', []],
  ])('of %j is %j', (text, expected) => {
    expect(titles(text)).toEqual(expected)
  })

  test('where all words fill something else, it is what tells the rows apart', () => {
    const { mapping } = guessMapping(
      profileOf({
        columns: ['Account', 'Amount'],
        rows: [
          ['Angkor Foods', '5'],
          ['Naga Hotel', '6'],
        ],
      }),
      opportunities,
    )
    expect(mapping.filter(({ column }) => column === 'Account').map((one) => 'to' in one && one.to)).toEqual([
      'Customer',
      'title',
    ])
  })
})

test('a column of members that tells the rows apart is a better title than one that doesn’t', () => {
  const rows = Array.from({ length: 9 }, (_, i) => [`Agent ${i}`, i % 2 ? 'North' : 'South'])
  const people = [{ name: 'Agent 3', email: 'a@b.co' }]
  const { mapping } = guessMapping(profileOf({ columns: ['sales_agent', 'Office'], rows }), opportunities, { people })
  expect(mapping.map((one) => [one.column, 'to' in one ? one.to : one.toNew.type])).toEqual([
    ['sales_agent', 'assignees'],
    ['sales_agent', 'title'],
    ['Office', 'select'],
  ])
})

test.each<[cells: string[], separator: string | null]>([
  [['red, blue', 'red', 'blue, green'], ','],
  [['red; blue', 'Kingdom, United; red', 'x; y'], ';'],
  [['red | blue', 'red'], '|'],
  [['red\nblue', 'red'], '\n'],
  [['red', 'blue'], null],
])('what parts the values of %j is %j, decided once for the column', (cells, separator) => {
  const table = { columns: ['Deal', 'Colours'], rows: cells.map((cell, i) => [`Deal ${i}`, cell]) }
  const options = [{ id: 'a', name: 'Blue', color: 'grey' }]
  const project = { ...opportunities, fields: [field(32, 'Colours', 'multiSelect', { options })] }
  const found = guessMapping(profileOf(table), project).mapping[1]
  expect(found).toMatchObject({ to: 'Colours', separator })
  if (cells.join().includes('blue')) expect(found).toMatchObject({ values: { blue: 'Blue' } })
})

test.each<[dates: string[], order: string | undefined]>([
  [['03/04/2026', '05/06/2026'], undefined],
  [['03/04/2026', '13/06/2026'], 'DMY'],
  [['03/04/2026', '05/16/2026'], 'MDY'],
  // Both ways are the same day, or one way is the only one.
  [['03/03/2026'], 'DMY'],
  [['2026-04-03', 'Apr 3 2026'], 'YMD'],
])('the order of %j is %j', (dates, order) => {
  const table = { columns: ['Deal', 'Day'], rows: dates.map((date, i) => [`Deal ${i}`, date]) }
  expect(guessMapping(profileOf(table), opportunities).dates).toBe(order)
  // Another column of the file may say it.
  const decided = { columns: ['Deal', 'Day', 'Other'], rows: table.rows.map((row) => [...row, '31/12/2026']) }
  if (!order) expect(guessMapping(profileOf(decided), opportunities).dates).toBe('DMY')
})
