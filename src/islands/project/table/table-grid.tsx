import { createVirtualizer } from '@tanstack/solid-virtual'
import { createEffect, createMemo, For, on, onCleanup, onMount, Show } from 'solid-js'
import { recordOf } from '../../../client/records/store.ts'
import { navigateTo } from '../../../client/route.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { loadPickers } from '../../../parts/values/editors/field-editor.tsx'
import { filterOf, recordHref } from '../filter.ts'
import { cellClipboard } from './cell-clipboard.ts'
import { columnStrip } from './columns/column-strip.ts'
import { columnsOf, shownColumns } from './columns/columns.ts'
import { type Cell, gridKeys } from './grid-keys.ts'
import { grouping, setGroupKeys } from './grouping.ts'
import { TableHead } from './head/table-head.tsx'
import type { Rows } from './lines.ts'
import css from './table.module.css'
import { TableFoot } from './table-foot.tsx'
import { TableLine } from './table-line.tsx'
import { MAX_PAGE } from './table-store.ts'

const ROW = 34

export function TableGrid(props: {
  project: ProjectAnswer
  rows: Rows
  /** changes with the filter, the order and the groups */
  question: string
}) {
  const all = createMemo(() => columnsOf(props.project))
  const columns = createMemo(() => shownColumns(all(), props.project.id, grouping()))
  const strip = columnStrip(columns, () => props.project.id)
  const lines = () => props.rows.lines()
  let scroller!: HTMLDivElement

  const virtual = createVirtualizer({
    get count() {
      return lines().length
    },
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    // Of its own for each order of the lines, or the virtualizer would keep the keys that it has.
    get getItemKey() {
      const shown = lines()
      return (index: number) => shown[index]?.key ?? index
    },
    overscan: 8,
    scrollPaddingEnd: 2 * ROW,
  })
  createEffect(() => props.rows.onVisible(virtual.getVirtualItems().flatMap(({ index }) => lines()[index] ?? [])))
  setGroupKeys(() => lines().flatMap((line) => (line.kind === 'group' ? [line.group.key] : [])))
  onCleanup(() => setGroupKeys(() => []))

  /** By key: a line stays the same element where others come above it. */
  const drawn = createMemo(
    () => new Map(virtual.getVirtualItems().map(({ key, index, start }) => [String(key), { index, start }])),
  )
  const lineOf = createMemo(() => new Map(lines().map((line) => [line.key, line])))
  const recordAt = (row: number) => {
    const line = lines()[row]
    return line?.kind === 'record' ? recordOf(line.id) : undefined
  }
  // Asked for at each step of the focus: of thousands of lines not made anew each time.
  const lineKeys = createMemo(() => lines().map(({ key }) => key))
  const columnKeys = createMemo(() => columns().map(({ key }) => key))
  const keys = gridKeys({
    lines: lineKeys,
    columns: columnKeys,
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
    strip.scrollTo(scroller, column)
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

  // The row that had the focus is gone: the one that stands there now gets it.
  let hasFocus = false
  const noteFocus = ({ target }: FocusEvent | PointerEvent) => {
    hasFocus = scroller.contains(target as Node)
  }
  for (const event of ['focusin', 'pointerdown'] as const) {
    document.addEventListener(event, noteFocus)
    onCleanup(() => document.removeEventListener(event, noteFocus))
  }
  /** Not one that is scrolled out of sight: whoever reads elsewhere by now isn't taken back. */
  const isInSight = (row: number) => {
    const line = scroller.querySelector(`[aria-rowindex="${row + 2}"]`)?.getBoundingClientRect()
    const { top, bottom } = scroller.getBoundingClientRect()
    return line !== undefined && line.bottom > top && line.top < bottom
  }
  function refocus(): void {
    if (!hasFocus || document.activeElement !== document.body || keys.editing()) return
    if (isInSight(keys.active().row)) focus(keys.active())
  }
  createEffect(on(lines, () => setTimeout(refocus), { defer: true }))
  // Another filter or order begins at its first line.
  createEffect(
    on(
      () => props.question,
      () => scroller.scrollTo({ top: 0 }),
      { defer: true },
    ),
  )

  onMount(() => {
    loadPickers()
    const observer = new ResizeObserver(() => strip.look(scroller))
    observer.observe(scroller)
    onCleanup(() => observer.disconnect())
  })

  const clipboard = cellClipboard({
    cell: () => (keys.editing() ? null : keys.active()),
    columnAt: (index) => columns()[index],
    recordAt,
    mayEdit: () => mayEdit(props.project),
    project: () => props.project,
  })

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
      style={{ '--columns': strip.template(), '--title': `${strip.titleWidth()}px` }}
      onScroll={() => strip.look(scroller)}
      onKeyDown={keys.onKeyDown}
      onCopy={(event) => clipboard.copy(event)}
      onPaste={(event) => clipboard.paste(event)}
    >
      <p id="table-head-keys" class="hidden-text">
        {t('table.headKeys')}
      </p>
      <TableHead project={props.project} columns={columns()} all={all()} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div class={css.rows} role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={[...drawn().keys()]}>
          {(key) => (
            <Show when={lineOf().get(key)}>
              {(line) => (
                <TableLine
                  project={props.project}
                  columns={strip.drawn()}
                  columnCount={columns().length}
                  indexOf={strip.indexOf}
                  line={line()}
                  index={drawn().get(key)?.index ?? 0}
                  start={drawn().get(key)?.start ?? 0}
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
      <Show when={lines().length === 0 && filterOf()}>
        <p class={css.nothing}>{t('board.nothingMatches')}</p>
      </Show>
      <TableFoot project={props.project} columns={columns()} foot={props.rows.foot()} />
    </div>
  )
}
