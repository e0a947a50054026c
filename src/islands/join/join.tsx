import UserX from 'lucide-solid/icons/user-x'
import { createEffect, createResource, createSignal, Show } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { clearCache } from '../../client/cache.ts'
import { errorMessage } from '../../client/error-message.ts'
import { useLocationHash } from '../../client/location-hash.ts'
import { navigateTo } from '../../client/route.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { language, t } from '../../i18n/index.ts'
import { LanguageSwitch } from '../../parts/language-switch.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import { Message } from '../../widgets/message.tsx'
import css from '../sign-in/sign-in.module.css'

interface Invited {
  email: string
  workspace: string
  invitedBy: string
}

/** The target of an invitation link. Its token is in the URL's fragment, which never reaches a server or a log. */
export function Join() {
  return (
    <Screen>
      <Page />
    </Screen>
  )
}

function Page() {
  const token = useLocationHash()
  const [invited] = createResource(
    () => ({ token: token() }),
    async ({ token }) => {
      const path = `/api/invitations/${encodeURIComponent(token)}`
      return (await api<{ invitation: Invited }>('GET', path).catch(() => null))?.invitation ?? null
    },
  )
  createEffect(() => {
    document.title = `${t('join.title')} · Tonle`
  })
  return (
    <Show when={invited.state === 'ready'}>
      <Show when={invited()} fallback={<Gone />}>
        {(invitation) => <Accept invited={invitation()} token={token()} />}
      </Show>
    </Show>
  )
}

function Gone() {
  return (
    <Message standalone icon={<UserX size={32} />} title={t('join.gone')} text={t('join.goneText')}>
      <a class={buttonClass()} href="/sign-in/">
        {t('signIn.title')}
      </a>
    </Message>
  )
}

function Accept(props: { invited: Invited; token: string }) {
  const [problem, setProblem] = createSignal<{ path: string; text: string }>()
  const problemAt = (path: string) => (problem()?.path === path ? problem()?.text : undefined)

  const { busy, onSubmit } = useSubmit(async (form) => {
    const { name, password } = Object.fromEntries(new FormData(form))
    setProblem()
    try {
      await api('POST', `/api/invitations/${props.token}/accept`, { name, password, language: language() })
      clearCache()
      await navigateTo('/')
    } catch (error) {
      const path = error instanceof ApiProblem ? (error.errors[0]?.path ?? '') : ''
      setProblem({ path: path === 'name' ? 'name' : 'password', text: await errorMessage(error) })
    }
  })

  return (
    <form class={css.card} onSubmit={onSubmit} method="post">
      <img src="/icon.svg" alt="" width="36" height="36" />
      <div>
        <h1 class={css.title}>{t('join.welcome', { workspace: props.invited.workspace })}</h1>
        <p class={css.lead}>{t('join.lead', { by: props.invited.invitedBy })}</p>
      </div>
      <Field label={t('signIn.email')} value={props.invited.email} readonly autocomplete="username" name="email" />
      <Field
        label={t('signUp.name')}
        name="name"
        required
        maxlength={100}
        autocomplete="name"
        autofocus
        problem={problemAt('name')}
      />
      <Field
        label={t('signIn.password')}
        name="password"
        type="password"
        required
        minlength={8}
        maxlength={128}
        autocomplete="new-password"
        hint={t('signUp.passwordHint')}
        problem={problemAt('password')}
      />
      <Button variant="solid" size="wide" type="submit" disabled={busy()}>
        {t('join.submit')}
      </Button>
      <LanguageSwitch />
    </form>
  )
}
