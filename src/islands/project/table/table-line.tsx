import { createMemo, For, Match, Show, Switch } from 'solid-js'
import { recordOf } from '../../../client/records/store.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { GroupAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { TableCell } from './cell.tsx'
import type { TableColumn } from './columns/table-column.ts'
import type { GridKeys } from './grid-keys.ts'
import { GroupHead } from './group-head.tsx'
import type { Line } from './lines.ts'
import css from './table.module.css'

interface Props {
  project: ProjectAnswer
  /** those in sight */
  columns: TableColumn[]
  columnCount: number
  indexOf: (column: TableColumn) => number
  line: Line
  index: number
  start: number
  keys: GridKeys
  onLoadMore: (group: GroupAnswer) => void
}

export function TableLine(props: Props) {
  const of = <K extends Line['kind']>(kind: K) => props.line.kind === kind && (props.line as Extract<Line, { kind: K }>)
  /** By key: a cell that is edited stays while the project's set-up changes around it. */
  const keys = createMemo(() => props.columns.map(({ key }) => key))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
    <div
      class={css.row}
      role="row"
      aria-rowindex={props.index + 2}
      data-kind={props.line.kind}
      style={{ top: `${props.start}px` }}
    >
      <Switch>
        <Match when={of('record')}>
          {(line) => (
            <Show when={recordOf(line().id)}>
              {(record) => (
                <For each={keys()}>
                  {(key) => (
                    <Show when={props.columns.find((column) => column.key === key)}>
                      {(column) => (
                        <TableCell
                          project={props.project}
                          record={record()}
                          column={column()}
                          line={props.line.key}
                          row={props.index}
                          columnIndex={props.indexOf(column())}
                          keys={props.keys}
                          canEdit={mayEdit(props.project)}
                        />
                      )}
                    </Show>
                  )}
                </For>
              )}
            </Show>
          )}
        </Match>
        <Match when={of('group')}>
          {(line) => (
            <GroupHead
              project={props.project}
              columns={props.columns}
              indexOf={props.indexOf}
              group={line().group}
              row={props.index}
              keys={props.keys}
            />
          )}
        </Match>
        <Match when={of('more')}>
          {(line) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
            <div role="gridcell" class={css.moreCell} aria-colspan={props.columnCount}>
              <button
                type="button"
                class={css.more}
                data-line=""
                tabindex={props.keys.active().row === props.index ? 0 : -1}
                onFocus={() => props.keys.setActive({ row: props.index, column: props.keys.active().column })}
                onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && event.stopPropagation()}
                onClick={() => props.onLoadMore(line().group)}
              >
                {t('group.more', { count: Math.min(50, line().group.count - line().shown) })}
              </button>
              <span class={css.moreOf}>{t('group.moreOf', { shown: line().shown, count: line().group.count })}</span>
            </div>
          )}
        </Match>
        <Match when={of('waiting')}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: nothing to do here yet */}
          <div role="gridcell" class={css.cell} aria-busy="true">
            <span class={css.waiting} />
          </div>
        </Match>
      </Switch>
    </div>
  )
}
