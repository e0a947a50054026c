import ChartColumn from 'lucide-solid/icons/chart-column'
import TableIcon from 'lucide-solid/icons/table-2'
import { createMemo, createSignal, createUniqueId, For, Match, Show, Suspense, Switch } from 'solid-js'
import type { ChartAnswer, ChartData } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Button } from '../../widgets/button.tsx'
import { Delayed } from '../../widgets/delayed.tsx'
import css from './chart-card.module.css'
import { DataTable } from './data-table.tsx'
import { Pie } from './pie.tsx'
import { type ChartAnswered, currenciesOf, isEmpty, isUnsorted, labelled, whyEmpty } from './points.ts'
import { Stat } from './stat.tsx'

const Bars = lazyPart(() => import('./bars.tsx'))

/** One chart on its place of the grid, or the same numbers as a table. */
export function ChartCard(props: { chart: ChartAnswer; data: ChartAnswered | undefined }) {
  const id = createUniqueId()
  const [asTable, setAsTable] = createSignal(false)
  const data = () => (props.data && !('error' in props.data) ? props.data : undefined)
  const error = () => (props.data && 'error' in props.data ? props.data.error : undefined)
  const gridArea = () => {
    const { x, y, w, h } = props.chart.place
    return { '--x': x + 1, '--y': y + 1, '--w': w, '--h': h }
  }
  return (
    <section class={css.card} data-kind={props.chart.kind} style={gridArea()} aria-labelledby={id}>
      <header class={css.head}>
        <h2 id={id} class={css.name} title={props.chart.name}>
          {props.chart.name}
        </h2>
        <Show when={props.chart.kind !== 'stat' && data()?.points.length}>
          <Button
            variant="icon"
            size="small"
            aria-pressed={asTable()}
            aria-label={t(asTable() ? 'dash.asChart' : 'dash.asTable')}
            title={t(asTable() ? 'dash.asChart' : 'dash.asTable')}
            onClick={() => setAsTable(!asTable())}
          >
            <Show when={asTable()} fallback={<TableIcon size={14} />}>
              <ChartColumn size={14} />
            </Show>
          </Button>
        </Show>
      </header>
      <Switch
        fallback={
          <Delayed>
            <div class={css.skeleton} />
          </Delayed>
        }
      >
        <Match when={error()}>
          {(problem) => (
            <p class={css.problem} role="alert">
              {t('dash.broken')} {problem().what}
            </p>
          )}
        </Match>
        <Match when={data()}>
          {(chartData) => <Body chart={props.chart} data={chartData()} asTable={asTable()} />}
        </Match>
      </Switch>
    </section>
  )
}

function Body(props: { chart: ChartAnswer; data: ChartData; asTable: boolean }) {
  const currencies = createMemo(() => currenciesOf(props.data))
  const [selected, setSelected] = createSignal<string | null>()
  const currency = () => {
    const current = selected()
    return current !== undefined && currencies().includes(current) ? current : (currencies()[0] ?? null)
  }
  const points = createMemo(() =>
    labelled(props.data.points, props.chart).filter((point) => point.currency === currency()),
  )
  return (
    <>
      <Show when={props.chart.kind !== 'stat' && currencies().length > 1}>
        <fieldset class={css.currencies} aria-label={t('dash.currency')}>
          <For each={currencies()}>
            {(option) => (
              <Button
                variant="plain"
                size="small"
                aria-pressed={option === currency()}
                onClick={() => setSelected(option)}
              >
                {option ?? t('dash.none')}
              </Button>
            )}
          </For>
        </fieldset>
      </Show>
      <Switch>
        <Match when={props.chart.kind === 'stat'}>
          <Stat data={props.data} />
        </Match>
        <Match when={isEmpty(props.data)}>
          <p class={css.empty}>{whyEmpty(props.chart)}</p>
        </Match>
        <Match when={isUnsorted(props.chart, points())}>
          <p class={css.empty}>{t('dash.unsorted')}</p>
        </Match>
        <Match when={props.asTable}>
          <DataTable name={props.chart.name} points={points()} />
        </Match>
        <Match when={props.chart.kind === 'pie'}>
          <Pie points={points()} currency={currency()} overlapping={props.data.overlapping ?? false} />
        </Match>
        <Match when={true}>
          <Suspense>
            <Bars name={props.chart.name} points={points()} currency={currency()} />
          </Suspense>
        </Match>
      </Switch>
      <Show when={props.data.overlapping && !isEmpty(props.data) && !isUnsorted(props.chart, points())}>
        <p class={css.note}>{t('dash.overlapping')}</p>
      </Show>
    </>
  )
}
