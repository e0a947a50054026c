import { createEffect, createResource, createSignal, Show } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { go, here } from '../../client/route.ts'
import { sayProblem } from '../../client/say-problem.ts'
import { t } from '../../i18n/index.ts'
import { LanguageSwitch } from '../../parts/language-switch.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import css from './sign-in.module.css'

export function SignIn() {
  return (
    <Screen>
      <Door />
    </Screen>
  )
}

function Door() {
  const [door] = createResource(() =>
    api<{ signUp: 'open' | 'closed' }>('GET', '/api/door').catch(() => ({ signUp: 'closed' })),
  )
  const [problem, setProblem] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const open = () => door()?.signUp === 'open'
  createEffect(() => {
    document.title = `${t(open() ? 'signUp.title' : 'signIn.title')} · Tonle`
  })

  async function onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const sent = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Record<string, string>
    if (open() && (sent.password ?? '').length < 8) {
      setProblem(t('signUp.short'))
      return
    }
    setBusy(true)
    setProblem('')
    try {
      await api('POST', open() ? '/api/auth/sign-up/email' : '/api/auth/sign-in/email', sent)
      cache.clear()
      await go(nextOf(here().search.get('next')))
    } catch (error) {
      setProblem(await whatWentWrong(error, open()))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Show when={door()}>
      <form class={css.card} onSubmit={onSubmit} method="post">
        <img src="/icon.svg" alt="" width="36" height="36" />
        <div>
          <h1 class={css.title}>{t(open() ? 'signUp.title' : 'signIn.title')}</h1>
          <p class={css.lead}>{t(open() ? 'signUp.lead' : 'signIn.lead')}</p>
        </div>
        <Show when={open()}>
          <Field label={t('signUp.name')} name="name" required autocomplete="name" autofocus />
        </Show>
        <Field
          label={t('signIn.email')}
          name="email"
          type="email"
          required
          autocomplete="username"
          autofocus={!open()}
        />
        <Field
          label={t('signIn.password')}
          name="password"
          type="password"
          required
          autocomplete={open() ? 'new-password' : 'current-password'}
          hint={open() ? t('signUp.passwordHint') : undefined}
          problem={problem()}
        />
        <Button look="solid" size="wide" type="submit" disabled={busy()}>
          {t(open() ? 'signUp.submit' : 'signIn.submit')}
        </Button>
        <LanguageSwitch />
      </form>
    </Show>
  )
}

/** Only a path of ours: never another site's address out of the URL. */
const nextOf = (next: string | null): string => (next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/')

async function whatWentWrong(error: unknown, open: boolean): Promise<string> {
  if (!(error instanceof ApiProblem)) return sayProblem(error)
  if (error.status === 401) return t('signIn.wrong')
  if (open && error.status === 422 && error.errors.length === 0) return t('signUp.taken')
  return sayProblem(error)
}
