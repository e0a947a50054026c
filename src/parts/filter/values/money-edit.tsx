import { createUniqueId, For, Show } from 'solid-js'
import { t } from '../../../i18n/index.ts'
import { readTypedMoney } from '../../values/typed-number.ts'
import css from '../filter.module.css'
import { mainCurrency, moneyFrom } from '../sentence.ts'
import type { SingleValueProps } from './single-value.ts'

/** An amount in one of the field's currencies: amounts are compared within a currency only. */
export function MoneyEdit(props: SingleValueProps) {
  const id = createUniqueId()
  const draft = () => props.draftText as { amount: string; currency: string } | undefined
  const money = () => {
    if (draft()) return draft()!
    return props.value === undefined || props.value === null
      ? { amount: '', currency: mainCurrency(props.subject) }
      : moneyFrom(props.value, props.subject)
  }
  const codes = () => {
    const otherCurrencies = (props.subject.config.others as string[] | undefined) ?? []
    return [...new Set([mainCurrency(props.subject), ...otherCurrencies, money().currency])]
  }
  const readings = (amount: string, currency: string) => readTypedMoney(amount, codes(), currency)
  const isInvalid = () => money().amount.trim() !== '' && readings(money().amount, money().currency).length !== 1
  const write = (amount: string, currency: string) => {
    const [one, more] = readings(amount, currency)
    props.onChange(one && !more ? one : undefined, { amount, currency: one?.currency ?? currency })
  }
  return (
    <span class={css.figure}>
      <input
        class={css.input}
        inputmode="decimal"
        aria-label={props.label}
        aria-invalid={isInvalid() ? 'true' : undefined}
        aria-describedby={isInvalid() ? id : undefined}
        autocomplete="off"
        value={money().amount}
        onInput={(event) => write(event.currentTarget.value, money().currency)}
      />
      <Show when={codes().length > 1} fallback={<span class={css.unit}>{money().currency}</span>}>
        <select
          class={css.select}
          aria-label={t('setUp.currency')}
          onChange={(event) => write(money().amount, event.currentTarget.value)}
        >
          <For each={codes()}>
            {(code) => (
              <option value={code} selected={code === money().currency}>
                {code}
              </option>
            )}
          </For>
        </select>
      </Show>
      <Show when={isInvalid()}>
        <span class={css.problem} id={id} role="alert">
          {t('filter.notNumber')}
        </span>
      </Show>
    </span>
  )
}
