import { For, Show } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { type Key, t } from '../../../i18n/index.ts'
import type { TableColumn } from './columns/table-column.ts'
import type { Foot } from './lines.ts'
import { type MeasureOp, measureChoice, measureOf, measuresFor, totalText } from './measures.ts'
import css from './table.module.css'

/** The footer: the record count and each column's aggregate (sum, average, minimum, maximum). */
export function TableFoot(props: { project: ProjectAnswer; columns: TableColumn[]; foot: Foot }) {
  const choice = () => measureChoice(props.project.id)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    <div role="rowgroup" class={css.footGroup} onKeyDown={(event) => event.stopPropagation()}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its selects take the focus */}
      <div role="row" class={css.foot}>
        <For each={props.columns}>
          {(column, index) => (
            <Show
              when={index() > 0}
              fallback={
                // biome-ignore lint/a11y/useSemanticElements: as above
                // biome-ignore lint/a11y/useFocusableInteractive: nothing to do here
                <div role="gridcell" class={css.footCell} data-column={index()}>
                  {t('table.count', { count: props.foot.count })}
                </div>
              }
            >
              <FootCell
                column={column}
                columnIndex={index()}
                foot={props.foot}
                op={measureOf(column, choice()[0]())}
                onSelect={(op) => choice()[1]({ ...choice()[0](), [column.key]: op })}
              />
            </Show>
          )}
        </For>
      </div>
    </div>
  )
}

function FootCell(props: {
  column: TableColumn
  columnIndex: number
  foot: Foot
  op: MeasureOp
  onSelect: (op: MeasureOp) => void
}) {
  const text = (brief = false) => totalText(props.foot.totals, props.column, props.op, brief)
  const name = (op: MeasureOp) => t(`measure.${op}` as Key)
  const available = () => measuresFor(props.column)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is made of divs
    // biome-ignore lint/a11y/useFocusableInteractive: its select takes the focus
    <div
      role="gridcell"
      class={css.footCell}
      data-column={props.columnIndex}
      title={text() ? `${name(props.op)}: ${text()}` : undefined}
      data-offers={available().length > 0 ? '' : undefined}
    >
      <Show when={available().length > 0}>
        <Show when={props.op !== 'none'} fallback={<span class={css.calculate}>{t('measure.choose')}</span>}>
          <Show when={props.op !== 'sum'}>
            <span class={css.measure}>{name(props.op)}</span>
          </Show>
          <span class={css.total}>{text(true)}</span>
        </Show>
        <select
          class={css.choose}
          aria-label={t('measure.of', { name: props.column.field.name })}
          onChange={(event) => props.onSelect(event.currentTarget.value as MeasureOp)}
        >
          <For each={available()}>
            {(op) => (
              <option value={op} selected={op === props.op}>
                {name(op)}
              </option>
            )}
          </For>
        </select>
      </Show>
    </div>
  )
}
