import { For } from 'solid-js'
import * as format from '../../../client/format.ts'
import type { Total } from '../../../core/model/answers.ts'
import { t } from '../../../i18n/index.ts'
import type { TableColumn } from './columns.ts'
import css from './table.module.css'

/** How many there are, and the sum of each column that has one; currencies stand side by side, never added up. */
export function TableFoot(props: { columns: TableColumn[]; foot: { count: number; totals: Total[] } }) {
  const sums = (key: string) =>
    props.foot.totals
      .filter((total) => total.op === 'sum' && total.field === key)
      .map((total) => format.money(total.value, total.currency))
      .join(' · ')
  return (
    <div class={css.foot}>
      <For each={props.columns}>
        {(column, at) => (
          <div class={css.footCell} data-column={at()} title={sums(column.key) || undefined}>
            {at() === 0 ? t('table.count', { count: props.foot.count }) : sums(column.key)}
          </div>
        )}
      </For>
    </div>
  )
}
