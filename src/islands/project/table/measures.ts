import * as format from '../../../client/format.ts'
import type { Total } from '../../../core/api/answers.ts'
import type { MeasureOp } from '../../../parts/field-types/contract.ts'
import { isList, widgetOf } from '../../../parts/field-types/index.ts'
import { textOf } from '../../../parts/values/text-of.ts'
import { persistedChoice } from '../persisted-choice.ts'
import type { TableColumn } from './columns/table-column.ts'

export type { MeasureOp } from '../../../parts/field-types/contract.ts'

/** The aggregate of each column's footer, stored in this browser. */
export const measureChoice = (project: string) =>
  persistedChoice<{ [key: string]: MeasureOp }>(`measures.${project}`, {})

const shownBy = ({ field }: TableColumn) => field.result ?? field

/** What is filled can be counted in any column. A list of what several records have can't be folded here. */
export function measuresFor(column: TableColumn): readonly MeasureOp[] {
  const [none = 'none', ...folds] = isList(column.field) ? [] : (widgetOf(shownBy(column).type).totals ?? [])
  return [none, ...folds, 'count']
}

/** Amounts and numbers are summed unless something else is chosen. */
export function measureOf(column: TableColumn, measures: { [key: string]: MeasureOp }): MeasureOp {
  const available = measuresFor(column)
  const selected = measures[column.key]
  if (selected && available.includes(selected)) return selected
  return widgetOf(column.field.type).totals?.includes('sum') && available.includes('sum') ? 'sum' : 'none'
}

/** The API's limit on totals per query. */
const MOST = 20

export const totalsFor = (columns: TableColumn[], measures: { [key: string]: MeasureOp }) =>
  columns
    .map((column) => ({ op: measureOf(column, measures), field: column.key }))
    .filter(({ op }) => op !== 'none')
    .slice(0, MOST)

/**
 * A column's total: one per currency, followed by the approximate sum in the report currency.
 * `brief`, several are written short, or only what they come to: a column has hardly room for one of them.
 */
export function totalText(totals: Total[], column: TableColumn, op: MeasureOp, brief = false): string {
  const columnTotals = totals.filter((total) => total.op === op && total.field === column.key)
  const money = brief && columnTotals.length > 1 ? format.moneyShort : format.money
  const texts = columnTotals.map((total) => figure(total, column, op, money)).filter(Boolean)
  const reported = columnTotals.length > 1 ? columnTotals.find((total) => total.reported)?.reported : undefined
  const reportedText = reported ? `≈ ${money(reported.value, reported.currency)}` : ''
  return brief && reportedText ? reportedText : [texts.join(' · '), reportedText].filter(Boolean).join(' ')
}

function figure({ value, currency }: Total, column: TableColumn, op: MeasureOp, money: typeof format.money): string {
  const { type, config } = shownBy(column)
  if (op === 'count') return format.number(value)
  if (currency) return money(value, currency)
  const { kind, totalText } = widgetOf(type)
  if (kind === 'date' || kind === 'instant') return textOf({ type, config }, value)
  const number = Number(value)
  if (!Number.isFinite(number)) return ''
  const round = op === 'average' ? Math.round(number * 100) / 100 : number
  return totalText?.(round) ?? textOf({ type, config }, round)
}
