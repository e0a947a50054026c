import { Key } from '@solid-primitives/keyed'
import { createMemo, For, Show } from 'solid-js'
import type { ChartAnswer, ChartPoint } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import css from './data-table.module.css'
import { Explained } from './explained.tsx'
import { seriesOfParts, sumOf } from './parts.ts'
import { amount, decimal, fullAmount, type Group, isAdditive } from './points.ts'
import { RecordsLink } from './records-menu.tsx'

interface Props {
  chart: ChartAnswer
  points: ChartPoint[]
  groups: Group[]
  currency: string | null
  /** a record is in several rows: they don't make a sum */
  overlapping: boolean
}

/** A chart's numbers to read, to hear and to copy: a row each, a column for each part of the second split. */
export function DataTable(props: Props) {
  const series = createMemo(() => seriesOfParts(props.points, props.groups, props.chart, false))
  /** What each value stands beside: the period before, or what came true of a forecast. */
  const beside = createMemo(() => [
    ...(props.chart.compare
      ? [{ label: say('before'), of: ({ previous }: ChartPoint): string | null => previous ?? null }]
      : []),
    ...(props.points.some(({ cameTrue }) => cameTrue !== undefined)
      ? [{ label: say('cameTrue'), of: ({ cameTrue }: ChartPoint): string | null => cameTrue ?? null }]
      : []),
  ])
  const hasHead = () => series().length > 0 || beside().length > 0
  /** Where the table is the chart, it is read as one; where it stands for another, all is told. */
  const shown = (value: string | null) => (props.chart.kind === 'table' ? amount : fullAmount)(value, props.currency)
  const hasTotals = () => isAdditive(props.chart) && !props.overlapping && props.points.length > 1
  const sum = (values: readonly (number | null)[]) =>
    shown(decimal(values.reduce<number>((all, value) => all + (value ?? 0), 0)))
  return (
    <div class={css.scroll}>
      <table class={css.table}>
        <caption class="hidden-text">{props.chart.name}</caption>
        <thead class={hasHead() ? '' : 'hidden-text'}>
          <tr>
            <th scope="col" class={css.head}>
              <span class={hasHead() ? 'hidden-text' : ''}>{say('part')}</span>
            </th>
            <For each={series()}>
              {({ label }) => (
                <th scope="col" class={css.head}>
                  {label}
                </th>
              )}
            </For>
            <th scope="col" class={css.head}>
              {series().length > 0 ? say('all') : say('value')}
            </th>
            <For each={beside()}>
              {({ label }) => (
                <th scope="col" class={css.head}>
                  {label}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <Key each={props.points} by="key">
            {(point, index) => (
              <tr>
                <th scope="row" class={css.name}>
                  <RecordsLink open={point().open}>{point().label}</RecordsLink>
                </th>
                <For each={series()}>
                  {(one) => (
                    <td class={css.value}>
                      <RecordsLink open={one.open[index()] ?? []}>
                        {one.values[index()] == null ? '' : shown(decimal(one.values[index()]!))}
                      </RecordsLink>
                    </td>
                  )}
                </For>
                <td class={css.value}>
                  <Explained
                    chart={props.chart}
                    point={{ key: point().key, currency: point().currency, label: point().label }}
                    open={point().open}
                  >
                    {shown(point().value)}
                  </Explained>
                </td>
                <For each={beside()}>
                  {({ of }) => <td class={`${css.value} ${css.soft}`}>{shown(of(point()))}</td>}
                </For>
              </tr>
            )}
          </Key>
        </tbody>
        <Show when={hasTotals() && (series().length > 0 || props.chart.kind === 'table')}>
          <tfoot>
            <tr>
              <th scope="row" class={css.foot}>
                {say('all')}
              </th>
              <For each={series()}>{({ values }) => <td class={css.foot}>{sum(values)}</td>}</For>
              <td class={css.foot}>
                <Explained chart={props.chart} open={[]}>
                  {shown(decimal(sumOf(props.points)))}
                </Explained>
              </td>
              <For each={beside()}>
                {({ of }) => (
                  <td class={css.foot}>{sum(props.points.map((point) => (of(point) ? Number(of(point)) : null)))}</td>
                )}
              </For>
            </tr>
          </tfoot>
        </Show>
      </table>
    </div>
  )
}
