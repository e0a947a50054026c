import { For, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache, setCached } from '../../client/cache.ts'
import { toastUndo } from '../../client/changes/undo-toast.ts'
import { toastError } from '../../client/error-message.ts'
import { displayName } from '../../client/fallback-dates.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { enqueue } from '../../client/mutation-queue.ts'
import { publishRecord } from '../../client/records/events.ts'
import { toast } from '../../client/toasts.ts'
import { meQuery, useMe } from '../../client/workspace.ts'
import type { MeAnswer } from '../../core/api/answers.ts'
import { LANGUAGES, type Language, t } from '../../i18n/index.ts'
import { sayLater } from '../../i18n/later.ts'
import { countryChoices } from '../../parts/country-choices.ts'
import { Button } from '../../widgets/button.tsx'
import { Field, SelectField } from '../../widgets/field.tsx'
import { Switch } from '../../widgets/switch.tsx'
import { RateTable } from './rate-table.tsx'
import { Section } from './section.tsx'
import css from './settings.module.css'
import { WorkingDays } from './working-days.tsx'

/** Workspace settings: name, country, currency, time zone, exchange rates. */
export default function Workspace() {
  const me = trackLatestValue(useMe())

  async function save(part: Record<string, string | boolean>): Promise<void> {
    try {
      await api('PATCH', '/api/workspace', part)
      await cache.invalidateQueries({ queryKey: ['me'] })
      toast({ kind: 'done', text: t('settings.saved') })
    } catch (error) {
      await toastError(error)
    }
  }

  /** Seen at once: several days are clicked one after the other. */
  async function saveDays(days: Partial<Pick<MeAnswer['workspace'], 'workingDays' | 'holidays'>>): Promise<void> {
    setCached<MeAnswer>(meQuery.queryKey, (me) => me && { ...me, workspace: { ...me.workspace, ...days } })
    try {
      await enqueue('working days', () => api('PATCH', '/api/workspace', days))
    } catch (error) {
      void cache.invalidateQueries({ queryKey: meQuery.queryKey })
      await toastError(error)
    }
  }

  async function removeSample(): Promise<void> {
    try {
      const { change } = await api<{ change: string }>('DELETE', '/api/templates/sales/sample')
      publishRecord({ kind: 'reload' })
      toastUndo(t('settings.sampleRemoved'), change)
    } catch (error) {
      await toastError(error)
    }
  }

  async function translate(language: Language): Promise<void> {
    try {
      const path = '/api/templates/sales/language'
      const { change, renamed } = await api<{ change: string; renamed: number }>('PUT', path, { language })
      publishRecord({ kind: 'reload' })
      if (renamed > 0) toastUndo(sayLater('names.done', { count: renamed }), change)
      else toast({ kind: 'done', text: sayLater('names.none') })
    } catch (error) {
      await toastError(error)
    }
  }

  return (
    <>
      <Show when={me()?.workspace}>
        {(workspace) => (
          <>
            <Section title={t('settings.workspace')}>
              <Field
                label={t('settings.name')}
                value={workspace().name}
                maxlength={100}
                onChange={(event) => event.currentTarget.value.trim() && void save({ name: event.currentTarget.value })}
              />
              <SelectField
                label={t('setUp.country')}
                value={workspace().country}
                options={countryChoices()}
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
            </Section>
            <Section title={t('settings.presence')}>
              <Switch
                label={t('settings.presenceOn')}
                hint={t('settings.presenceHint')}
                on={workspace().presence}
                onChange={(presence) => void save({ presence })}
              />
            </Section>
            <WorkingDays workspace={workspace()} onSave={(days) => void saveDays(days)} />
            <RateTable workspace={workspace()} />
          </>
        )}
      </Show>
      <Section title={t('settings.sample')} text={t('settings.sampleText')}>
        <div>
          <Button onClick={() => void removeSample()}>{t('settings.removeSample')}</Button>
        </div>
      </Section>
      <Section title={sayLater('names.title')} text={sayLater('names.text')}>
        <div class={css.choices}>
          <For each={Object.entries(LANGUAGES) as [Language, { name: string }][]}>
            {([code, { name }]) => (
              <Button onClick={() => void translate(code)}>{sayLater('names.switch', { language: name })}</Button>
            )}
          </For>
        </div>
      </Section>
    </>
  )
}
