import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import type { Kind } from '../../../core/fields/contract.ts'
import type { Json } from '../../../core/model/json.ts'
import type { Editor } from '../../field-types/contract.ts'
import { isReadOnly, widgetOf } from '../../field-types/index.ts'

/** The default editor of each kind of value; a field type may name another. */
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

/** The editor of a field, or 'none' for computed values and those fixed by an import. */
export function editorOf({ type, fixed }: Pick<FieldAnswer, 'type' | 'fixed'>): Editor | 'none' {
  const { kind, editor } = widgetOf(type)
  if (isReadOnly(type) || (fixed && kind !== 'files')) return 'none'
  return editor ?? BY_KIND[kind]
}

/** What was typed, as a value; or the reason why it is none. */
export type Typed = { value: Json } | { problem: string }

export interface Refused {
  typed: Json
  message: string
}

/** Editors of what is typed: they open again with it where it is refused. */
export const isTyped = (editor: Editor | 'none'): boolean => ['line', 'area', 'money', 'day'].includes(editor)

export interface EditorProps {
  /** absent where a default is edited */
  record?: RecordAnswer
  field: FieldAnswer
  project: ProjectAnswer
  value: Json
  /** `value` as the API takes it, `display` as it will return it, if known. Resolves to an error message when refused. */
  onSave: (value: Json, display?: Json) => Promise<string | undefined>
  /** The editor is taken away with something typed in it that isn't saved: the value of that, or why it is none. */
  onRemoved?: ((typed: string, value: Typed | Promise<Typed>) => void) | undefined
  onClose: () => void
  /** what was typed before and not taken, and why: the editor begins with that */
  refused?: Refused | undefined
  /** the character that started the editing (in a table cell) */
  initialText?: string | undefined
}
