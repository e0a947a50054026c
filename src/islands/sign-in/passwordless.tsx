import KeyRound from 'lucide-solid/icons/key-round'
import Mail from 'lucide-solid/icons/mail'
import { createSignal, Show } from 'solid-js'
import { api } from '../../client/api.ts'
import { hasPasskeys, NoPasskey, signInWithPasskey } from '../../client/auth/passkey.ts'
import { errorMessage } from '../../client/error-message.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { afterSignIn } from './after-sign-in.ts'
import css from './sign-in.module.css'

/** Ways in without a password. */
export function PasswordlessOptions(props: { email: () => HTMLInputElement; onSent: (email: string) => void }) {
  const [problem, setProblem] = createSignal('')
  const [busy, setBusy] = createSignal(false)

  async function trying(step: () => Promise<void>): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      await step()
    } catch (error) {
      setProblem(error instanceof NoPasskey ? t('passkey.none') : await errorMessage(error))
    } finally {
      setBusy(false)
    }
  }

  async function byPasskey(): Promise<void> {
    await signInWithPasskey()
    await afterSignIn()
  }

  async function mailLink(): Promise<void> {
    // The browser's own validation reports an invalid address.
    if (!props.email().reportValidity()) return
    const email = props.email().value
    await api('POST', '/api/auth/links', { email })
    props.onSent(email)
  }

  return (
    <div class={css.ways}>
      <p class={css.or}>{t('signIn.or')}</p>
      <Show when={hasPasskeys()}>
        <Button size="wide" disabled={busy()} onClick={() => void trying(byPasskey)}>
          <KeyRound size={16} />
          {t('signIn.passkey')}
        </Button>
      </Show>
      <Button size="wide" disabled={busy()} onClick={() => void trying(mailLink)}>
        <Mail size={16} />
        {t('signIn.mailLink')}
      </Button>
      <Show when={problem()}>
        <p class={css.problem} role="alert">
          {problem()}
        </p>
      </Show>
    </div>
  )
}
