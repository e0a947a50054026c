import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { displayName } from '../../../../../client/fallback-dates.ts'
import { t } from '../../../../../i18n/index.ts'
import { Button } from '../../../../../widgets/button.tsx'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'

const currencyChoice = (code: string) => ({ id: code, name: `${code} · ${displayName('currency', code)}` })

/** The field's own currency, and those an amount may be in besides. */
export function CurrencyConfig(props: ConfigProps) {
  const mainCurrency = () => String(props.draft.config.currency ?? 'USD')
  const otherCurrencies = () => (props.draft.config.others as string[] | undefined) ?? []
  const allCurrencies = Intl.supportedValuesOf('currency')
  const remaining = () => allCurrencies.filter((code) => code !== mainCurrency() && !otherCurrencies().includes(code))
  return (
    <>
      <div class={css.pair}>
        <Choice
          label={t('fields.currency')}
          value={mainCurrency()}
          options={allCurrencies.map(currencyChoice)}
          onSelect={(currency) =>
            props.onChange({ currency, others: otherCurrencies().filter((code) => code !== currency) })
          }
        />
        <Choice
          label={t('fields.addCurrency')}
          value=""
          options={[{ id: '', name: t('settings.addCurrency') }, ...remaining().map(currencyChoice)]}
          onSelect={(code) => code && props.onChange({ others: [...otherCurrencies(), code] })}
        />
      </div>
      <Show when={otherCurrencies().length > 0}>
        <ul class={css.chips} aria-label={t('fields.others')}>
          <For each={otherCurrencies()}>
            {(code) => (
              <li class={css.chip} title={displayName('currency', code)}>
                {code}
                <Button
                  variant="icon"
                  size="small"
                  aria-label={t('settings.delete', { name: code })}
                  onClick={() =>
                    props.onChange({ others: otherCurrencies().filter((otherCode) => otherCode !== code) })
                  }
                >
                  <X size={12} />
                </Button>
              </li>
            )}
          </For>
        </ul>
        <p class={css.hint}>{t('settings.currenciesText')}</p>
      </Show>
    </>
  )
}
