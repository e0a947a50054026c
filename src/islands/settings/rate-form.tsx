import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { displayName } from '../../client/fallback-dates.ts'
import { useSubmit } from '../../client/use-submit.ts'
import type { MeAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { decimalFrom } from '../../parts/values/typed-number.ts'
import { Button } from '../../widgets/button.tsx'
import css from './rate-table.module.css'

export type Rate = MeAnswer['workspace']['rates'][number]

/** The row that adds an exchange rate; a refused input stays as typed. */
export function RateForm(props: {
  report: string
  problem: { path: string; text: string } | undefined
  onAdd: (rate: Rate) => Promise<boolean>
}) {
  const id = createUniqueId()
  const codes = () => Intl.supportedValuesOf('currency').filter((code) => code !== props.report)
  const [currency, setCurrency] = createSignal('KHR')
  const selectedCurrency = () => (currency() === props.report ? (codes()[0] ?? '') : currency())
  const today = () => new Date().toLocaleDateString('en-CA')
  const ariaInvalid = (path: string) => (props.problem?.path === path ? 'true' : undefined)

  const { onSubmit } = useSubmit(async (form) => {
    const { rate, from } = Object.fromEntries(new FormData(form)) as Record<string, string>
    const added = await props.onAdd({
      currency: selectedCurrency(),
      rate: decimalFrom((rate ?? '').trim()),
      from: from ?? '',
    })
    if (added) form.reset()
  })

  return (
    <form class={css.form} onSubmit={onSubmit}>
      <label class={css.field}>
        {t('rates.rate', { report: props.report })}
        <input
          name="rate"
          class={css.input}
          required
          inputmode="decimal"
          autocomplete="off"
          placeholder="4,100"
          aria-label={t('rates.rateOf', { report: props.report })}
          aria-invalid={ariaInvalid('rate')}
          aria-describedby={id}
        />
      </label>
      <select
        class={css.input}
        aria-label={t('rates.currency')}
        aria-invalid={ariaInvalid('currency')}
        onChange={(event) => setCurrency(event.currentTarget.value)}
      >
        <For each={codes()}>
          {(code) => (
            <option value={code} selected={code === selectedCurrency()}>
              {code} · {displayName('currency', code)}
            </option>
          )}
        </For>
      </select>
      <label class={css.field}>
        {t('rates.from')}
        <input
          name="from"
          type="date"
          class={css.input}
          required
          max="9999-12-31"
          value={today()}
          aria-invalid={ariaInvalid('from')}
          aria-describedby={id}
        />
      </label>
      <Button type="submit">{t('rates.add')}</Button>
      <div id={id} class={css.note}>
        <Show when={props.problem && ['rate', 'from', 'currency'].includes(props.problem.path)}>
          <p class={css.problem} role="alert">
            {props.problem?.text}
          </p>
        </Show>
      </div>
    </form>
  )
}
