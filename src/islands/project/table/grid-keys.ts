import { createSignal } from 'solid-js'
import type { Refused } from '../../../parts/values/editing.ts'

export interface Cell {
  row: number
  column: number
}

interface Grid {
  rows: () => number
  columns: () => number
  editable: (cell: Cell) => boolean
  /** brings the cell into the page and focuses it */
  focus: (cell: Cell) => void
  open: (row: number) => void
  /** loads the next page; resolves to whether there was one */
  loadMore: () => Promise<boolean>
}

/** Moving and editing by keyboard: arrows and Tab move, Enter or typing edits, Esc leaves, Ctrl+Enter opens the record. */
export function gridKeys(grid: Grid) {
  const [active, setActive] = createSignal<Cell>({ row: 0, column: 0 })
  const [editing, setEditing] = createSignal<(Cell & { initialText?: string; refused?: Refused }) | null>(null)

  function go(cell: Cell): void {
    const row = Math.max(0, Math.min(cell.row, grid.rows() - 1))
    const column = Math.max(0, Math.min(cell.column, grid.columns() - 1))
    setActive({ row, column })
    grid.focus({ row, column })
  }

  /** Loads page after page until the last row is there, or another key is pressed. */
  let moveCount = 0
  async function toEnd(column: number): Promise<void> {
    moveCount += 1
    const move = moveCount
    go({ row: grid.rows() - 1, column })
    let hasMore = false
    while (move === moveCount && (await grid.loadMore())) hasMore = true
    if (hasMore && move === moveCount) go({ row: grid.rows() - 1, column })
  }

  function startEditing(cell: Cell, initialText?: string): void {
    setActive(cell)
    if (grid.editable(cell)) setEditing(initialText === undefined ? cell : { ...cell, initialText })
  }

  /** Opens a cell again whose value was refused, unless another is edited by now. Returns whether it did. */
  function reopen(cell: Cell, refused: Refused): boolean {
    if (editing()) return false
    setActive(cell)
    setEditing({ ...cell, refused })
    return true
  }

  function stopEditing(): void {
    if (!editing()) return
    setEditing(null)
    queueMicrotask(() => {
      // After a click outside the cell, the focus stays there.
      if (document.activeElement === document.body || document.activeElement === null) grid.focus(active())
    })
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The names of the columns are tabbed through like buttons anywhere.
    if ((event.target as Element).closest('[role=columnheader]')) return
    const { row, column } = active()
    if (event.key !== 'Control') moveCount += 1
    const isInEditor = (event.target as Element).matches('input, textarea, select, [role=option]')
    if (event.key === 'Tab') {
      const next = { row, column: column + (event.shiftKey ? -1 : 1) }
      if (next.column < 0 || next.column >= grid.columns()) return
      event.preventDefault()
      setTimeout(() => go(next))
      return
    }
    if (isInEditor || editing()) return
    const targets: Record<string, Cell> = {
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      ArrowLeft: { row, column: column - 1 },
      ArrowRight: { row, column: column + 1 },
      PageUp: { row: row - 20, column },
      PageDown: { row: row + 20, column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 },
      End: { row, column: grid.columns() - 1 },
    }
    const step = targets[event.key]
    if (event.key === 'End' && event.ctrlKey) void toEnd(grid.columns() - 1)
    else if (step) go(step)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) grid.open(row)
    else if (event.key === 'Enter' || event.key === 'F2') startEditing({ row, column })
    else if (event.key === 'Backspace' || event.key === 'Delete') startEditing({ row, column }, '')
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
      startEditing({ row, column }, event.key)
    else return
    event.preventDefault()
  }

  return { active, setActive, editing, startEditing, stopEditing, reopen, go, onKeyDown }
}

export type GridKeys = ReturnType<typeof gridKeys>
