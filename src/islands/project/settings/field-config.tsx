import X from 'lucide-solid/icons/x'
import { For, Match, Show, Switch } from 'solid-js'
import { saidDeleted } from '../../../client/change.ts'
import { displayName } from '../../../client/own-dates.ts'
import type { FieldAnswer } from '../../../core/model/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import css from './settings.module.css'
import { storeConfig } from './store-config.ts'

/** What a type lets one choose in its own line: how many stars, whether it holds several. */
export function FieldConfig(props: { field: FieldAnswer }) {
  const store = (part: FieldAnswer['config'], said?: string) =>
    storeConfig(
      () => props.field,
      (now) => ({ ...now, ...part }),
      said,
    )
  const max = () => Number(props.field.config.max ?? 5)
  return (
    <Switch>
      <Match when={props.field.type === 'rating'}>
        <label class={css.figure}>
          <input
            inputmode="numeric"
            value={max()}
            aria-label={t('settings.starsOf', { name: props.field.name })}
            onChange={(event) => {
              const stars = Number(event.currentTarget.value)
              if (!Number.isInteger(stars) || stars < 1 || stars > 10) event.currentTarget.value = String(max())
              else if (stars !== max()) void store({ max: stars }, t('settings.saved'))
            }}
          />
          {t('settings.stars')}
        </label>
      </Match>
      <Match when={props.field.type === 'reference' || props.field.type === 'person'}>
        <label class={css.required}>
          <input
            type="checkbox"
            checked={Boolean(props.field.config.multiple ?? props.field.type === 'person')}
            aria-label={t('settings.severalOf', { name: props.field.name })}
            onChange={(event) => void store({ multiple: event.currentTarget.checked })}
          />
          {t('settings.several')}
        </label>
      </Match>
    </Switch>
  )
}

/** Which currencies an amount can be in besides the field's own. */
export function CurrencySettings(props: { field: FieldAnswer }) {
  const store = (next: (now: string[]) => string[], said?: string) =>
    storeConfig(
      () => props.field,
      (now) => ({ ...now, others: next(others()) }),
      said,
    )
  const own = () => String(props.field.config.currency ?? 'USD')
  const others = () => (props.field.config.others as string[] | undefined) ?? []
  const name = (code: string) => `${code} · ${displayName('currency', code)}`
  const left = () => Intl.supportedValuesOf('currency').filter((code) => code !== own() && !others().includes(code))
  return (
    <details class={css.options}>
      <summary>{[own(), ...others()].join(', ')}</summary>
      <ul class={css.chips}>
        <For each={others()}>
          {(code) => (
            <li class={css.option}>
              <span class={css.code}>{name(code)}</span>
              <Button
                look="icon"
                size="small"
                aria-label={t('settings.delete', { name: code })}
                onClick={() => void store((now) => now.filter((one) => one !== code), saidDeleted(code))}
              >
                <X size={12} />
              </Button>
            </li>
          )}
        </For>
      </ul>
      <select
        class={css.small}
        aria-label={t('settings.addCurrencyTo', { name: props.field.name })}
        onChange={(event) => {
          const code = event.currentTarget.value
          event.currentTarget.value = ''
          if (code) void store((now) => [...now, code])
        }}
      >
        <option value="">{t('settings.addCurrency')}</option>
        <For each={left()}>{(code) => <option value={code}>{name(code)}</option>}</For>
      </select>
      <Show when={others().length > 0}>
        <p class={css.soft}>{t('settings.currenciesText')}</p>
      </Show>
    </details>
  )
}
