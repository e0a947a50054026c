import ChevronDown from 'lucide-solid/icons/chevron-down'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { For, Show } from 'solid-js'
import * as format from '../../../client/format.ts'
import type { GroupAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import { Chip } from '../../../widgets/chip.tsx'
import type { TableColumn } from './columns/table-column.ts'
import type { GridKeys } from './grid-keys.ts'
import { groupLabel } from './group-label.ts'
import { closed, grouping, toggleClosed } from './grouping.ts'
import { measureChoice, measureOf, totalText } from './measures.ts'
import css from './table.module.css'

interface Props {
  project: ProjectAnswer
  columns: TableColumn[]
  indexOf: (column: TableColumn) => number
  group: GroupAnswer
  row: number
  keys: GridKeys
}

/** A group's name, how many it has, and its subtotals, each below its column's head. */
export function GroupHead(props: Props) {
  const open = () => !closed().has(props.group.key)
  const label = () => groupLabel(props.group, grouping() ?? { by: '' }, props.project)
  const total = (column: TableColumn, brief = false) =>
    totalText(props.group.totals, column, measureOf(column, measureChoice(props.project.id)[0]()), brief)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus */}
      <div role="gridcell" class={`${css.cell} ${css.groupCell}`} data-column={0} aria-colindex={1}>
        <button
          type="button"
          class={css.group}
          data-line=""
          aria-expanded={open()}
          tabindex={props.keys.active().row === props.row ? 0 : -1}
          onFocus={() => props.keys.setActive({ row: props.row, column: props.keys.active().column })}
          onClick={() => toggleClosed(props.group.key)}
          onKeyDown={(event) => {
            const togglesGroup = (event.key === 'ArrowRight' && !open()) || (event.key === 'ArrowLeft' && open())
            if (togglesGroup) {
              event.preventDefault()
              toggleClosed(props.group.key)
            }
            if (togglesGroup || event.key === 'Enter' || event.key === ' ') event.stopPropagation()
          }}
        >
          {open() ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          <Show
            when={props.group.color}
            fallback={<span class={props.group.key === '' ? css.groupEmpty : css.groupName}>{label()}</span>}
          >
            {(color) => <Chip name={label()} color={color()} />}
          </Show>
          <span class={css.groupCount}>{format.number(props.group.count)}</span>
        </button>
      </div>
      <For each={props.columns.slice(1)}>
        {(column) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: only figures, read from the group's head
          <div
            role="gridcell"
            class={`${css.cell} ${css.subtotal}`}
            style={{ 'grid-column': props.indexOf(column) + 1 }}
            data-column={props.indexOf(column)}
            aria-colindex={props.indexOf(column) + 1}
            title={total(column) || undefined}
          >
            <span>{total(column, true)}</span>
          </div>
        )}
      </For>
    </>
  )
}
