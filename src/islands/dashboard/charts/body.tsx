import { createMemo, createSignal, For, Match, Show, Suspense, Switch } from 'solid-js'
import type { ChartAnswer, ChartData } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Button } from '../../../widgets/button.tsx'
import css from './card.module.css'
import { DataTable } from './data-table.tsx'
import { Goal } from './figures/goal.tsx'
import { Stat } from './figures/stat.tsx'
import { Notes } from './notes.tsx'
import { lastYear, withGaps } from './periods.ts'
import { Pie } from './pie.tsx'
import { currenciesOf, everyOf, isAdditive, isEmpty, isTimed, isUnsorted, labelled, whyEmpty } from './points.ts'
import { Rows } from './rows.tsx'

const Plot = lazyPart(() => import('./plot/plot.tsx'))

/** What a chart shows: its numbers drawn after its kind, or as a table. */
export function ChartBody(props: { chart: ChartAnswer; data: ChartData; asTable: boolean }) {
  const currencies = createMemo(() => currenciesOf(props.data))
  const [selected, setSelected] = createSignal<string | null>()
  const [all, setAll] = createSignal(false)
  const currency = () => {
    const current = selected()
    return current !== undefined && currencies().includes(current) ? current : (currencies()[0] ?? null)
  }
  const ofCurrency = createMemo(() =>
    labelled(props.data.points, props.chart.split).filter((point) => point.currency === currency()),
  )
  const groups = createMemo(() => labelled(props.data.groups, props.chart.then))
  const timed = createMemo(() => isTimed(ofCurrency(), props.chart))
  /** Over time there is no place for what has no date. */
  const isDrawnOverTime = () => timed() && !props.asTable && props.chart.kind !== 'table' && props.chart.kind !== 'pie'
  const dated = createMemo(() => (isDrawnOverTime() ? ofCurrency().filter(({ key }) => key !== '') : ofCurrency()))
  const isOpenEnded = () => timed() && !props.chart.time?.from && !props.chart.time?.relative
  const recent = createMemo(() => (isOpenEnded() ? lastYear(dated(), everyOf(props.chart.split)) : dated()))
  const points = createMemo(() => {
    const shown = all() ? dated() : recent()
    return isDrawnOverTime() ? withGaps(shown, everyOf(props.chart.split), isAdditive(props.chart) ? '0' : null) : shown
  })
  const hasFigures = () => props.chart.kind === 'stat' || props.chart.kind === 'goal'
  /** Names are read lying; a chart may ask for them standing. */
  const lies = () => (timed() ? props.chart.style?.horizontal === true : props.chart.style?.horizontal !== false)

  return (
    <>
      <Show when={!hasFigures() && currencies().length > 1}>
        <fieldset class={css.currencies} aria-label={say('currency')}>
          <For each={currencies()}>
            {(option) => (
              <Button
                variant="plain"
                size="small"
                aria-pressed={option === currency()}
                onClick={() => setSelected(option)}
              >
                {option ?? say('none')}
              </Button>
            )}
          </For>
        </fieldset>
      </Show>
      <Switch
        fallback={
          <Suspense>
            <Plot chart={props.chart} points={points()} groups={groups()} currency={currency()} />
          </Suspense>
        }
      >
        <Match when={props.chart.kind === 'stat'}>
          <Stat chart={props.chart} data={props.data} />
        </Match>
        <Match when={props.chart.kind === 'goal'}>
          <Goal chart={props.chart} data={props.data} />
        </Match>
        <Match when={isEmpty(props.data)}>
          <p class={css.empty}>{whyEmpty(props.chart)}</p>
        </Match>
        <Match when={isUnsorted(props.chart, points())}>
          <p class={css.empty}>{say('unsorted')}</p>
        </Match>
        <Match when={props.asTable || props.chart.kind === 'table'}>
          <DataTable
            chart={props.chart}
            points={points()}
            groups={groups()}
            currency={currency()}
            overlapping={props.data.overlapping ?? false}
          />
        </Match>
        <Match when={props.chart.kind === 'pie'}>
          <Pie chart={props.chart} data={props.data} points={points()} currency={currency()} />
        </Match>
        <Match when={props.chart.kind === 'funnel' || props.chart.kind === 'leaderboard'}>
          <Rows
            chart={props.chart}
            points={points()}
            groups={groups()}
            currency={currency()}
            look={props.chart.kind as 'funnel' | 'leaderboard'}
          />
        </Match>
        <Match when={props.chart.kind === 'bar' && lies()}>
          <Rows chart={props.chart} points={points()} groups={groups()} currency={currency()} look="bars" />
        </Match>
      </Switch>
      <Notes
        chart={props.chart}
        data={props.data}
        undated={isDrawnOverTime() ? ofCurrency().find(({ key }) => key === '') : undefined}
        hiddenPeriods={dated().length - recent().length}
        all={all()}
        onAll={setAll}
      />
    </>
  )
}
