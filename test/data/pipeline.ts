import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { seededRandom } from '../seeded-random.ts'
import { SHARED } from './shared.ts'

/** A company's sales history as files, and the figures that whoever imports it must see. */
export interface Pipeline {
  name: string
  /** accounts.csv and sales_pipeline.csv, byte by byte */
  accounts: Buffer
  deals: Buffer
  expected: {
    accounts: number
    /** deals in each stage of the file */
    stages: { Prospecting: number; Engaging: number; Won: number; Lost: number }
    /** deals that name no account */
    withoutAccount: number
    /** sum of what was won, in whole dollars */
    won: number
    /** the same by the month of closing: '2024-03' */
    wonByMonth: Record<string, number>
    /** the accounts that bought the most, best first, with that sum */
    best: [account: string, won: number][]
    /** what cells of `sector` stand for other sectors */
    sectors: Record<string, string>
  }
}

const DEALS = 8800
const CUSTOMERS = 92
const STAGES = [
  ['Won', 0.48],
  ['Lost', 0.28],
  ['Engaging', 0.18],
  ['Prospecting', 0.06],
] as const
const PRODUCTS = ['Pump 40', 'Pump 75', 'Filter S', 'Filter XL', 'Solar kit', 'Tank 1,000 l', 'ធុងទឹក', 'Hose "Pro"']
const AGENTS = ['Makara Sin', 'Dara Vann', 'Bopha Lim', 'Chan Thy', 'Nimol Keo', 'Rithy Sok', 'Anaïs Dupré', 'សុខ មករា']
const SECTORS = ['Farming', 'Hotels', 'Garments', 'Schools', 'Building']
const PLACES = ['Phnom Penh', 'Siem Reap', 'Battambang', 'Kampot', 'Takeo', 'សៀមរាប', 'Koh Kong', '"Old" market, Kep']
const FIRST = ['Angkor', 'Mekong', 'Tonle', 'Lotus', 'Naga', 'Bokor', 'Kirirom', 'Bayon', 'អង្គរ', 'Café', 'Prek', 'Sen']
const LAST = ['Foods', 'Hotel', 'Water & Co., Ltd.', 'Works', '"Star" Garment', 'School', 'Brothers', 'ទន្លេ']

const csv = (columns: string[], rows: string[][]) => Buffer.from(`${Papa.unparse([columns, ...rows])}\r\n`)

/** 8,800 deals from a fixed seed. The figures are added up in whole dollars as the rows are written, without the product's own code. */
export function generatePipeline(): Pipeline {
  const { random } = seededRandom(8800)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const day = (from: string, days: number) =>
    new Date(Date.parse(from) + Math.floor(random() * days) * 86_400_000).toISOString().slice(0, 10)

  const accounts = Array.from({ length: CUSTOMERS }, (_, i) => `${FIRST[i % 12]} ${LAST[Math.floor(i / 12)]}`)
  const accountRows = accounts.map((name, i) => [
    name,
    // Somebody's hand wrote one of them.
    i === 7 ? 'Hotles' : pick(SECTORS),
    String(1950 + Math.floor(random() * 70)),
    (random() * 2000).toFixed(2),
    String(2 + Math.floor(random() * 9000)),
    pick(PLACES),
    random() < 0.2 ? pick(accounts) : '',
  ])

  const stages = { Prospecting: 0, Engaging: 0, Won: 0, Lost: 0 }
  const wonByMonth: Record<string, number> = {}
  const wonByAccount = new Map<string, number>()
  let won = 0
  let withoutAccount = 0
  const dealRows: string[][] = []
  for (let i = 0; i < DEALS; i++) {
    const chance = random()
    let share = 0
    const [stage] = STAGES.find(([, one]) => {
      share += one
      return chance < share
    })!
    const closed = stage === 'Won' || stage === 'Lost'
    const account = !closed && random() < 0.6 ? '' : pick(accounts)
    const closedOn = closed ? day('2023-03-01', 306) : ''
    const dollars = stage === 'Won' ? 20 + Math.floor(random() ** 3 * 9000) : 0
    stages[stage]++
    if (account === '') withoutAccount++
    if (stage === 'Won') {
      won += dollars
      const month = closedOn.slice(0, 7)
      wonByMonth[month] = (wonByMonth[month] ?? 0) + dollars
      wonByAccount.set(account, (wonByAccount.get(account) ?? 0) + dollars)
    }
    dealRows.push([
      `T${(i * 7919 + 100_003).toString(36).toUpperCase()}`,
      pick(AGENTS),
      pick(PRODUCTS),
      account,
      stage,
      stage === 'Prospecting' ? '' : day('2022-10-01', 120),
      closedOn,
      closed ? String(dollars) : '',
    ])
  }
  return {
    name: 'a generated seller',
    accounts: csv(
      ['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of'],
      accountRows,
    ),
    deals: csv(
      ['opportunity_id', 'sales_agent', 'product', 'account', 'deal_stage', 'engage_date', 'close_date', 'close_value'],
      dealRows,
    ),
    expected: {
      accounts: CUSTOMERS,
      stages,
      withoutAccount,
      won,
      wonByMonth: Object.fromEntries(Object.entries(wonByMonth).sort()),
      best: [...wonByAccount].sort((a, b) => b[1] - a[1]).slice(0, 3),
      sectors: { Hotles: 'Hotels' },
    },
  }
}

/** The figures of shared/data/maven as its README has them. */
const maven = (): Pipeline => ({
  name: 'a hardware seller',
  accounts: readFileSync(`${SHARED}maven/accounts.csv`),
  deals: readFileSync(`${SHARED}maven/sales_pipeline.csv`),
  expected: {
    accounts: 85,
    stages: { Prospecting: 500, Engaging: 1589, Won: 4238, Lost: 2473 },
    withoutAccount: 1425,
    won: 10_005_534,
    wonByMonth: {
      '2017-03': 1_134_672,
      '2017-04': 721_932,
      '2017-05': 1_025_713,
      '2017-06': 1_338_466,
      '2017-07': 696_932,
      '2017-08': 1_050_059,
      '2017-09': 1_235_264,
      '2017-10': 731_980,
      '2017-11': 938_943,
      '2017-12': 1_131_573,
    },
    best: [
      ['Kan-code', 341_455],
      ['Konex', 269_245],
      ['Condax', 206_410],
    ],
    sectors: { technolgy: 'technology' },
  },
})

/** What tests of a whole sales history run over: the generated one always, the other where it lies beside the clone. */
export const PIPELINES: Pipeline[] = [generatePipeline(), ...(existsSync(`${SHARED}maven`) ? [maven()] : [])]

/** The cells of a file, without its header. */
export const rowsOf = (file: Buffer): string[][] => cellsOf(file).slice(1)
export const columnsOf = (file: Buffer): string[] => cellsOf(file)[0]!
const cellsOf = (file: Buffer) => Papa.parse<string[]>(file.toString().trim()).data
