import Papa from 'papaparse'
import { seededRandom } from '../seeded-random.ts'

const FIRST = ['Heng', 'Anaïs', 'Bopha', 'Chan', 'Dara', 'Erik', 'Fatima', 'Grace', 'សុខា', 'José']
const LAST = ['Kim', 'Lim', 'Sok', 'Vann', 'Okafor', 'Müller', "O'Brien", 'Nguyễn', 'ចាន់', 'Silva']
const COUNTRIES = ['Cambodia', 'Vietnam', 'Thailand', 'France', 'Japan', 'Kenya', 'Brazil', 'United States']
const NO_COUNTRIES = ['Atlantis', 'Old Siam', 'Kingdom of the West']
const NO_PHONES = ['call me', '12', 'see below', '+', '999-bad']

/** Ten thousand customers, and which cells of them no field takes: [row from 0, column, code]. */
export function generateContacts(count = 10_000): {
  file: Buffer
  wrong: [row: number, column: string, code: string][]
} {
  const { random } = seededRandom(10_000)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const wrong: [number, string, string][] = []
  const digits = (n: number) => String(Math.floor(random() * 10 ** n)).padStart(n, '1')
  const phone = (row: number, column: string) => {
    if (random() < 0.01) {
      wrong.push([row, column, 'notPhone'])
      return pick(NO_PHONES)
    }
    return pick([
      `+855 12 ${digits(3)} ${digits(3)}`,
      `012 ${digits(3)} ${digits(3)}`,
      `+33 1 42 ${digits(2)} ${digits(2)} ${digits(2)}`,
    ])
  }
  const rows = Array.from({ length: count }, (_, row) => {
    const [first, last] = [pick(FIRST), pick(LAST)]
    const lost = random() < 0.005
    const numbers = [phone(row, 'Phone 1'), phone(row, 'Phone 2')]
    if (lost) wrong.push([row, 'Country', 'notCountry'])
    return [
      String(row + 1),
      `C${(row * 104_729 + 65_537).toString(16).toUpperCase()}`,
      first,
      last,
      `${last}, ${pick(LAST)} & ${row}`,
      pick(['Kep', 'Takeo', 'Lake "Tonle"', 'Siem Reap']),
      pick(lost ? NO_COUNTRIES : COUNTRIES),
      ...numbers,
      `buyer${row}@a${row % 97}.example`,
      new Date(Date.UTC(2020, 0, 1) + Math.floor(random() * 900) * 86_400_000).toISOString().slice(0, 10),
      `https://a${row % 97}.example/${row}`,
    ]
  })
  const columns = [
    ...['Index', 'Customer Id', 'First Name', 'Last Name', 'Company', 'City', 'Country', 'Phone 1', 'Phone 2', 'Email'],
    ...['Subscription Date', 'Website'],
  ]
  return { file: Buffer.from(Papa.unparse([columns, ...rows], { newline: '\n' })), wrong }
}
