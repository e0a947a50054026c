import { Key } from '@solid-primitives/keyed'
import { createSignal, onCleanup, Suspense } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError } from '../../../client/error-message.ts'
import { enqueue, hasQueued } from '../../../client/mutation-queue.ts'
import type { ChartAnswer, DashboardAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { setArranging } from '../address.ts'
import { ChartCard } from '../charts/card.tsx'
import css from '../dashboard.module.css'
import { areaOf, inReadingOrder, sameData } from '../grid.tsx'
import { type DataAnswer, refetchDashboard, setDashboard, updateDashboard } from '../queries.ts'
import own from './arrange.module.css'
import { Handles } from './handles.tsx'
import { COLUMNS, movedOf, type Places, placed, stepped } from './layout.ts'

/** How long keys may rest before what they moved is kept, in ms. */
const REST = 600

const placesOf = ({ charts }: DashboardAnswer): Places => Object.fromEntries(charts.map(({ id, place }) => [id, place]))

/** The dashboard while its charts are moved and resized, by pointer or keyboard; each move is kept at once, and can be undone. */
export default function Arrange(props: { dashboard: DashboardAnswer; data: DataAnswer | undefined }) {
  let grid!: HTMLDivElement
  /** where all stand while something is in somebody's hand */
  const [shown, setShown] = createSignal<Places | null>(null)
  const [held, setHeld] = createSignal<string | null>(null)
  const [heard, setHeard] = createSignal('')
  const places = () => shown() ?? placesOf(props.dashboard)
  const placeOf = (id: string) => places()[id]!
  let timer: ReturnType<typeof setTimeout> | undefined

  let keepLater = () => {}

  async function keep(name: string, of = props.dashboard): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const after = shown()
    setShown(null)
    if (!after) return
    const moved = movedOf(placesOf(of), after)
    if (Object.keys(moved).length === 0) return
    const { id } = of
    updateDashboard(id, (dashboard) => ({
      ...dashboard,
      charts: dashboard.charts.map((chart) => ({ ...chart, place: after[chart.id] ?? chart.place })),
    }))
    try {
      const { dashboard, change } = await enqueue(`layout.${id}`, () =>
        api<{ dashboard: DashboardAnswer; change: string }>('PUT', `/api/dashboards/${id}/layout`, { places: moved }),
      )
      if (!hasQueued(`layout.${id}`) && !shown()) setDashboard(dashboard)
      toastUndo(say('moved', { name }), change)
    } catch (error) {
      await toastError(error)
      await refetchDashboard(id)
    }
  }

  function byKeys({ id, name }: ChartAnswer, step: readonly [number, number], resizes: boolean): void {
    const { x, y, w, h } = placeOf(id)
    const resized = { x, y, w: Math.min(w + step[0], COLUMNS - x), h: h + step[1] }
    setShown(resizes ? placed(places(), id, resized) : stepped(places(), id, step))
    const place = placeOf(id)
    setHeard(say('announced', { name, column: place.x + 1, row: place.y + 1, width: place.w, height: place.h }))
    clearTimeout(timer)
    const of = props.dashboard
    keepLater = () => void keep(name, of)
    timer = setTimeout(keepLater, REST)
  }
  // Not at once: where another dashboard opens, `props` is that one's by now, or is just being worked out.
  onCleanup(() => timer && queueMicrotask(keepLater))

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape ends it from anywhere within
    <div
      ref={grid}
      class={`${css.grid} ${own.arranged}`}
      data-held={held() ? '' : undefined}
      onKeyDown={(event) => event.key === 'Escape' && held() === null && setArranging(false)}
    >
      <p class="hidden-text" role="status">
        {heard()}
      </p>
      <Key each={inReadingOrder(props.dashboard.charts)} by="id">
        {(chart) => {
          const data = sameData(() => props.data?.charts[chart().id])
          return (
            <div
              class={`${css.cell} ${own.cell}`}
              data-held={held() === chart().id ? '' : undefined}
              style={areaOf(placeOf(chart().id))}
            >
              <Suspense>
                <ChartCard chart={chart()} data={data()} />
              </Suspense>
              <Handles
                name={chart().name}
                place={placeOf(chart().id)}
                grid={() => grid}
                onHold={(isHeld) => {
                  setHeld(isHeld ? chart().id : null)
                  if (!isHeld) void keep(chart().name)
                }}
                onDrop={() => {
                  setShown(null)
                  setHeld(null)
                }}
                onMove={(place) => setShown(placed(placesOf(props.dashboard), chart().id, place))}
                onKeys={(step, resizes) => byKeys(chart(), step, resizes)}
              />
            </div>
          )
        }}
      </Key>
    </div>
  )
}
