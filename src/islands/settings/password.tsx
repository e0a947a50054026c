import { createSignal, Show } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { errorMessage } from '../../client/error-message.ts'
import { toast } from '../../client/toasts.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import { Section } from './section.tsx'
import { useSessions } from './sessions.tsx'
import css from './settings.module.css'

/** How long after sign-in the API accepts a new password without the current one. */
const FRESH_MS = 15 * 60_000

export function Password() {
  const [problem, setProblem] = createSignal<{ path: string; text: string }>()
  const sessions = useSessions()
  /** Signed in recently by passkey or mail: the current password isn't asked for, it may be forgotten. */
  const forgot = () =>
    sessions()?.some(
      ({ current, by, createdAt }) =>
        current && ['passkey', 'magicLink'].includes(by) && Date.now() - Date.parse(createdAt) < FRESH_MS,
    ) && problem()?.path !== 'current'
  const problemAt = (path: string) => (problem()?.path === path ? problem()?.text : undefined)

  const { busy, onSubmit } = useSubmit(async (form) => {
    const { current, new: next } = Object.fromEntries(new FormData(form))
    setProblem()
    try {
      await api('PUT', '/api/me/password', { current, new: next })
      form.reset()
      toast({ kind: 'done', text: t('password.changed') })
      await cache.invalidateQueries({ queryKey: ['sessions'] })
    } catch (error) {
      const path = error instanceof ApiProblem ? error.errors[0]?.path : ''
      setProblem({ path: path === 'new' ? 'new' : 'current', text: await errorMessage(error) })
    }
  })

  return (
    <Section title={t('signIn.password')} text={t('password.text')}>
      <form class={css.form} onSubmit={onSubmit} method="post">
        <Show when={!forgot()}>
          <Field
            label={t('password.current')}
            name="current"
            type="password"
            required
            autocomplete="current-password"
            problem={problemAt('current')}
          />
        </Show>
        <Field
          label={t('password.new')}
          name="new"
          type="password"
          required
          minlength={8}
          maxlength={128}
          autocomplete="new-password"
          hint={t('signUp.passwordHint')}
          problem={problemAt('new')}
        />
        <div>
          <Button type="submit" disabled={busy()}>
            {t('password.change')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
