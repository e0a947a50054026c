/** Believable example data: 24 customers and 60 deals with ninety days behind them. The same every time. */
export interface SampleCustomer {
  title: string
  email: string
  phone: string
  website: string
  address: string
  source: string
  category: string
}

export interface SampleDeal {
  title: string
  /** index into the customers */
  customer: number
  /** minor units are the caller's: whole units of the main currency */
  amount: number
  cost: number
  confidence: number
  source: string
  size: string
  /** indexes into the template's tags */
  tags: number[]
  /** days ago it was made, and then each step: into which stage, how many days ago */
  createdDaysAgo: number
  steps: { stage: number; daysAgo: number }[]
  /** days from today; negative is past */
  expectedInDays: number
  lossReason: string | null
}

const COMPANIES = [
  'Angkor Coffee Roasters',
  'Battambang Rice Mill',
  'Bassac Architects',
  'Cardamom Tours',
  'Chaktomuk Clinic',
  'Delta Cold Storage',
  'Golden Lotus Hotel',
  'Indochine Textiles',
  'Kampot Pepper Growers',
  'Kep Seafood',
  'Koh Kong Timber',
  'Krama Fashion',
  'Lotus Kindergarten',
  'Mekong Logistics',
  'Monivong Motors',
  'Naga Construction',
  'Olympic Sports Club',
  'Prek Leap School',
  'Riverside Bakery',
  'Siem Reap Solar',
  'Sihanoukville Port Services',
  'Tonle Bati Farms',
  'Toul Kork Dental',
  'Wat Phnom Printing',
]
const PERSONS = [
  'Chan Sophea',
  'Heng Dara',
  'Keo Bopha',
  'Kim Sovann',
  'Ly Channary',
  'Meas Rithy',
  'Nhem Sreymom',
  'Nuon Kosal',
  'Ouk Pisey',
  'Pen Vuthy',
  'Phan Sokunthea',
  'Prak Samnang',
  'Ros Chenda',
  'Sam Borey',
  'Seng Malis',
  'Sim Veasna',
  'So Kanha',
  'Som Piseth',
  'Sok Leakhena',
  'Tep Ratana',
  'Thy Sothea',
  'Touch Nimol',
  'Ung Visal',
  'Yim Sreyleak',
]
const WORK = [
  'website',
  'stock system',
  'annual support',
  'staff training',
  'point of sale',
  'payroll set-up',
  'network upgrade',
  'booking app',
]
/** as many as the template has of its own */
const TAGS = 4
const STREETS = [
  'Norodom Boulevard',
  'Street 271',
  'Monivong Boulevard',
  'Sisowath Quay',
  'Street 63',
  'Russian Boulevard',
]

export function sampleCustomers(sellTo: 'companies' | 'people'): SampleCustomer[] {
  const names = sellTo === 'companies' ? COMPANIES : PERSONS
  return names.map((title, i) => {
    const word = title.toLowerCase().replace(/[^a-z]+/g, '-')
    return {
      title,
      email: sellTo === 'companies' ? `hello@${word}.example` : `${word.replace('-', '.')}@post.example`,
      phone: `+8551${2 + (i % 7)}${String(345_100 + i * 137)}`,
      website: `https://${word}.example`,
      address: `${12 + i * 7} ${STREETS[i % STREETS.length]}, Phnom Penh`,
      source: ['website', 'referral', 'event', 'partner'][i % 4]!,
      category: ['active', 'lead', 'strategic', 'lead', 'former'][i % 5]!,
    }
  })
}

/** `stages` are the project's lists in order with their kinds; deals end in all of them. `services`: what they are about, each the tag of its place. */
export function sampleDeals(stages: readonly { kind: string }[], services: readonly string[] = []): SampleDeal[] {
  const random = randomFrom(20_261_123)
  const open = stages.flatMap(({ kind }, i) => (kind === 'open' ? [i] : []))
  const closed = stages.flatMap(({ kind }, i) => (kind === 'open' ? [] : [i]))
  return Array.from({ length: 60 }, (_, i) => {
    const createdDaysAgo = 3 + Math.floor(random() * 87)
    const end = i % 5 < 2 && closed.length > 0 ? closed[i % 3 < 2 ? 0 : Math.floor(random() * closed.length)]! : null
    const way = open.slice(0, end === null ? 1 + Math.floor(random() * open.length) : open.length)
    const stops = [...way, ...(end === null ? [] : [end])]
    // How much of the time since then the way took: some deals went fast and lie still, some are moving today.
    const share = 0.35 + random() * 0.6
    const steps = stops.map((stage, step) => ({
      stage,
      daysAgo: Math.round(createdDaysAgo * (1 - (share * step) / Math.max(1, stops.length - 1))),
    }))
    const amount = Math.round((400 + random() ** 2 * 24_000) / 50) * 50
    const work = WORK[Math.floor(random() * WORK.length)]!
    const count = services.length || TAGS
    return {
      title: `${COMPANIES[i % 24]!.split(' ')[0]} ${services[i % count] ?? work}`,
      customer: i % 24,
      amount,
      cost: Math.round((amount * (0.35 + random() * 0.3)) / 10) * 10,
      confidence: 1 + Math.floor(random() * 5),
      source: ['website', 'referral', 'event', 'partner', 'coldCall'][i % 5]!,
      size: ['small', 'medium', 'large', 'enterprise'][i % 4]!,
      tags: random() < 0.25 && count > 1 ? [i % count, (i + 1) % count] : [i % count],
      createdDaysAgo,
      steps,
      expectedInDays: end === null ? Math.floor(random() * 60) - 10 : -(steps.at(-1)?.daysAgo ?? 0),
      lossReason:
        end !== null && stages[end]!.kind === 'lost' ? ['price', 'competitor', 'timing', 'noBudget'][i % 4]! : null,
    }
  })
}

/** mulberry32: small, even, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
