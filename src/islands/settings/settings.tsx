import { createEffect, For, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { countryName } from '../../client/format.ts'
import { displayName } from '../../client/own-dates.ts'
import { tell, toastUndo } from '../../client/records.ts'
import { toastProblem } from '../../client/say-problem.ts'
import { setTheme, type Theme, theme } from '../../client/theme.ts'
import { toast } from '../../client/toasts.ts'
import { useMe } from '../../client/workspace.ts'
import { COUNTRIES } from '../../core/fields/countries.ts'
import { t } from '../../i18n/index.ts'
import { LanguageSwitch } from '../../parts/language-switch.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button } from '../../widgets/button.tsx'
import { Field, SelectField } from '../../widgets/field.tsx'
import { RateTable } from './rate-table.tsx'
import css from './settings.module.css'

const THEMES: Theme[] = ['', 'light', 'dark']

export function Settings() {
  return (
    <Screen>
      <Page />
    </Screen>
  )
}

function Page() {
  const me = useMe()
  const mayChange = () => ['owner', 'admin'].includes(me.data?.person.role ?? '')
  createEffect(() => {
    document.title = `${t('rail.settings')} · Tonle`
  })

  async function save(part: Record<string, string>): Promise<void> {
    try {
      await api('PATCH', '/api/workspace', part)
      await cache.invalidateQueries({ queryKey: ['me'] })
      toast({ kind: 'done', text: t('settings.saved') })
    } catch (error) {
      await toastProblem(error)
    }
  }

  async function removeSample(): Promise<void> {
    try {
      const { change } = await api<{ change: string }>('DELETE', '/api/templates/sales/sample')
      tell({ kind: 'reload' })
      toastUndo(t('settings.sampleRemoved'), change)
    } catch (error) {
      await toastProblem(error)
    }
  }

  return (
    <div class={css.page}>
      <h1 class={css.title}>{t('rail.settings')}</h1>
      <section class={css.part} aria-label={t('settings.you')}>
        <h2>{t('settings.you')}</h2>
        <div class={css.line}>
          <span>{t('setUp.language')}</span>
          <LanguageSwitch
            chosen={(language) => void api('PUT', '/api/me/preferences', { language }).catch(toastProblem)}
          />
        </div>
        <div class={css.line}>
          <span>{t('settings.theme')}</span>
          <fieldset class={css.choices} aria-label={t('settings.theme')}>
            <For each={THEMES}>
              {(one) => (
                <Button look="plain" size="small" aria-pressed={theme() === one} onClick={() => setTheme(one)}>
                  {t(one === '' ? 'theme.device' : one === 'light' ? 'theme.light' : 'theme.dark')}
                </Button>
              )}
            </For>
          </fieldset>
        </div>
      </section>
      <Show when={mayChange() && me.data?.workspace}>
        {(workspace) => (
          <section class={css.part} aria-label={t('settings.workspace')}>
            <h2>{t('settings.workspace')}</h2>
            <Field
              label={t('settings.name')}
              value={workspace().name}
              maxlength={100}
              onChange={(event) => event.currentTarget.value.trim() && void save({ name: event.currentTarget.value })}
            />
            <SelectField
              label={t('setUp.country')}
              value={workspace().country}
              options={COUNTRIES.map((code) => ({ id: code, name: countryName(code) }))}
              onChange={(event) => void save({ country: event.currentTarget.value })}
            />
            <SelectField
              label={t('setUp.currency')}
              hint={t('settings.currencyHint')}
              value={workspace().currency}
              options={Intl.supportedValuesOf('currency').map((code) => ({
                id: code,
                name: `${code} · ${displayName('currency', code)}`,
              }))}
              onChange={(event) => void save({ currency: event.currentTarget.value })}
            />
            <SelectField
              label={t('setUp.zone')}
              hint={t('settings.zoneHint')}
              value={workspace().zone}
              options={[...new Set([workspace().zone, ...Intl.supportedValuesOf('timeZone')])].map((id) => ({
                id,
                name: id,
              }))}
              onChange={(event) => void save({ zone: event.currentTarget.value })}
            />
          </section>
        )}
      </Show>
      <Show when={mayChange() && me.data?.workspace}>{(workspace) => <RateTable workspace={workspace()} />}</Show>
      <Show when={mayChange()}>
        <section class={css.part} aria-label={t('settings.sample')}>
          <h2>{t('settings.sample')}</h2>
          <p class={css.soft}>{t('settings.sampleText')}</p>
          <div>
            <Button onClick={() => void removeSample()}>{t('settings.removeSample')}</Button>
          </div>
        </section>
      </Show>
    </div>
  )
}
