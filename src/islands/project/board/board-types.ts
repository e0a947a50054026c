import type { RecordAnswer, Total } from '../../../core/api/answers.ts'

export interface Column {
  id: string
  count: number
  totals: Total[]
  records: RecordAnswer[]
  next: string | null
  loading: boolean
}

export interface CardPosition {
  list: string
  index: number
}
