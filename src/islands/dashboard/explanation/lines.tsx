import { createMemo, For, Show } from 'solid-js'
import { number, percent } from '../../../client/format.ts'
import { cachedProject } from '../../../client/workspace.ts'
import type { ChartAnswer, Explanation } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { labelOf } from '../builder/names.ts'
import { fullAmount } from '../charts/points.ts'
import { RecordsLink } from '../charts/records-menu.tsx'
import css from './explanation.module.css'

type Line = Explanation['lines'][number]

/** Of which records a number is made: a row for each list, or for each weight. */
export function Lines(props: { chart: ChartAnswer; explanation: Explanation }) {
  const lines = () => props.explanation.lines
  const projects = createMemo(() => [...new Set(lines().map(({ project }) => project))])
  const isWeighted = () => lines().some(({ weight }) => weight !== null)
  const hasAmounts = () => lines().some(({ amounts }) => amounts)
  const isCount = () => props.chart.measure?.op === 'count' && !isWeighted()
  const head = () => {
    const weight = props.chart.measure?.weight
    if (props.explanation.by !== 'weight' || typeof weight !== 'object') return say('explainList')
    return labelOf(cachedProject(lines()[0]?.project ?? ''), weight.field)
  }
  return (
    <Show when={lines().length > 0}>
      <div class={css.scroll}>
        <table class={css.table}>
          <thead>
            <tr>
              <th scope="col">{head()}</th>
              <th scope="col">{say('explainRecordsHead')}</th>
              <Show when={hasAmounts()}>
                <th scope="col">{say('explainBefore')}</th>
              </Show>
              <Show when={isWeighted()}>
                <th scope="col">{say('weight')}</th>
              </Show>
              <Show when={!isCount()}>
                <th scope="col">{say('value')}</th>
              </Show>
            </tr>
          </thead>
          <For each={projects()}>
            {(project) => (
              <tbody>
                <Show when={projects().length > 1}>
                  <tr>
                    <th scope="rowgroup" colSpan={5} class={css.project}>
                      {cachedProject(project ?? '')?.name ?? project}
                    </th>
                  </tr>
                </Show>
                <For each={lines().filter((line) => line.project === project)}>
                  {(line) => (
                    <tr>
                      <th scope="row">
                        <RecordsLink open={line.open} class={css.name}>
                          <Show when={line.color}>
                            <span class={css.dot} data-color={line.color} />
                          </Show>
                          {line.label || say('none')}
                        </RecordsLink>
                      </th>
                      <td>{number(line.records)}</td>
                      <Show when={hasAmounts()}>
                        <td>
                          <Amounts amounts={line.amounts ?? []} />
                        </td>
                      </Show>
                      <Show when={isWeighted()}>
                        <td class={css.soft}>{line.weight === null ? '–' : `× ${percent(Number(line.weight))}`}</td>
                      </Show>
                      <Show when={!isCount()}>
                        <td>
                          <Amounts amounts={line.values} />
                        </td>
                      </Show>
                    </tr>
                  )}
                </For>
              </tbody>
            )}
          </For>
        </table>
      </div>
    </Show>
  )
}

function Amounts(props: { amounts: Line['values'] }) {
  return (
    <Show when={props.amounts.length > 0} fallback="–">
      <For each={props.amounts}>
        {({ value, currency }) => <span class={css.amount}>{fullAmount(value, currency)}</span>}
      </For>
    </Show>
  )
}
