import Plus from 'lucide-solid/icons/plus'
import { Show } from 'solid-js'
import { percentOf } from '../../../client/decimal.ts'
import * as format from '../../../client/format.ts'
import type { ListAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dot } from '../../../widgets/chip.tsx'
import { useBoard } from './board-context.ts'
import type { Column } from './board-types.ts'
import css from './column-head.module.css'

export function ColumnHead(props: { list: ListAnswer; column: Column; onAdd: () => void }) {
  const board = useBoard()
  const sums = () => props.column.totals.filter((total) => total.op === 'sum' && /[1-9]/.test(total.value))
  const fullTotals = () =>
    sums()
      .map((total) => format.money(total.value, total.currency))
      .join(' · ')
  const weighted = () =>
    sums()
      .map((total) => format.money(percentOf(total.value, props.list.probability), total.currency))
      .join(' · ')
  const hint = () =>
    [fullTotals(), t('board.weighted', { percent: props.list.probability, sum: weighted() })].join('\n')
  /** the share of all records on the board */
  const shareOfBoard = () => {
    const total = board.store.columns.reduce((sum, column) => sum + column.count, 0)
    return total === 0 ? 0 : (props.column.count / total) * 100
  }
  return (
    <header class={css.head}>
      <div class={css.row}>
        <Dot color={props.list.color} />
        <h2 class={css.name} title={props.list.name}>
          {props.list.name}
        </h2>
        <span class={css.count} data-count>
          {format.number(props.column.count)}
        </span>
        <Show when={board.mayEdit()}>
          <Button
            variant="icon"
            size="small"
            aria-label={t('board.addTo', { list: props.list.name })}
            onClick={props.onAdd}
          >
            <Plus size={16} />
          </Button>
        </Show>
      </div>
      <Show when={board.layout().amount}>
        <div class={css.sum} title={sums().length > 0 ? hint() : undefined} data-sum={fullTotals()}>
          {sums()
            .map((total) => format.moneyShort(total.value, total.currency))
            .join(' · ') || '–'}
          <Show when={sums().length > 0}>
            <span class="hidden-text">{hint()}</span>
          </Show>
        </div>
      </Show>
      <div class={css.share} aria-hidden="true">
        <div data-color={props.list.color} style={{ width: `${shareOfBoard()}%` }} />
      </div>
    </header>
  )
}
