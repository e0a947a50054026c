import { expect, test } from 'vitest'
import { guessList, guessOption, profileOf, recognise } from '../../../src/core/csv/index.ts'
import { opportunities } from './projects.ts'

test.each<[cells: string[], expected: Partial<ReturnType<typeof recognise>>]>([
  [['2024-01-15', '2024-02-20'], { type: 'date', unsure: false }],
  [['01/20/2024', '03/04/2024'], { type: 'date', dates: ['MDY'], unsure: false }],
  [['20/01/2024', '03/04/2024'], { type: 'date', dates: ['DMY'], unsure: false }],
  [['03/04/2024', '05/06/2024'], { type: 'date', dates: ['DMY', 'MDY'], unsure: true }],
  [['03/03/2024'], { type: 'date', dates: ['DMY', 'MDY'], unsure: false }],
  [['2024-01-20T14:30:00Z'], { type: 'dateTime' }],
  [['1,250.50', '3'], { type: 'number', decimals: ['.'], unsure: false }],
  [['1.250,50', '3'], { type: 'number', decimals: [','], unsure: false }],
  [['1.250', '2.500'], { type: 'number', decimals: ['.', ','], unsure: true }],
  [['1250', '7'], { type: 'number', decimals: ['.', ','], unsure: false }],
  [['$1,250', '$3'], { type: 'currency', currencies: [expect.arrayContaining(['USD', 'AUD'])] }],
  [['€ 5', 'EUR 6'], { type: 'currency', currencies: [['EUR']] }],
  [['15%', '20 %'], { type: 'percent' }],
  [['007', '042'], { type: 'text' }],
  [['012 345 678', '+855 12 345 679'], { type: 'phone' }],
  [['(209)172-7124x3651', '915.112.1727'], { type: 'phone' }],
  [['2024-01-15', '01/20/2024', '20.03.2024'], { type: 'text' }],
  [['a@b.co', 'c@d.org'], { type: 'email' }],
  [['http://a.co', 'www.b.co'], { type: 'url' }],
  [['Yes', 'no'], { type: 'checkbox' }],
  [['Cambodia', 'United States'], { type: 'country', unsure: false }],
  [['Hot', 'Cold', 'Hot', 'Hot', 'Cold', 'Hot'], { type: 'select' }],
  [['Hot', 'Cold'], { type: 'text' }],
  [['a\nb'], { type: 'longText' }],
  [['', ' ', '-'], { type: 'text', unsure: true }],
])('%j', (cells, expected) => {
  expect(recognise(cells)).toMatchObject(expected)
})

test.each([
  ['Won', 'Closed won'],
  ['Closed Won', 'Closed won'],
  ['Lost', 'Closed lost'],
  ['Closed - Not Converted', 'Closed lost'],
  ['Prospecting', 'Qualification'],
  ['Engaging', 'Negotiation'],
  ['NEW', 'Unqualified'],
  ['Open - Not Contacted', 'Unqualified'],
  ['Negotiation/Review', 'Negotiation'],
  ['Proposal/Price Quote', 'Proposal sent'],
  ['junk', 'Not viable'],
  ['Hot', undefined],
])('the list for %s is %s', (value, expected) => {
  expect(guessList(value, opportunities.lists)?.name).toBe(expected)
})

test('"GTXPro" is "GTX Pro"', () => {
  const options = [
    { id: '1', name: 'GTX Pro' },
    { id: '2', name: 'GTX Plus Pro' },
  ]
  expect(guessOption('GTXPro', options)?.id).toBe('1')
  expect(guessOption('GTX', options)).toBeUndefined()
})

test('cells that name the same thing are one value, in the spelling that comes first', () => {
  const cells = ['Gold', 'gold ', 'Peña', 'GOLD', 'Pena', 'PEÑA']
  const [profile] = profileOf({ columns: ['Tier'], rows: cells.map((cell) => [cell]) })
  expect(profile!.values).toEqual([
    { value: 'Gold', count: 3 },
    { value: 'Peña', count: 2 },
    { value: 'Pena', count: 1 },
  ])
})
