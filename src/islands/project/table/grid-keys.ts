import { createMemo, createSignal } from 'solid-js'
import type { Refused } from '../../../parts/values/editors/editing.ts'

export interface Cell {
  row: number
  column: number
}

interface Grid {
  /** keys of the lines and of the columns, in order */
  lines: () => readonly string[]
  columns: () => readonly string[]
  editable: (cell: Cell) => boolean
  /** brings the cell into the page and focuses it */
  focus: (cell: Cell) => void
  open: (row: number) => void
  /** loads the next page; resolves to whether there was one */
  loadMore: () => Promise<boolean>
}

/** A cell by what it shows: it stays the same one where lines or columns come or go beside it. */
interface Place extends Cell {
  /** '' for none */
  line: string
  key: string
}

/** What a cell's editor begins with. */
interface Beginning {
  initialText?: string
  refused?: Refused
}

type Shown = Cell & Pick<Place, 'line'>
const within = (index: number, among: readonly string[]): number => Math.max(0, Math.min(index, among.length - 1))
const isSame = (a: Shown | null, b: Shown | null): boolean =>
  a?.row === b?.row && a?.column === b?.column && a?.line === b?.line

/** Moving and editing by keyboard: arrows and Tab move, Enter or typing edits, Esc leaves, Ctrl+Enter opens the record. */
export function gridKeys(grid: Grid) {
  const rowOf = createMemo(() => new Map(grid.lines().map((line, row) => [line, row])))
  const columnOf = createMemo(() => new Map(grid.columns().map((key, column) => [key, column])))
  const placeOf = ({ row, column }: Cell): Place => ({
    row,
    column,
    line: grid.lines()[row] ?? '',
    key: grid.columns()[column] ?? '',
  })
  const [activePlace, setActivePlace] = createSignal<Place>({ row: 0, column: 0, line: '', key: '' })
  const [edited, setEdited] = createSignal<(Place & Beginning) | null>(null)
  const setActive = (cell: Cell): void => void setActivePlace(placeOf(cell))
  /** Where its line is gone, the one that stands there now. */
  const active = createMemo(
    (): Shown => {
      const place = activePlace()
      const row = rowOf().get(place.line) ?? within(place.row, grid.lines())
      const column = columnOf().get(place.key) ?? within(place.column, grid.columns())
      return { row, column, line: grid.lines()[row] ?? '' }
    },
    undefined,
    { equals: isSame },
  )
  const editing = createMemo(
    (): (Shown & Beginning) | null => {
      const place = edited()
      if (!place) return null
      const [row, column] = [rowOf().get(place.line), columnOf().get(place.key)]
      return row === undefined || column === undefined ? null : { ...place, row, column }
    },
    null,
    { equals: (a, b) => isSame(a, b) && a?.refused === b?.refused },
  )

  function go(cell: Cell): void {
    const [row, column] = [within(cell.row, grid.lines()), within(cell.column, grid.columns())]
    setActive({ row, column })
    grid.focus({ row, column })
  }

  /** Loads page after page until the last row is there, or another key is pressed. */
  let moveCount = 0
  async function toEnd(column: number): Promise<void> {
    moveCount += 1
    const move = moveCount
    go({ row: grid.lines().length - 1, column })
    let hasMore = false
    while (move === moveCount && (await grid.loadMore())) hasMore = true
    if (hasMore && move === moveCount) go({ row: grid.lines().length - 1, column })
  }

  function startEditing(cell: Cell, initialText?: string): void {
    setActive(cell)
    if (grid.editable(cell)) setEdited({ ...placeOf(cell), ...(initialText !== undefined && { initialText }) })
  }

  /** Opens a cell again whose value was refused, unless it is gone or another is edited by now. Returns whether it did. */
  function reopen(line: string, key: string, refused: Refused): boolean {
    const [row, column] = [rowOf().get(line), columnOf().get(key)]
    if (editing() || row === undefined || column === undefined) return false
    setActive({ row, column })
    setEdited({ row, column, line, key, refused })
    return true
  }

  function stopEditing(): void {
    if (!editing()) return
    setEdited(null)
    queueMicrotask(() => {
      // After a click outside the cell, the focus stays there.
      if (document.activeElement === document.body || document.activeElement === null) grid.focus(active())
    })
  }

  /** The cell that is edited is scrolled out of sight: its editor doesn't open again when it comes back. */
  function leave(line: string): void {
    if (edited()?.line === line) setEdited(null)
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The names of the columns are tabbed through like buttons anywhere.
    if ((event.target as Element).closest('[role=columnheader]')) return
    const { row, column } = active()
    if (event.key !== 'Control') moveCount += 1
    const isInEditor = (event.target as Element).matches('input, textarea, select, [role=option]')
    if (event.key === 'Tab') {
      const next = { row, column: column + (event.shiftKey ? -1 : 1) }
      if (next.column < 0 || next.column >= grid.columns().length) return
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
      End: { row, column: grid.columns().length - 1 },
    }
    const step = targets[event.key]
    if (event.key === 'End' && event.ctrlKey) void toEnd(grid.columns().length - 1)
    else if (step) go(step)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) grid.open(row)
    else if (event.key === 'Enter' || event.key === 'F2') startEditing({ row, column })
    else if (event.key === 'Backspace' || event.key === 'Delete') startEditing({ row, column }, '')
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
      startEditing({ row, column }, event.key)
    else return
    event.preventDefault()
  }

  return { active, setActive, editing, startEditing, stopEditing, leave, reopen, go, onKeyDown }
}

export type GridKeys = ReturnType<typeof gridKeys>
