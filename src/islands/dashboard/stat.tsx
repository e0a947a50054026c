import { For, Show } from 'solid-js'
import { percent } from '../../client/format.ts'
import type { ChartData } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { fullAmount, recordsOf } from './points.ts'
import css from './stat.module.css'

/** A stat card: one number, or one per currency (never added up). */
export function Stat(props: { data: ChartData }) {
  const href = () => props.data.points.map(recordsOf).find((link) => link)
  return (
    <div class={css.stat}>
      <Show when={props.data.totals.length > 0} fallback={<span class={css.value}>{fullAmount('0', null)}</span>}>
        <For each={props.data.totals}>
          {(total) => (
            <div class={css.line}>
              <Show when={href()} fallback={<span class={css.value}>{fullAmount(total.value, total.currency)}</span>}>
                {(to) => (
                  <a class={css.value} href={to()} title={t('dash.open')}>
                    {fullAmount(total.value, total.currency)}
                  </a>
                )}
              </Show>
              <Show when={changeOf(total, props.data.previous)}>
                {(change) => (
                  <span class={css.change} data-down={change() < 0 ? '' : undefined}>
                    {change() < 0 ? '▼' : '▲'} {percent(Math.abs(change()))}{' '}
                    <span class={css.soft}>{t('dash.previous')}</span>
                  </span>
                )}
              </Show>
            </div>
          )}
        </For>
      </Show>
    </div>
  )
}

/** In percent of the period before; nothing where there was nothing. */
function changeOf(total: ChartData['totals'][number], previous: ChartData['previous']): number | undefined {
  const before = Number(previous?.find(({ currency }) => currency === total.currency)?.value ?? 0)
  return before === 0 ? undefined : Math.round(((Number(total.value) - before) / Math.abs(before)) * 100)
}
