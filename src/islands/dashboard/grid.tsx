import { Key } from '@solid-primitives/keyed'
import { createMemo, type JSX, Suspense } from 'solid-js'
import type { ChartAnswer, DashboardAnswer } from '../../core/api/answers.ts'
import { isSameJson } from '../../core/model/json.ts'
import { openBuilder } from './address.ts'
import { isSeen } from './chart-actions.ts'
import { ChartMenu } from './chart-menu.tsx'
import { ChartCard } from './charts/card.tsx'
import type { ChartAnswered } from './charts/points.ts'
import css from './dashboard.module.css'
import type { DataAnswer } from './queries.ts'

export type Place = ChartAnswer['place']

export const areaOf = ({ x, y, w, h }: Place): JSX.CSSProperties => ({
  '--x': x + 1,
  '--y': y + 1,
  '--w': w,
  '--h': h,
})

/** On a phone the charts are stacked in reading order of the grid. */
export const inReadingOrder = (charts: readonly ChartAnswer[]): ChartAnswer[] =>
  [...charts].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x)

/** A chart's data as long as it is the same: what didn't change isn't drawn again. */
export const sameData = (data: () => ChartAnswered | undefined) =>
  createMemo(data, undefined, { equals: (a, b) => a === b || isSameJson(a, b) })

export function Grid(props: { dashboard: DashboardAnswer; data: DataAnswer | undefined }) {
  const mayEdit = () => props.dashboard.access === 'edit'
  return (
    <div class={css.grid}>
      <Key each={inReadingOrder(props.dashboard.charts)} by="id">
        {(chart) => {
          const data = sameData(() => props.data?.charts[chart().id])
          return (
            <div class={css.cell} style={areaOf(chart().place)}>
              <Suspense>
                <ChartCard
                  chart={chart()}
                  data={data()}
                  menu={(card) => <ChartMenu dashboard={props.dashboard} chart={chart()} data={data()} card={card} />}
                  onRepair={mayEdit() && isSeen(chart()) ? () => openBuilder(chart().id) : undefined}
                />
              </Suspense>
            </div>
          )
        }}
      </Key>
    </div>
  )
}
