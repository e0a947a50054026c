import Copy from 'lucide-solid/icons/copy'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { copyText } from '../../../client/copy/copy-text.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { type RoleAnswer, refetchRights, roleOptions } from '../../../client/rights.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import { useMe } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field, SelectField } from '../../../widgets/field.tsx'
import css from '../settings.module.css'
import peopleCss from './people.module.css'

interface Invited {
  invitation: { email: string; link: string }
  mail: 'sending' | 'held'
}

/** Invites a person by mail; the link is also shown once, to be sent by other means. */
export function InviteForm(props: { roles: RoleAnswer[] }) {
  const me = trackLatestValue(useMe())
  const [problem, setProblem] = createSignal('')
  const [created, setCreated] = createSignal<Invited>()

  const mail = () => created()?.mail

  const { busy, onSubmit } = useSubmit(async (form) => {
    setProblem('')
    try {
      setCreated(await api<Invited>('POST', '/api/invitations', Object.fromEntries(new FormData(form))))
      // The role stays: who asks several in asks them in as the same.
      ;(form.elements.namedItem('email') as HTMLInputElement).value = ''
      await refetchRights()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <>
      <form class={peopleCss.invite} onSubmit={onSubmit}>
        <Field label={t('signIn.email')} name="email" type="email" required autocomplete="off" problem={problem()} />
        <SelectField label={t('people.role')} name="role" value="member" options={roleOptions(props.roles)} />
        <Button type="submit" variant="solid" disabled={busy() || props.roles.length === 0}>
          {t('people.send')}
        </Button>
      </form>
      <Show when={created()?.invitation}>
        {(invitation) => (
          <div class={peopleCss.made} role="status">
            <Show when={mail() === 'held'} fallback={<p>{t('people.invited', { email: invitation().email })}</p>}>
              <p>
                {sayLater('people.held', { email: invitation().email })}{' '}
                <Show when={me()?.person.role === 'owner'}>
                  <a class={peopleCss.outbox} href="/settings/outbox">
                    {sayLater('people.outbox')}
                  </a>
                </Show>
              </p>
            </Show>
            <div class={peopleCss.link}>
              <input
                class={peopleCss.url}
                readonly
                value={invitation().link}
                aria-label={t('people.link')}
                onFocus={(event) => event.currentTarget.select()}
              />
              <Button onClick={() => void copyText(invitation().link)}>
                <Copy size={14} />
                {t('copy')}
              </Button>
            </div>
            <Show when={mail() === 'sending'}>
              <p class={css.soft}>{t('people.linkText')}</p>
            </Show>
          </div>
        )}
      </Show>
    </>
  )
}
