import { type Component, createSignal, onCleanup, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { beginEdit } from '../../../client/changes/edit-base.ts'
import type { Editor } from '../../field-types/contract.ts'
import { kindOf } from '../../field-types/index.ts'
import { lazyPart } from '../../lazy-part.tsx'
import { AreaEditor } from './area-editor.tsx'
import { DayEditor } from './day-editor.tsx'
import { type EditorProps, editorOf } from './editing.ts'
import css from './editors.module.css'
import { type Keep, keepTyped } from './keep-typed.ts'
import { LineEditor } from './line-editor.tsx'
import { MoneyEditor } from './money-editor.tsx'

// What is chosen in a popover is loaded with the first that opens, or shortly before: `loadPickers`.
const pick = () => import('./pick-editor.tsx')
const reference = () => import('./reference-editor.tsx')

export const loadPickers = (): void => void Promise.allSettled([pick(), reference()])

/** The editors that replace a value while it is edited. Checkboxes, stars and files are edited directly, without one. */
const EDITORS: Record<Exclude<Editor, 'toggle' | 'stars' | 'files'>, Component<EditorProps>> = {
  line: LineEditor,
  area: (props) => <AreaEditor {...props} label={props.field.name} />,
  money: MoneyEditor,
  day: (props) => <DayEditor {...props} label={props.field.name} withTime={kindOf(props.field.type) === 'instant'} />,
  pick: lazyPart<EditorProps>(async () => ({ default: (await pick()).PickEditor })),
  reference: lazyPart<EditorProps>(async () => ({ default: (await reference()).ReferenceEditor })),
}

/** The editor of a field's value, the same in a record and in a table's cell. */
export default function FieldEditor(props: EditorProps & { onKeep?: Keep }) {
  const { record, field, onKeep } = props
  if (record) onCleanup(beginEdit(record, field.id, props.value))
  const [typed, setTyped] = createSignal(props.initialText)
  return (
    <Suspense fallback={<Typing {...props} onType={setTyped} />}>
      <Dynamic
        component={EDITORS[editorOf(props.field) as keyof typeof EDITORS]}
        {...props}
        onRemoved={record && onKeep && keepTyped(record.id, field.id, field.name, onKeep)}
        initialText={typed() ?? props.initialText}
      />
    </Suspense>
  )
}

/** Takes what is typed while an editor is loaded. */
function Typing(props: EditorProps & { onType: (text: string) => void }) {
  return (
    <input
      ref={(input) => queueMicrotask(() => input.focus())}
      class={css.input}
      aria-label={props.field.name}
      value={props.initialText ?? ''}
      onInput={(event) => props.onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        props.onClose()
      }}
    />
  )
}
