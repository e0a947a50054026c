import MailCheck from 'lucide-solid/icons/mail-check'
import { createEffect, createResource, createSignal, Match, Show, Switch } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { useLocationHash } from '../../client/location-hash.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { t } from '../../i18n/index.ts'
import { LanguageSwitch } from '../../parts/language-switch.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import { Message } from '../../widgets/message.tsx'
import { afterSignIn, chooseLanguage } from './after-sign-in.ts'
import { linkToken, MagicLink } from './magic-link.tsx'
import { PasswordlessOptions } from './passwordless.tsx'
import css from './sign-in.module.css'

export function SignIn() {
  return (
    <Screen>
      <SignInPage />
    </Screen>
  )
}

function SignInPage() {
  const [signInState] = createResource(() =>
    api<{ signUp: 'open' | 'closed' }>('GET', '/api/door').catch(() => ({ signUp: 'closed' })),
  )
  const hash = useLocationHash()
  const [triedEmail, setTriedEmail] = createSignal('')
  const link = () => linkToken(hash() === triedEmail() ? '' : hash())
  const [mailed, setMailed] = createSignal('')
  const open = () => signInState()?.signUp === 'open'
  createEffect(() => {
    document.title = `${t(open() ? 'signUp.title' : 'signIn.title')} · Tonle`
  })
  return (
    <Switch>
      <Match when={link()} keyed>
        {(token) => <MagicLink token={token} onCancel={() => setTriedEmail(hash())} />}
      </Match>
      <Match when={mailed()}>
        <Message
          standalone
          icon={<MailCheck size={32} />}
          title={t('signIn.mailed')}
          text={t('signIn.mailedText', { email: mailed() })}
        >
          <Button onClick={() => setMailed('')}>{t('signIn.otherWay')}</Button>
        </Message>
      </Match>
      <Match when={signInState()}>
        <Form open={open()} onMailed={setMailed} />
      </Match>
    </Switch>
  )
}

function Form(props: { open: boolean; onMailed: (email: string) => void }) {
  const [problem, setProblem] = createSignal('')
  let form!: HTMLFormElement

  const { busy, onSubmit } = useSubmit(async () => {
    const data = Object.fromEntries(new FormData(form)) as Record<string, string>
    if (props.open && (data.password ?? '').length < 8) {
      setProblem(t('signUp.short'))
      return
    }
    setProblem('')
    try {
      await api('POST', props.open ? '/api/auth/sign-up/email' : '/api/auth/sign-in/email', data)
      await afterSignIn()
    } catch (error) {
      setProblem(await whatWentWrong(error, props.open))
    }
  })

  return (
    <form ref={form} class={css.card} onSubmit={onSubmit} method="post">
      <img src="/icon.svg" alt="" width="36" height="36" />
      <div>
        <h1 class={css.title}>{t(props.open ? 'signUp.title' : 'signIn.title')}</h1>
        <Show when={props.open}>
          <p class={css.what}>{t('signUp.what')}</p>
        </Show>
        <p class={css.lead}>{t(props.open ? 'signUp.lead' : 'signIn.lead')}</p>
      </div>
      <Show when={props.open}>
        <Field label={t('signUp.name')} name="name" required autocomplete="name" autofocus />
      </Show>
      <Field
        label={t('signIn.email')}
        name="email"
        type="email"
        required
        autocomplete="username"
        autofocus={!props.open}
      />
      <Field
        label={t('signIn.password')}
        name="password"
        type="password"
        required
        autocomplete={props.open ? 'new-password' : 'current-password'}
        hint={props.open ? t('signUp.passwordHint') : undefined}
        problem={problem()}
      />
      <Button variant="solid" size="wide" type="submit" disabled={busy()}>
        {t(props.open ? 'signUp.submit' : 'signIn.submit')}
      </Button>
      <Show when={!props.open}>
        <PasswordlessOptions
          email={() => form.elements.namedItem('email') as HTMLInputElement}
          onSent={props.onMailed}
        />
      </Show>
      <LanguageSwitch onSelect={chooseLanguage} />
    </form>
  )
}

async function whatWentWrong(error: unknown, open: boolean): Promise<string> {
  if (!(error instanceof ApiProblem)) return errorMessage(error)
  if (error.status === 401) return t('signIn.wrong')
  if (open && error.status === 422 && error.errors.length === 0) return t('signUp.taken')
  return errorMessage(error)
}
