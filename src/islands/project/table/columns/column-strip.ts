import { createMemo, createSignal } from 'solid-js'
import { widthOf } from './column-layout.ts'
import type { TableColumn } from './table-column.ts'

/** Columns drawn beyond what is seen, on either side. */
const SPARE = 1

/**
 * The columns side by side: how wide each is, and which are in sight. Only those are drawn; the first, with the title, always is,
 * since it stays where it is while the others move under it.
 */
export function columnStrip(columns: () => TableColumn[], project: () => string) {
  const [view, setView] = createSignal(
    { left: 0, width: 1200 },
    { equals: (a, b) => a.left === b.left && a.width === b.width },
  )
  const widths = createMemo(() =>
    // On a phone the title leaves half of the width to the others.
    columns().map((column, i) => {
      const width = widthOf(column, project())
      return i === 0 ? Math.min(width, Math.round(view().width * 0.46)) : width
    }),
  )
  const titleWidth = () => widths()[0] ?? 0
  /** where each begins, and the last ends */
  const edges = createMemo(() => {
    const all = [0]
    for (const width of widths()) all.push(all.at(-1)! + width)
    return all
  })
  const inSight = createMemo(
    () => {
      const [from, to] = [view().left + titleWidth(), view().left + view().width]
      const first = edges().findIndex((edge, i) => i > 0 && edge > from) - 1
      const last = edges().findIndex((edge) => edge >= to)
      return { first: Math.max(1, first - SPARE), last: (last < 0 ? columns().length : last) + SPARE }
    },
    undefined,
    { equals: (a, b) => a.first === b.first && a.last === b.last },
  )
  const drawn = createMemo(() => [...columns().slice(0, 1), ...columns().slice(inSight().first, inSight().last)])
  const indices = createMemo(() => new Map(columns().map((column, i) => [column, i])))

  function scrollTo(scroller: HTMLElement, column: number): void {
    const [start, end] = [edges()[column] ?? 0, edges()[column + 1] ?? 0]
    // The title is always seen; who goes to it goes to the beginning.
    if (column <= 0) scroller.scrollLeft = 0
    else if (start < scroller.scrollLeft + titleWidth()) scroller.scrollLeft = start - titleWidth()
    else if (end > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = end - scroller.clientWidth
    look(scroller)
  }

  const look = (scroller: HTMLElement): void => void setView({ left: scroller.scrollLeft, width: scroller.clientWidth })

  return {
    template: () =>
      widths()
        .map((width) => `${width}px`)
        .join(' '),
    titleWidth,
    drawn,
    indexOf: (column: TableColumn) => indices().get(column) ?? 0,
    look,
    scrollTo,
  }
}
