import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, For, onCleanup, Show } from 'solid-js'
import { navigateTo } from '../../../client/route.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { filterOf, recordHref } from '../filter.ts'
import { columnsOf, shownColumns } from './columns.ts'
import { type Cell, gridKeys } from './grid-keys.ts'
import { setGroupKeys } from './grouping.ts'
import type { Rows } from './lines.ts'
import css from './table.module.css'
import { TableFoot } from './table-foot.tsx'
import { TableHead } from './table-head.tsx'
import { TableLine } from './table-line.tsx'
import { MAX_PAGE } from './table-store.ts'

const ROW = 34

export function TableGrid(props: { project: ProjectAnswer; rows: Rows }) {
  const columns = createMemo(() => shownColumns(columnsOf(props.project), props.project.id))
  const template = () =>
    columns()
      // On a phone the frozen title column leaves half of the width to the others.
      .map((column, index) => (index === 0 ? `min(${column.width}px, 46vw)` : `${column.width}px`))
      .join(' ')
  const lines = () => props.rows.lines()
  let scroller!: HTMLDivElement

  const virtual = createVirtualizer({
    get count() {
      return lines().length
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    getItemKey: (index) => lines()[index]?.key ?? index,
    overscan: 12,
    scrollPaddingEnd: 2 * ROW,
  })
  createEffect(() => props.rows.onVisible(virtual.getVirtualItems().flatMap(({ index }) => lines()[index] ?? [])))
  setGroupKeys(() => lines().flatMap((line) => (line.kind === 'group' ? [line.group.key] : [])))
  onCleanup(() => setGroupKeys(() => []))

  const recordAt = (row: number) => {
    const line = lines()[row]
    return line?.kind === 'record' ? line.record : undefined
  }
  const keys = gridKeys({
    rows: () => lines().length,
    columns: () => columns().length,
    editable: ({ row, column }) =>
      recordAt(row) !== undefined && mayEdit(props.project) && (columns()[column]?.editable ?? false),
    focus,
    loadMore: () => props.rows.loadMore(MAX_PAGE),
    open: (row) => {
      const record = recordAt(row)
      if (record) void navigateTo(recordHref(props.project.id, record.id))
    },
  })

  function focus({ row, column }: Cell): void {
    virtual.scrollToIndex(row, { align: 'auto' })
    let tries = 0
    const focusCell = () => {
      const line = scroller.querySelector<HTMLElement>(`[aria-rowindex="${row + 2}"]`)
      // A group head has only one focusable element.
      const cell =
        line?.querySelector<HTMLElement>('[data-line]') ?? line?.querySelector<HTMLElement>(`[data-column="${column}"]`)
      cell?.focus()
      tries += 1
      if (!cell && tries < 5) requestAnimationFrame(focusCell)
    }
    focusCell()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    <div
      class={css.table}
      role="grid"
      tabindex="-1"
      aria-label={props.project.name}
      aria-rowcount={Math.max(lines().length, props.rows.foot().count) + 1}
      aria-colcount={columns().length}
      ref={scroller}
      style={{ '--columns': template() }}
      onKeyDown={keys.onKeyDown}
    >
      <TableHead columns={columns()} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div class={css.rows} role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={virtual.getVirtualItems()}>
          {(item) => (
            <Show when={lines()[item.index]}>
              {(line) => (
                <TableLine
                  project={props.project}
                  columns={columns()}
                  line={line()}
                  index={item.index}
                  start={item.start}
                  keys={keys}
                  onLoadMore={props.rows.moreOf}
                />
              )}
            </Show>
          )}
        </For>
      </div>
      <Show when={props.rows.moreGroups()}>
        <p class={css.nothing}>{t('group.moreGroups')}</p>
      </Show>
      <Show when={lines().length === 0}>
        <p class={css.nothing}>
          {t(filterOf() ? 'board.nothingMatches' : 'table.empty', { records: props.project.name })}
        </p>
      </Show>
      <TableFoot project={props.project} columns={columns()} foot={props.rows.foot()} />
    </div>
  )
}
