import { randomFrom } from '../../src/core/template/sample.ts'

/** Deals and customers for the benchmark, the same for the same seed: names, amounts and dates spread as a real pipeline's are. */
const FIRST = [
  'Angkor',
  'Mekong',
  'Bassac',
  'Tonle',
  'Kampot',
  'Battambang',
  'Naga',
  'Lotus',
  'Delta',
  'Riverside',
  'Golden',
  'Cardamom',
]
const SECOND = [
  'Logistics',
  'Foods',
  'Solar',
  'Textiles',
  'Clinic',
  'Motors',
  'School',
  'Hotel',
  'Farms',
  'Printing',
  'Builders',
  'Traders',
]
const WORK = ['support', 'website', 'stock system', 'training', 'payroll', 'network', 'booking app', 'audit']
export const STAGES = [
  'Unqualified',
  'Qualification',
  'Proposal writing',
  'Proposal sent',
  'Negotiation',
  'Contract out for signature',
  'Closed won',
  'Closed lost',
  'Not viable',
]
const SHARE = [0.04, 0.1, 0.12, 0.18, 0.26, 0.3, 0.72, 0.97, 1]

export const customerName = (i: number): string =>
  `${FIRST[i % 12]} ${SECOND[Math.floor(i / 12) % 12]} ${Math.floor(i / 144) + 1}`

export const COUNTRIES = [
  'KH',
  'LA',
  'VN',
  'TH',
  'MY',
  'SG',
  'ID',
  'PH',
  'MM',
  'CN',
  'JP',
  'KR',
  'IN',
  'AU',
  'NZ',
  'US',
  'CA',
  'GB',
  'FR',
  'DE',
]

export const customerColumns = ['name', 'email', 'phone', 'country']
export function customerRow(i: number): string[] {
  return [
    customerName(i),
    `office${i}@${FIRST[i % 12]!.toLowerCase()}${i}.example`,
    `+85512${String(100_000 + (i % 900_000))}`,
    COUNTRIES[(i * 7) % 20]!,
  ]
}

export const dealColumns = [
  'title',
  'stage',
  'customer',
  'amount',
  'cost',
  'created',
  'closed',
  'source',
  'tag',
  'close',
  'confidence',
]
export function dealRows(count: number, customers: number, seed: number): string[][] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, i) => {
    const chance = random()
    const stage = SHARE.findIndex((share) => chance < share)
    const amount = Math.round(100 + random() ** 3 * 50_000)
    const created = day(Math.floor(random() * 1_000))
    return [
      `${customerName(i % customers)} ${WORK[Math.floor(random() * 8)]} ${i}`,
      STAGES[stage]!,
      customerName(Math.floor(random() * customers)),
      String(amount),
      String(Math.round(amount * (0.4 + random() * 0.3))),
      created,
      stage >= 6 ? day(1_000 + Math.floor(random() * 60)) : '',
      ['Website', 'Referral', 'Event', 'Partner'][Math.floor(random() * 4)]!,
      ['Consulting', 'Implementation', 'Support', 'Training'][Math.floor(random() * 4)]!,
      day(Math.floor(random() * 1_000) + 60),
      String(1 + Math.floor(random() * 5)),
    ]
  })
}

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)
