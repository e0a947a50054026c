import { Show } from 'solid-js'
import type { ChartAnswer, ChartData, ChartPoint } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import css from './card.module.css'
import { amount, isEmpty, isUnsorted, numberOf } from './points.ts'
import { RecordsLink } from './records-menu.tsx'

/** What is to be known of a chart's numbers, in a quiet line below it. */
export function Notes(props: {
  chart: ChartAnswer
  data: ChartData
  /** those without a date, which a chart over time has no place for */
  undated: ChartPoint | undefined
  /** periods before those that are shown */
  hiddenPeriods: number
  all: boolean
  onAll: (all: boolean) => void
}) {
  const isBare = () => isEmpty(props.data) || isUnsorted(props.chart, props.data.points)
  const texts = () =>
    [
      props.data.partial && say('partial'),
      props.data.unfiltered && say('unfiltered'),
      props.data.thinned && say('thinned', { count: props.data.thinned.points, shown: props.data.points.length }),
      props.data.overlapping && !isBare() && props.chart.kind !== 'stat' && say('overlapping'),
    ].filter((text) => typeof text === 'string')
  const isThere = () =>
    texts().length > 0 ||
    props.hiddenPeriods > 0 ||
    (props.undated !== undefined && numberOf(props.undated.value) !== 0)
  return (
    <Show when={isThere()}>
      <p class={css.note}>
        <Show when={props.hiddenPeriods > 0 && !isBare()}>
          <button type="button" class={css.more} onClick={() => props.onAll(!props.all)}>
            {props.all ? say('lastYear') : say('seeAll')}
          </button>
        </Show>
        <Show when={props.undated && numberOf(props.undated.value) !== 0 && props.undated}>
          {(point) => (
            <RecordsLink open={point().open} class={css.more}>
              {say('undated', { value: amount(point().value, point().currency) })}
            </RecordsLink>
          )}
        </Show>
        <Show when={texts().length > 0}>
          <span>{texts().join(' ')}</span>
        </Show>
      </p>
    </Show>
  )
}
