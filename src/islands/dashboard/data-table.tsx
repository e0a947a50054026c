import { For, Show } from 'solid-js'
import type { ChartPoint } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import css from './data-table.module.css'
import { fullAmount, recordsOf } from './points.ts'

/** A chart's numbers to read, to hear and to copy. */
export function DataTable(props: { name: string; points: ChartPoint[] }) {
  return (
    <div class={css.scroll}>
      <table class={css.table}>
        <caption class="hidden-text">{props.name}</caption>
        <thead class="hidden-text">
          <tr>
            <th scope="col">{t('dash.part')}</th>
            <th scope="col">{t('dash.value')}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.points}>
            {(point) => (
              <tr>
                <th scope="row">
                  <Show when={recordsOf(point)} fallback={point.label}>
                    {(href) => <a href={href()}>{point.label}</a>}
                  </Show>
                </th>
                <td>{fullAmount(point.value, point.currency)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
