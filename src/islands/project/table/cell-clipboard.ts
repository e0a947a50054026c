import { toast } from '../../../client/toasts.ts'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { textOf } from '../../../parts/values/text-of.ts'
import type { TableColumn } from './columns/table-column.ts'
import type { Cell } from './grid-keys.ts'

interface Grid {
  /** the one that has the focus; null while it is edited */
  cell: () => Cell | null
  columnAt: (index: number) => TableColumn | undefined
  recordAt: (row: number) => RecordAnswer | undefined
  mayEdit: () => boolean
  project: () => ProjectAnswer
}

/** A cell's text is copied; a column of texts is pasted from the cell downward. */
export function cellClipboard(grid: Grid) {
  const isText = (target: EventTarget | null) => (target as Element | null)?.matches('input, textarea')

  function copy(event: ClipboardEvent): void {
    const cell = grid.cell()
    const [record, column] = [cell && grid.recordAt(cell.row), cell && grid.columnAt(cell.column)]
    if (!record || !column || isText(event.target) || String(getSelection()) !== '') return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', textOf(column.field, column.value(record)))
  }

  function paste(event: ClipboardEvent): void {
    const cell = grid.cell()
    const column = cell && grid.columnAt(cell.column)
    if (!cell || !column || isText(event.target) || !grid.mayEdit()) return
    event.preventDefault()
    const lines = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r?\n$/, '').split(/\r?\n/)
    if (lines.some((line) => line.includes('\t')))
      return void toast({ kind: 'problem', text: t('table.pasteOneColumn') })
    const records = lines.flatMap((_, i) => grid.recordAt(cell.row + i) ?? [])
    // What only few need is loaded with the first that pastes.
    void import('./paste.ts').then(({ pasteInto }) => pasteInto(grid.project(), column, records, lines))
  }

  return { copy, paste }
}
