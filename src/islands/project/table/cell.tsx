import { Match, Show, Switch } from 'solid-js'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { mannerOf } from '../../../parts/values/editing.ts'
import FieldEditor from '../../../parts/values/field-editor.tsx'
import { ShowValue } from '../../../parts/values/show-value.tsx'
import { Stars } from '../../../parts/values/stars.tsx'
import { isFigure } from '../../../parts/values/text-of.ts'
import { recordHref } from '../filter.ts'
import type { TableColumn } from './columns.ts'
import type { GridKeys } from './grid-keys.ts'
import css from './table.module.css'

interface Props {
  project: ProjectAnswer
  record: RecordAnswer
  column: TableColumn
  row: number
  at: number
  keys: GridKeys
  edit: boolean
}

export function TableCell(props: Props) {
  const here = () => props.keys.active().row === props.row && props.keys.active().column === props.at
  const editing = () => {
    const cell = props.keys.editing()
    return cell?.row === props.row && cell.column === props.at ? cell : null
  }
  const manner = () => mannerOf(props.column.field)
  const value = () => props.column.value(props.record)
  const save = (sent: Json, shown?: Json) => props.column.save(props.record, sent, shown)
  const begin = () => {
    if (!props.edit) return
    if (manner() === 'toggle') void save(value() !== true, value() !== true)
    else props.keys.edit({ row: props.row, column: props.at })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    // biome-ignore lint/a11y/useFocusableInteractive: one cell of the grid is the tab stop
    <div
      role="gridcell"
      class={css.cell}
      data-column={props.at}
      data-figure={isFigure(props.column.field) ? '' : undefined}
      data-editing={editing() ? '' : undefined}
      aria-colindex={props.at + 1}
      aria-readonly={!props.edit || !props.column.editable}
      tabindex={here() ? 0 : -1}
      onFocusIn={() => props.keys.setActive({ row: props.row, column: props.at })}
      onDblClick={begin}
      onKeyDown={(event) => {
        if (manner() === 'toggle' && (event.key === ' ' || event.key === 'Enter') && props.edit) {
          event.preventDefault()
          event.stopPropagation()
          begin()
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
          <div class={css.editor}>
            <Show
              when={manner() === 'stars'}
              fallback={
                <FieldEditor
                  record={props.record}
                  project={props.project}
                  field={props.column.field}
                  value={value()}
                  typed={cell().typed}
                  save={save}
                  close={props.keys.stop}
                />
              }
            >
              <Stars
                label={props.column.field.name}
                max={Number(props.column.field.config.max ?? 5)}
                value={value() as number | null}
                pick={(stars) => {
                  void save(stars, stars)
                  props.keys.stop()
                }}
              />
            </Show>
          </div>
        )}
      </Show>
    </div>
  )
}
