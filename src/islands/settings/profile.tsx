import { For, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache, setCached } from '../../client/cache.ts'
import { toastError } from '../../client/error-message.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { setTheme, type Theme, theme } from '../../client/theme.ts'
import { toast } from '../../client/toasts.ts'
import { meQuery, useMe } from '../../client/workspace.ts'
import type { MeAnswer } from '../../core/api/answers.ts'
import { type Language, t } from '../../i18n/index.ts'
import { sayLater } from '../../i18n/later.ts'
import { LanguageSwitch } from '../../parts/language-switch.tsx'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import { type Leave, LeaveDates } from './leave-dates.tsx'
import { Section } from './section.tsx'
import css from './settings.module.css'

const THEMES: Theme[] = ['', 'light', 'dark']

/** The person's name, language and theme, and when they are on leave. */
export default function Profile() {
  const me = trackLatestValue(useMe())
  const person = () => me()?.person

  async function rename(input: HTMLInputElement): Promise<void> {
    const name = input.value.trim()
    if (name === '') input.value = person()?.name ?? ''
    if (name === '' || name === person()?.name) return
    try {
      await api('PATCH', '/api/me', { name })
      // Names are part of all cached data, so all of it is refetched.
      await cache.invalidateQueries()
      toast({ kind: 'done', text: t('settings.saved') })
    } catch (error) {
      input.value = person()?.name ?? ''
      await toastError(error)
    }
  }

  async function keepLanguage(language: Language): Promise<void> {
    setCached<MeAnswer>(meQuery.queryKey, (me) => me && { ...me, person: { ...me.person, language } })
    try {
      await api('PUT', '/api/me/preferences', { language })
    } catch (error) {
      await toastError(error)
    }
  }

  async function saveLeave(away: Leave | null): Promise<void> {
    try {
      await api('PATCH', '/api/me', { away })
      setCached<MeAnswer>(meQuery.queryKey, (me) => me && { ...me, person: { ...me.person, away } })
      toast({ kind: 'done', text: t('settings.saved') })
    } catch (error) {
      await toastError(error)
    }
  }

  return (
    <>
      <Section title={t('settings.profile')}>
        <Show when={person()}>
          {(profile) => (
            <>
              <Field
                label={t('signUp.name')}
                value={profile().name}
                maxlength={100}
                autocomplete="name"
                onChange={(event) => void rename(event.currentTarget)}
              />
              <Field label={t('signIn.email')} value={profile().email} readonly hint={t('profile.emailHint')} />
            </>
          )}
        </Show>
        <div class={css.line}>
          <span>{t('setUp.language')}</span>
          <LanguageSwitch onSelect={(language) => void keepLanguage(language)} />
        </div>
        <div class={css.line}>
          <span>{t('settings.theme')}</span>
          <fieldset class={css.choices} aria-label={t('settings.theme')}>
            <For each={THEMES}>
              {(themeName) => (
                <Button
                  variant="plain"
                  size="small"
                  aria-pressed={theme() === themeName}
                  onClick={() => setTheme(themeName)}
                >
                  {t(themeName === '' ? 'theme.device' : themeName === 'light' ? 'theme.light' : 'theme.dark')}
                </Button>
              )}
            </For>
          </fieldset>
        </div>
      </Section>
      <Section title={sayLater('away.title')} text={sayLater('away.text')}>
        <Show when={person()}>{(profile) => <LeaveDates away={profile().away} onSave={saveLeave} />}</Show>
      </Section>
    </>
  )
}
