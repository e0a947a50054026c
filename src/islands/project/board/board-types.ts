import type { RecordAnswer, Total } from '../../../core/api/answers.ts'

/** What a card shows of its record. */
export type BoardCard = Pick<
  RecordAnswer,
  'id' | 'list' | 'position' | 'title' | 'tags' | 'assignees' | 'due' | 'enteredListAt' | 'values'
>

export interface Column {
  id: string
  count: number
  totals: Total[]
  /** of its cards, in order; the records are in the store */
  ids: string[]
  next: string | null
  loading: boolean
}

export interface CardPosition {
  list: string
  index: number
}
