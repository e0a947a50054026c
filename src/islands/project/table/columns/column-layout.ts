import { persistedChoice } from '../../persisted-choice.ts'
import type { TableColumn } from './table-column.ts'

/** What this browser remembers of a project's columns: widths in px, and their order as far as somebody has changed it. */
interface Layout {
  order: string[]
  widths: { [key: string]: number }
}

const layoutChoice = (project: string) => persistedChoice<Layout>(`layout.${project}`, { order: [], widths: {} })

const NARROWEST = 60
const WIDEST = 800

export const widthOf = (column: TableColumn, project: string): number =>
  layoutChoice(project)[0]().widths[column.key] ?? column.width

export function setWidth(project: string, key: string, width: number): void {
  const [layout, setLayout] = layoutChoice(project)
  const bounded = Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)))
  setLayout({ ...layout(), widths: { ...layout().widths, [key]: bounded } })
}

/** A field that was made since stands behind the others. */
export function arranged(columns: TableColumn[], project: string): TableColumn[] {
  const { order } = layoutChoice(project)[0]()
  if (order.length === 0) return columns
  const place = ({ key }: TableColumn) => (order.includes(key) ? order.indexOf(key) : order.length)
  return columns.toSorted((a, b) => place(a) - place(b))
}

/** Moves a column to another's place; the title stays first. `all` are the hidden ones, too. */
export function moveColumn(project: string, all: TableColumn[], key: string, to: string): void {
  const [layout, setLayout] = layoutChoice(project)
  const order = arranged(all, project).map((column) => column.key)
  const [from, target] = [order.indexOf(key), order.indexOf(to)]
  if (from <= 0 || target <= 0 || from === target) return
  order.splice(from, 1)
  order.splice(target, 0, key)
  setLayout({ ...layout(), order })
}
