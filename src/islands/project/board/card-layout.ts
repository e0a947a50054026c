import type { FieldAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { customerField, sumField } from '../../../parts/field-types/primary-fields.ts'
import { textOf } from '../../../parts/values/text-of.ts'
import type { BoardCard } from './board-types.ts'

/** What a card shows and therefore its height, known without measuring: thousands of virtual cards scroll without reflow. */
export interface CardLayout {
  customer: FieldAnswer | undefined
  amount: FieldAnswer | undefined
  extraFields: FieldAnswer[]
}

export const GAP = 8
const FRAME = 18
const TITLE = 22
const LINE = 22
const FOOT = 26

/** The height of a card that has nothing but a title. */
const LOWEST_CARD = FRAME + TITLE + GAP

export function cardLayout(project: ProjectAnswer, fieldIds: string[]): CardLayout {
  return {
    customer: customerField(project),
    amount: sumField(project),
    extraFields: fieldIds.flatMap((id) => project.fields.find((field) => field.id === id) ?? []).slice(0, 3),
  }
}

/** The fields that cards of that layout need. */
export const shownFields = ({ customer, amount, extraFields }: CardLayout): string[] =>
  [customer, amount, ...extraFields].flatMap((field) => field?.id ?? [])

export const fieldText = (record: BoardCard, field: FieldAnswer | undefined): string =>
  field ? textOf(field, record.values[field.id] ?? null) : ''

const isFilled = (record: BoardCard, field: FieldAnswer | undefined): boolean => {
  const value = field && record.values[field.id]
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
}

export const filledFields = (record: BoardCard, layout: CardLayout): FieldAnswer[] =>
  layout.extraFields.filter((field) => isFilled(record, field))

export const hasMoneyLine = (record: BoardCard, layout: CardLayout): boolean =>
  isFilled(record, layout.customer) || isFilled(record, layout.amount)

export function heightOf(record: BoardCard, layout: CardLayout, open: boolean): number {
  let height = FRAME + TITLE
  if (hasMoneyLine(record, layout)) height += LINE
  height += LINE * filledFields(record, layout).length
  if (hasFoot(record, open)) height += FOOT
  return height
}

export const hasFoot = (record: BoardCard, open: boolean): boolean =>
  open || record.tags.length > 0 || record.assignees.length > 0 || record.due !== null

/** The age of a card against its list's limit: over it, and stale from twice of it. */
export function ageOf(days: number, limit: number | null): 'fresh' | 'over' | 'stale' {
  if (!limit || days <= limit) return 'fresh'
  return days > limit * 2 ? 'stale' : 'over'
}

/** So many of the lowest cards fill a column, with a few more to scroll into. */
export const firstPage = (): number => Math.ceil(window.innerHeight / LOWEST_CARD) + 8
