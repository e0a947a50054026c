import { persistedChoice } from '../../persisted-choice.ts'
import { shownAtFirst } from './reading-order.ts'
import type { TableColumn } from './table-column.ts'

/** Which columns are shown, in this browser, as far as somebody has chosen. */
export const columnChoice = (project: string) => persistedChoice<{ [key: string]: boolean }>(`columns.${project}`, {})

/** Those of `columns` that are shown; `columns` are all there are, in reading order. */
export function visibleOf(columns: TableColumn[], project: string): TableColumn[] {
  const choice = columnChoice(project)[0]()
  const atFirst = shownAtFirst(columns)
  return columns.filter(({ key }) => key === 'title' || (choice[key] ?? atFirst.has(key)))
}
