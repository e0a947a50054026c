import { useQuery } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { number } from '../../../client/format.ts'
import { cachedProject } from '../../../client/workspace.ts'
import type { Explanation as ExplanationAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/words.ts'
import { t } from '../../../i18n/index.ts'
import { buttonClass } from '../../../widgets/button.tsx'
import { Delayed } from '../../../widgets/delayed.tsx'
import Dialog from '../../../widgets/overlay/dialog.tsx'
import { pastDay, urlFilter } from '../address.ts'
import { labelOf } from '../builder/names.ts'
import type { ExplainedPoint } from '../charts/explained.tsx'
import { whatItIs } from '../charts/figures/what.ts'
import { fullAmount } from '../charts/points.ts'
import { RecordsLink } from '../charts/records-menu.tsx'
import css from './explanation.module.css'
import { Lines } from './lines.tsx'

/** What a number of a chart is made of, asked for as the dashboard shows it: with the filter of the address, on the day that is looked at. */
export default function Explanation(props: ExplainedPoint & { onClose: () => void }) {
  const sent = () => ({
    ...(urlFilter() && { filter: JSON.parse(urlFilter()) as Record<string, unknown> }),
    ...(pastDay() && { at: pastDay() }),
    ...(props.point && {
      point: {
        key: props.point.key,
        currency: props.point.currency,
        ...(props.point.part !== undefined && { part: props.point.part }),
      },
    }),
  })
  const query = useQuery(
    () => ({
      queryKey: ['explanation', props.chart.id, sent()],
      queryFn: async () =>
        (await api<{ explanation: ExplanationAnswer }>('POST', `/api/charts/${props.chart.id}/explain`, sent()))
          .explanation,
      // Figures may have changed since it was last looked at.
      staleTime: 0,
      gcTime: 0,
    }),
    () => cache,
  )
  const title = () => (props.point?.label ? `${props.chart.name} · ${props.point.label}` : props.chart.name)
  return (
    <Dialog title={title()} closeLabel={t('close')} onClose={props.onClose}>
      <Switch
        fallback={
          <Delayed>
            <p class={css.soft} role="status">
              {t('loading')}
            </p>
          </Delayed>
        }
      >
        <Match when={query.isError}>
          <p class={css.problem} role="alert">
            {t('failed.text')}
          </p>
        </Match>
        <Match when={query.data}>{(explanation) => <Answer asked={props} explanation={explanation()} />}</Match>
      </Switch>
    </Dialog>
  )
}

function Answer(props: { asked: ExplainedPoint; explanation: ExplanationAnswer }) {
  const open = () => props.explanation.open
  return (
    <div class={css.body}>
      <div>
        <p class={css.values}>
          <For each={props.explanation.values}>
            {({ value, currency }) => <span class={css.value}>{fullAmount(value, currency)}</span>}
          </For>
        </p>
        <p class={css.soft}>
          {[
            whatItIs(props.asked.chart),
            say('explainRecords', { count: props.explanation.records, number: number(props.explanation.records) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Lines chart={props.asked.chart} explanation={props.explanation} />
      <Conversions explanation={props.explanation} />
      <LeftOut explanation={props.explanation} />
      <Show when={props.explanation.partial}>
        <p class={css.soft}>{say('partial')}</p>
      </Show>
      <Show when={open().length > 0}>
        <div class={css.foot}>
          <For each={open()}>
            {(one) => (
              <RecordsLink open={[one]} class={buttonClass(open().length === 1 ? 'solid' : 'outline')}>
                {open().length === 1
                  ? say('explainOpen')
                  : say('explainOpenIn', { project: cachedProject(one.project)?.name ?? one.project })}
              </RecordsLink>
            )}
          </For>
        </div>
      </Show>
    </div>
  )
}

function Conversions(props: { explanation: ExplanationAnswer }) {
  return (
    <Show when={props.explanation.conversions.length > 0}>
      <section>
        <h3 class={css.heading}>{say('explainRates')}</h3>
        <ul class={css.facts}>
          <For each={props.explanation.conversions}>
            {({ currency, rate, amount, value }) => (
              <li>
                {say('explainRate', {
                  amount: fullAmount(amount, currency),
                  rate: number(Number(rate)),
                  value: fullAmount(value, reportOf(props.explanation)),
                })}
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}

/** What was converted counts in the currency that isn't written in any conversion. */
const reportOf = ({ values, conversions }: ExplanationAnswer): string | null =>
  values.find(({ currency }) => !conversions.some((one) => one.currency === currency))?.currency ?? null

function LeftOut(props: { explanation: ExplanationAnswer }) {
  return (
    <Show when={props.explanation.leftOut.length > 0}>
      <section>
        <h3 class={css.heading}>{say('explainLeftOut')}</h3>
        <ul class={css.facts}>
          <For each={props.explanation.leftOut}>
            {({ why, field, records, open }) => {
              const project = () => cachedProject(open[0]?.project ?? '')
              const text = () =>
                say(`leftOut.${why}`, {
                  count: records,
                  number: number(records),
                  field: labelOf(project(), field),
                })
              return (
                <li>
                  <RecordsLink open={open}>{text()}</RecordsLink>
                </li>
              )
            }}
          </For>
        </ul>
      </section>
    </Show>
  )
}
