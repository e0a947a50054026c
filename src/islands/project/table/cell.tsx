import { Match, onCleanup, Show, Switch } from 'solid-js'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { editorOf, isTyped } from '../../../parts/values/editors/editing.ts'
import FieldEditor from '../../../parts/values/editors/field-editor.tsx'
import { type Keep, tellNotKept } from '../../../parts/values/editors/keep-typed.ts'
import { ShowValue } from '../../../parts/values/show-value.tsx'
import { Stars } from '../../../parts/values/stars.tsx'
import { isFigure, typedText } from '../../../parts/values/text-of.ts'
import { recordHref } from '../filter.ts'
import type { TableColumn } from './columns/table-column.ts'
import type { GridKeys } from './grid-keys.ts'
import css from './table.module.css'

interface Props {
  project: ProjectAnswer
  record: RecordAnswer
  column: TableColumn
  line: string
  row: number
  columnIndex: number
  keys: GridKeys
  canEdit: boolean
}

/** Stores what was typed into a cell that is gone. */
const keepIn =
  (column: TableColumn): Keep =>
  (record, value, onRefused) =>
    column.save(record, value, undefined, onRefused)

export function TableCell(props: Props) {
  const isActive = () => props.keys.active().line === props.line && props.keys.active().column === props.columnIndex
  const editing = () => {
    const cell = props.keys.editing()
    return cell?.line === props.line && cell.column === props.columnIndex ? cell : null
  }
  const editor = () => editorOf(props.column.field)
  const value = () => props.column.value(props.record)
  const save = (value: Json, display?: Json) =>
    props.column.save(props.record, value, display, isTyped(editor()) ? whenRefused(value) : undefined)
  let saves = 0
  function whenRefused(typed: Json): (message: string) => void {
    saves += 1
    const save = saves
    // By the time that it is refused this cell may show another record, or none.
    const { line, column, keys } = props
    return (message) => {
      if (save === saves && !keys.reopen(line, column.key, { typed, message }))
        tellNotKept(column.field.name, typedText(column.field, typed), message)
    }
  }
  function endWhenRemoved(): void {
    const { keys, line } = props
    onCleanup(() => keys.leave(line))
  }
  const startEditing = () => {
    if (!props.canEdit) return
    if (editor() === 'toggle') void save(value() !== true, value() !== true)
    else props.keys.startEditing({ row: props.row, column: props.columnIndex })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    // biome-ignore lint/a11y/useFocusableInteractive: one cell of the grid is the tab stop
    <div
      role="gridcell"
      class={css.cell}
      style={{ 'grid-column': props.columnIndex + 1 }}
      data-column={props.columnIndex}
      data-figure={isFigure(props.column.field) ? '' : undefined}
      data-editing={editing() ? '' : undefined}
      aria-colindex={props.columnIndex + 1}
      aria-readonly={!props.canEdit || !props.column.editable}
      tabindex={isActive() ? 0 : -1}
      onFocusIn={() => props.keys.setActive({ row: props.row, column: props.columnIndex })}
      onDblClick={startEditing}
      onKeyDown={(event) => {
        if (editor() === 'toggle' && (event.key === ' ' || event.key === 'Enter') && props.canEdit) {
          event.preventDefault()
          event.stopPropagation()
          startEditing()
        }
      }}
    >
      <Show
        when={editing()}
        fallback={
          <Switch fallback={<ShowValue compact field={props.column.field} value={value()} />}>
            <Match when={props.column.key === 'title'}>
              <a class={css.title} href={recordHref(props.project.id, props.record.id)} tabindex={-1}>
                {props.record.title}
              </a>
            </Match>
          </Switch>
        }
      >
        {(cell) => (
          <div class={css.editor} ref={endWhenRemoved}>
            <Show
              when={editor() === 'stars'}
              fallback={
                <FieldEditor
                  record={props.record}
                  project={props.project}
                  field={props.column.field}
                  value={value()}
                  initialText={cell().initialText}
                  refused={cell().refused}
                  onSave={save}
                  onKeep={keepIn(props.column)}
                  onClose={props.keys.stopEditing}
                />
              }
            >
              <Stars
                label={props.column.field.name}
                max={Number(props.column.field.config.max ?? 5)}
                value={value() as number | null}
                onChange={(rating) => {
                  void save(rating, rating)
                  props.keys.stopEditing()
                }}
              />
            </Show>
          </div>
        )}
      </Show>
    </div>
  )
}
