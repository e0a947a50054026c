import type { ChartData } from '../api/answers.ts'
import type { Chart } from '../api/dashboards/chart.ts'
import { type Fraction, plus, rounded, ZERO } from '../query/index.ts'
import { addUnits, daysBetween, startOf } from '../time/day.ts'
import type { TimeFrame } from './time-frame.ts'

const DECIMALS = 4

/**
 * What is to be reached within the chart's time, in all and for each person: a goal per month counts as often as the frame has
 * months, a month that is partly in it by its days. A chart without a time has its goal once.
 */
export function withGoal({ goal, split }: Chart, data: ChartData, frame: TimeFrame): ChartData {
  if (goal === undefined) return data
  if (typeof goal === 'string') return { ...data, goal }
  const often = periodsIn(frame, goal.per)
  const worth = (amount: string): Fraction => {
    const [integer = '0', decimals = ''] = amount.split('.')
    return { over: BigInt(integer + decimals.padEnd(DECIMALS, '0')) * often.over, under: often.under }
  }
  const all = Object.values(goal.people).map(worth)
  const points =
    split?.by === 'assignees'
      ? data.points.map((point) => {
          const personGoal = goal.people[point.key]
          return personGoal === undefined ? point : { ...point, goal: shown(worth(personGoal)) }
        })
      : data.points
  return { ...data, points, goal: shown(all.reduce(plus, ZERO)) }
}

function periodsIn({ from, to }: TimeFrame, per: 'month' | 'quarter' | 'year'): Fraction {
  if (from === null || to === null) return { over: 1n, under: 1n }
  let periods = ZERO
  for (let start = startOf(from, per); start <= to; start = addUnits(start, 1, per)) {
    const next = addUnits(start, 1, per)
    const outside = Math.max(0, daysBetween(start, from)) + Math.max(0, daysBetween(to, next) - 1)
    const inside = daysBetween(start, next) - outside
    periods = plus(periods, { over: BigInt(inside), under: BigInt(daysBetween(start, next)) })
  }
  return periods
}

/** To two decimals, without those that say nothing. */
function shown({ over, under }: Fraction): string {
  const hundredths = String(rounded({ over, under: under * 10n ** BigInt(DECIMALS - 2) })).padStart(3, '0')
  const decimals = hundredths.slice(-2)
  return decimals === '00' ? hundredths.slice(0, -2) : `${hundredths.slice(0, -2)}.${decimals}`
}
