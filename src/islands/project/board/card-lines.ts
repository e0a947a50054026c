import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { customerField, sumField } from '../../../parts/field-types/leading.ts'
import { textOf } from '../../../parts/values/text-of.ts'

/** What a card shows, and by that how tall it is: known without measuring, so 4,238 cards scroll without a reflow. */
export interface CardPlan {
  customer: FieldAnswer | undefined
  amount: FieldAnswer | undefined
  chosen: FieldAnswer[]
}

export const GAP = 8
const FRAME = 22
const TITLE = 22
const LINE = 22
const TAGS = 26
const FOOT = 26

export function planOf(project: ProjectAnswer, chosen: string[]): CardPlan {
  return {
    customer: customerField(project),
    amount: sumField(project),
    chosen: chosen.flatMap((id) => project.fields.find((field) => field.id === id) ?? []).slice(0, 3),
  }
}

export const lineOf = (record: RecordAnswer, field: FieldAnswer | undefined): string =>
  field ? textOf(field, record.values[field.id]) : ''

const filled = (record: RecordAnswer, field: FieldAnswer | undefined): boolean => {
  const value = field && record.values[field.id]
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}

export const filledFields = (record: RecordAnswer, plan: CardPlan): FieldAnswer[] =>
  plan.chosen.filter((field) => filled(record, field))

export const hasMoneyLine = (record: RecordAnswer, plan: CardPlan): boolean =>
  filled(record, plan.customer) || filled(record, plan.amount)

export function heightOf(record: RecordAnswer, plan: CardPlan, open: boolean): number {
  let height = FRAME + TITLE
  if (hasMoneyLine(record, plan)) height += LINE
  height += LINE * filledFields(record, plan).length
  if (record.tags.length > 0) height += TAGS
  if (hasFoot(record, open)) height += FOOT
  return height
}

export const hasFoot = (record: RecordAnswer, open: boolean): boolean =>
  open || record.assignees.length > 0 || record.due !== null

/** How long a card may lie: green until three quarters of the limit, then amber, then red. */
export function ageOf(days: number, limit: number | null): 'fresh' | 'near' | 'stale' {
  if (!limit) return 'fresh'
  return days > limit ? 'stale' : days >= limit * 0.75 ? 'near' : 'fresh'
}
