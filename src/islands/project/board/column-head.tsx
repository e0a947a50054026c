import FoldHorizontal from 'lucide-solid/icons/fold-horizontal'
import Plus from 'lucide-solid/icons/plus'
import { Show } from 'solid-js'
import { percentOf } from '../../../client/decimal.ts'
import * as format from '../../../client/format.ts'
import { mayManage } from '../../../client/workspace.ts'
import type { ListAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dot } from '../../../widgets/chip.tsx'
import { useBoard } from './board-context.ts'
import type { Column } from './board-types.ts'
import css from './column-head.module.css'
import { sumsOf, totalsText } from './column-totals.ts'
import { mayFold } from './folding.ts'
import { ListMenu } from './list-menu.tsx'

export function ColumnHead(props: { list: ListAnswer; column: Column; onAdd: () => void }) {
  const board = useBoard()
  const shown = () => board.asDropped(props.column)
  const fullTotals = () => totalsText(shown().totals, format.money)
  const weighted = () =>
    totalsText(
      sumsOf(shown().totals).map((total) => ({ ...total, value: percentOf(total.value, props.list.probability) })),
      format.money,
    )
  const hint = () =>
    [fullTotals(), t('board.weighted', { percent: props.list.probability, sum: weighted() })].join('\n')
  /** the share of all records on the board */
  const shareOfBoard = () => {
    const total = board.store.columns.reduce((sum, column) => sum + column.count, 0)
    return total === 0 ? 0 : (shown().count / total) * 100
  }
  return (
    <header class={css.head}>
      <div class={css.row}>
        <Dot color={props.list.color} />
        <h2 class={css.name} title={props.list.name}>
          {props.list.name}
        </h2>
        <span class={css.tools}>
          <Show when={mayFold(props.list)}>
            <Button
              variant="icon"
              size="small"
              aria-expanded={true}
              aria-label={t('board.fold', { list: props.list.name })}
              title={t('board.fold', { list: props.list.name })}
              onClick={() => board.setFolded(props.list, true)}
            >
              <FoldHorizontal size={14} />
            </Button>
          </Show>
          <Show when={mayManage(board.project())}>
            <ListMenu list={props.list} isEmpty={props.column.count === 0} />
          </Show>
          <Show when={board.mayEdit()}>
            <Button
              variant="icon"
              size="small"
              aria-label={t('board.addTo', { list: props.list.name })}
              title={t('board.addTo', { list: props.list.name })}
              onClick={props.onAdd}
            >
              <Plus size={16} />
            </Button>
          </Show>
        </span>
      </div>
      <div class={css.figures}>
        <span data-count>{format.number(shown().count)}</span>
        <Show when={board.layout().amount}>
          <span class={css.sum} title={fullTotals() ? hint() : undefined} data-sum={fullTotals()}>
            {totalsText(shown().totals, format.moneyShort) || '–'}
            <Show when={fullTotals()}>
              <span class="hidden-text">{hint()}</span>
            </Show>
          </span>
        </Show>
      </div>
      <div class={css.share} aria-hidden="true">
        <div data-color={props.list.color} style={{ width: `${shareOfBoard()}%` }} />
      </div>
    </header>
  )
}
