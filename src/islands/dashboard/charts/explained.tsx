import { createContext, type JSX, Show, useContext } from 'solid-js'
import type { ChartAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import type { Open } from './points.ts'
import { RecordsLink } from './records-menu.tsx'

/** A number that is to be explained: a chart's total, or that of a point. */
export interface ExplainedPoint {
  chart: ChartAnswer
  point?: { key: string; currency: string | null; part?: string; label: string } | undefined
}

/** Opens what a number is made of; not there where a chart is only tried. */
export const ExplainContext = createContext<(question: ExplainedPoint) => void>()

/** A number that explains itself when it is clicked. Where it can't, it opens its records. */
export function Explained(props: {
  chart: ChartAnswer
  point?: ExplainedPoint['point']
  open: Open
  class?: string | undefined
  title?: string
  children: JSX.Element
}) {
  const explain = useContext(ExplainContext)
  return (
    <Show
      when={explain}
      fallback={
        <RecordsLink open={props.open} class={props.class}>
          {props.children}
        </RecordsLink>
      }
    >
      {(show) => (
        <button
          type="button"
          class={props.class}
          aria-haspopup="dialog"
          title={props.title ?? say('explain')}
          onClick={() => show()({ chart: props.chart, point: props.point })}
        >
          {props.children}
        </button>
      )}
    </Show>
  )
}
