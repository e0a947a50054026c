import type { RecordAnswer, Total } from '../../../core/api/answers.ts'

/** What a board keeps of a record: a whole one, as a write answers it, has all of it. */
export type BoardCard = Pick<
  RecordAnswer,
  'id' | 'list' | 'position' | 'title' | 'tags' | 'assignees' | 'due' | 'enteredListAt' | 'values'
>

export interface Column {
  id: string
  count: number
  totals: Total[]
  records: BoardCard[]
  next: string | null
  loading: boolean
}

export interface CardPosition {
  list: string
  index: number
}

/** Where a card was before it was moved, and since when. */
export type Origin = CardPosition & { enteredListAt: string }
