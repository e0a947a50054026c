import { createSignal, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { afterSignIn } from './after-sign-in.ts'
import css from './sign-in.module.css'

/** The one-time token of a magic link. It is in the URL's fragment, which never reaches a server or a log. */
export const linkToken = (hash: string): string | undefined => /^link=([\w-]+)$/.exec(hash)?.[1]

/** Requires a click: mail scanners follow links and would use up the one-time token. */
export function MagicLink(props: { token: string; onCancel: () => void }) {
  const [problem, setProblem] = createSignal('')
  const [busy, setBusy] = createSignal(false)

  async function signIn(): Promise<void> {
    setBusy(true)
    try {
      await api('POST', '/api/auth/sign-in/link', { token: props.token })
      await afterSignIn()
    } catch (error) {
      setProblem(await errorMessage(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div class={css.card}>
      <img src="/icon.svg" alt="" width="36" height="36" />
      <div>
        <h1 class={css.title}>{t('signIn.title')}</h1>
        <p class={css.lead}>{t('signIn.byLink')}</p>
      </div>
      <Show
        when={problem()}
        fallback={
          <Button variant="solid" size="wide" disabled={busy()} onClick={() => void signIn()}>
            {t('signIn.submit')}
          </Button>
        }
      >
        <p class={css.problem} role="alert">
          {problem()}
        </p>
        <Button size="wide" onClick={() => props.onCancel()}>
          {t('signIn.otherWay')}
        </Button>
      </Show>
    </div>
  )
}
