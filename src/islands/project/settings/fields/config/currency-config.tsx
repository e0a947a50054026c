import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { displayName } from '../../../../../client/own-dates.ts'
import { t } from '../../../../../i18n/index.ts'
import { Button } from '../../../../../widgets/button.tsx'
import css from '../form.module.css'
import type { ConfigProps } from './config-props.ts'
import { Choice } from './labelled.tsx'

const named = (code: string) => ({ id: code, name: `${code} · ${displayName('currency', code)}` })

/** The field's own currency, and those an amount may be in besides. */
export function CurrencyConfig(props: ConfigProps) {
  const own = () => String(props.draft.config.currency ?? 'USD')
  const others = () => (props.draft.config.others as string[] | undefined) ?? []
  const all = Intl.supportedValuesOf('currency')
  const left = () => all.filter((code) => code !== own() && !others().includes(code))
  return (
    <>
      <div class={css.pair}>
        <Choice
          label={t('fields.currency')}
          value={own()}
          options={all.map(named)}
          pick={(currency) => props.set({ currency, others: others().filter((code) => code !== currency) })}
        />
        <Choice
          label={t('fields.addCurrency')}
          value=""
          options={[{ id: '', name: t('settings.addCurrency') }, ...left().map(named)]}
          pick={(code) => code && props.set({ others: [...others(), code] })}
        />
      </div>
      <Show when={others().length > 0}>
        <ul class={css.chips} aria-label={t('fields.others')}>
          <For each={others()}>
            {(code) => (
              <li class={css.chip} title={displayName('currency', code)}>
                {code}
                <Button
                  look="icon"
                  size="small"
                  aria-label={t('settings.delete', { name: code })}
                  onClick={() => props.set({ others: others().filter((one) => one !== code) })}
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
