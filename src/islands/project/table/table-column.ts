import type { FieldAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'

/** A column of the table. What every record has (its list, its tags …) is dressed as a field, so one editor serves both. */
export interface TableColumn {
  key: string
  field: FieldAnswer
  width: number
  sortable: boolean
  editable: boolean
  value: (record: RecordAnswer) => Json
  /** stores; answers a sentence when the value doesn't fit */
  save: (record: RecordAnswer, value: Json, display?: Json) => Promise<string | undefined>
}
