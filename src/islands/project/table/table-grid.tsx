import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, For, Show } from 'solid-js'
import { go } from '../../../client/route.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/model/answers.ts'
import { t } from '../../../i18n/index.ts'
import { filterOf, recordHref } from '../filter.ts'
import { TableCell } from './cell.tsx'
import { columnsOf } from './columns.ts'
import { type Cell, gridKeys } from './grid-keys.ts'
import css from './table.module.css'
import { TableFoot } from './table-foot.tsx'
import { TableHead } from './table-head.tsx'
import { LARGEST, type Sort, type Table } from './table-store.ts'

const ROW = 34

interface Props {
  project: ProjectAnswer
  store: Table
  sort: Sort | null
  sortBy: (field: string) => void
}

export function TableGrid(props: Props) {
  const columns = createMemo(() => columnsOf(props.project))
  const template = () =>
    columns()
      // The frozen title leaves room beside it on a phone.
      .map((column, at) => (at === 0 ? `min(${column.width}px, 46vw)` : `${column.width}px`))
      .join(' ')
  const rows = () => props.store.rows
  let scroller!: HTMLDivElement

  const virtual = createVirtualizer({
    get count() {
      return rows().length
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    getItemKey: (index) => rows()[index]?.id ?? index,
    overscan: 12,
    scrollPaddingEnd: 2 * ROW,
  })
  createEffect(() => {
    const last = virtual.getVirtualItems().at(-1)
    if (last && last.index >= rows().length - 40) void props.store.loadMore()
  })

  const keys = gridKeys({
    rows: () => rows().length,
    columns: () => columns().length,
    editable: ({ column }) => mayEdit(props.project) && (columns()[column]?.editable ?? false),
    focus,
    more: () => props.store.loadMore(LARGEST),
    open: (row) => void go(recordHref(props.project.id, rows()[row]!.id)),
  })

  function focus({ row, column }: Cell): void {
    virtual.scrollToIndex(row, { align: 'auto' })
    let tries = 0
    const take = () => {
      const cell = scroller.querySelector<HTMLElement>(`[aria-rowindex="${row + 2}"] [data-column="${column}"]`)
      cell?.focus()
      tries += 1
      if (!cell && tries < 5) requestAnimationFrame(take)
    }
    take()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    <div
      class={css.table}
      role="grid"
      tabindex="-1"
      aria-label={props.project.name}
      aria-rowcount={props.store.foot().count + 1}
      aria-colcount={columns().length}
      ref={scroller}
      style={{ '--columns': template() }}
      onKeyDown={keys.onKeyDown}
    >
      <TableHead columns={columns()} sort={props.sort} sortBy={props.sortBy} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div class={css.rows} role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={virtual.getVirtualItems()}>
          {(item) => (
            <Show when={rows()[item.index]}>
              {(record) => (
                // biome-ignore lint/a11y/useSemanticElements: as above
                // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
                <div class={css.row} role="row" aria-rowindex={item.index + 2} style={{ top: `${item.start}px` }}>
                  <For each={columns()}>
                    {(column, at) => (
                      <TableCell
                        project={props.project}
                        record={record()}
                        column={column}
                        row={item.index}
                        at={at()}
                        keys={keys}
                        edit={mayEdit(props.project)}
                      />
                    )}
                  </For>
                </div>
              )}
            </Show>
          )}
        </For>
      </div>
      <Show when={rows().length === 0}>
        <p class={css.nothing}>
          {t(filterOf() ? 'board.nothingMatches' : 'table.empty', { records: props.project.name })}
        </p>
      </Show>
      <TableFoot columns={columns()} foot={props.store.foot()} />
    </div>
  )
}
