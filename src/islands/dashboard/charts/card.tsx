import ChartColumn from 'lucide-solid/icons/chart-column'
import TableIcon from 'lucide-solid/icons/table-2'
import { createResource, createSignal, createUniqueId, type JSX, Match, Show, Switch } from 'solid-js'
import type { ChartAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { Button } from '../../../widgets/button.tsx'
import { Delayed } from '../../../widgets/delayed.tsx'
import { ChartBody } from './body.tsx'
import css from './card.module.css'
import type { ChartAnswered } from './points.ts'

interface Props {
  chart: ChartAnswer
  data: ChartAnswered | undefined
  /** what can be done with it */
  menu?: (card: HTMLElement) => JSX.Element
  /** opens what is wrong with it, for who may mend it */
  onRepair?: (() => void) | undefined
}

const FIGURES = new Set(['stat', 'goal', 'table'])

/** One chart, or the same numbers as a table. */
export function ChartCard(props: Props) {
  const id = createUniqueId()
  let card!: HTMLElement
  const [asTable, setAsTable] = createSignal(false)
  const data = () => (props.data && !('error' in props.data) ? props.data : undefined)
  const error = () => (props.data && 'error' in props.data ? props.data.error : undefined)
  const [sentence] = createResource(error, async ({ code, what, name }) => {
    const { issueSentence } = await import('../../../i18n/issue.ts')
    const text = await issueSentence({ code, message: what, ...(name !== undefined && { name }) })
    // A part of it that isn't told stands in braces.
    return text.includes('{') ? '' : text
  })
  const toggleLabel = () => say(asTable() ? 'asChart' : 'asTable')
  return (
    <section ref={card} class={css.card} data-kind={props.chart.kind} aria-labelledby={id}>
      <header class={css.head}>
        <h2 id={id} class={css.name} title={props.chart.name}>
          {props.chart.name}
        </h2>
        <div class={css.actions} data-actions="">
          <Show when={!FIGURES.has(props.chart.kind) && data()?.points.length}>
            <Button
              variant="icon"
              size="small"
              class={css.quiet}
              aria-pressed={asTable()}
              aria-label={toggleLabel()}
              title={toggleLabel()}
              onClick={() => setAsTable(!asTable())}
            >
              <Show when={asTable()} fallback={<TableIcon size={14} />}>
                <ChartColumn size={14} />
              </Show>
            </Button>
          </Show>
          {props.menu?.(card)}
        </div>
      </header>
      <Switch
        fallback={
          <Delayed>
            <div class={css.skeleton} />
          </Delayed>
        }
      >
        <Match when={error()}>
          <div class={css.problem} role="alert">
            <p>
              {say('broken')} {sentence.latest}
            </p>
            <Show when={props.onRepair}>
              <Button size="small" onClick={() => props.onRepair?.()}>
                {say('repair')}
              </Button>
            </Show>
          </div>
        </Match>
        <Match when={data()}>
          {(chartData) => <ChartBody chart={props.chart} data={chartData()} asTable={asTable()} />}
        </Match>
      </Switch>
    </section>
  )
}
