import { persistedChoice } from '../persisted-choice.ts'
import type { TableColumn } from './table-column.ts'

/** Which columns are shown, in this browser; a field that is hidden for everyone shows only if one asks for it. */
export const columnChoice = (project: string) => persistedChoice<{ [key: string]: boolean }>(`columns.${project}`, {})

export const isShown = (column: TableColumn, visibility: { [key: string]: boolean }): boolean =>
  column.key === 'title' || (visibility[column.key] ?? !column.field.hidden)
