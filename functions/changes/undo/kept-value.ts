import type { Json } from '../../../src/core/model/index.ts'

/** What undo left as it is, since somebody changed it after the change that is undone. */
export interface KeptValue {
  /** the record's id; '' where it is of something else */
  record: string
  field: string
  current: Json
}
