import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../core/api/answers.ts'
import type { Kind } from '../../core/fields/contract.ts'
import type { Json } from '../../core/model/json.ts'
import type { Editor } from '../field-types/contract.ts'
import { isReadOnly, widgetOf } from '../field-types/index.ts'

/** How values are edited, where their type doesn't say otherwise. */
const BY_KIND: Record<Kind, Editor> = {
  text: 'line',
  number: 'line',
  money: 'money',
  boolean: 'toggle',
  date: 'day',
  instant: 'day',
  option: 'pick',
  set: 'pick',
  links: 'reference',
  files: 'files',
}

/** How a field's values are edited, if at all: not where they are worked out, or are as they were in another system. */
export function editorOf({ type, fixed }: Pick<FieldAnswer, 'type' | 'fixed'>): Editor | 'none' {
  const { kind, editor } = widgetOf(type)
  if (isReadOnly(type) || (fixed && kind !== 'files')) return 'none'
  return editor ?? BY_KIND[kind]
}

export interface EditorProps {
  /** absent where a default is edited */
  record?: RecordAnswer
  field: FieldAnswer
  project: ProjectAnswer
  value: Json
  /** what is sent, and how it will look where that is known here; answers a sentence when it is refused */
  onSave: (value: Json, display?: Json) => Promise<string | undefined>
  onClose: () => void
  /** what was typed to begin with (a table's cell starts on a key) */
  initialText?: string | undefined
}
