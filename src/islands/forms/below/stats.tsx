import { For, Show } from 'solid-js'
import { day, number, percent } from '../../../client/format.ts'
import type { FormAnswer } from '../../../core/api/form/index.ts'
import { sayForm } from '../../../i18n/form/screen.ts'
import { Loading } from '../../../parts/loading.tsx'
import css from '../forms.module.css'
import { useStats } from '../queries.ts'

/** How often it was begun and sent in, of the last thirty days. */
export function StatsOf(props: { form: FormAnswer }) {
  const stats = useStats(() => props.form.id)
  return (
    <section class={css.section}>
      <h3>{sayForm('stats')}</h3>
      <Loading query={stats} when={stats.data}>
        {(all) => (
          <>
            <p class={css.figures}>
              <span>{sayForm('views', { count: all().views })}</span>
              <span>{sayForm('sent', { count: all().submissions })}</span>
              <Show when={all().conversion !== null}>
                <span>{sayForm('conversion', { percent: percent(Math.round(all().conversion! * 1000) / 10) })}</span>
              </Show>
            </p>
            <Show when={all().days.length > 0}>
              <table class={css.table}>
                <thead>
                  <tr>
                    <th scope="col">{sayForm('day')}</th>
                    <th scope="col">{sayForm('viewsHead')}</th>
                    <th scope="col">{sayForm('sentHead')}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={all().days.toReversed()}>
                    {(one) => (
                      <tr>
                        <th scope="row">{day(one.day)}</th>
                        <td>{number(one.views)}</td>
                        <td>{number(one.submissions)}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </Show>
          </>
        )}
      </Loading>
    </section>
  )
}
