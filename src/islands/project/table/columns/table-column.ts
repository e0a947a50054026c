import type { FieldAnswer, RecordAnswer } from '../../../../core/api/answers.ts'
import type { Json } from '../../../../core/model/json.ts'

/** A column of the table. Built-in properties (list, tags …) are presented as fields, so the same editors serve both. */
export interface TableColumn {
  key: string
  field: FieldAnswer
  width: number
  sortable: boolean
  editable: boolean
  value: (record: RecordAnswer) => Json
  /** stores a value; resolves to an error message when it is invalid. `onRefused` is told where the server refuses what was typed */
  save: (
    record: RecordAnswer,
    value: Json,
    display?: Json,
    onRefused?: (message: string) => void,
  ) => Promise<string | undefined>
}
