import Copy from 'lucide-solid/icons/copy'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { type RoleAnswer, refetchRights, roleOptions } from '../../../client/rights.ts'
import { toast } from '../../../client/toasts.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field, SelectField } from '../../../widgets/field.tsx'
import css from '../settings.module.css'
import peopleCss from './people.module.css'

/** Invites a person by mail; the link is also shown once, to be sent by other means. */
export function InviteForm(props: { roles: RoleAnswer[] }) {
  const [problem, setProblem] = createSignal('')
  const [created, setCreated] = createSignal<{ email: string; link: string }>()

  const { busy, onSubmit } = useSubmit(async (form) => {
    setProblem('')
    try {
      const { invitation } = await api<{ invitation: { email: string; link: string } }>(
        'POST',
        '/api/invitations',
        Object.fromEntries(new FormData(form)),
      )
      setCreated(invitation)
      form.reset()
      await refetchRights()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  async function copy(link: string): Promise<void> {
    await navigator.clipboard.writeText(link)
    toast({ kind: 'done', text: t('copied') })
  }

  return (
    <>
      <form class={peopleCss.invite} onSubmit={onSubmit}>
        <Field label={t('signIn.email')} name="email" type="email" required autocomplete="off" problem={problem()} />
        <SelectField label={t('people.role')} name="role" value="member" options={roleOptions(props.roles)} />
        <Button type="submit" variant="solid" disabled={busy()}>
          {t('people.send')}
        </Button>
      </form>
      <Show when={created()}>
        {(invitation) => (
          <div class={peopleCss.made} role="status">
            <p>{t('people.invited', { email: invitation().email })}</p>
            <div class={peopleCss.link}>
              <input
                class={peopleCss.url}
                readonly
                value={invitation().link}
                aria-label={t('people.link')}
                onFocus={(event) => event.currentTarget.select()}
              />
              <Button onClick={() => void copy(invitation().link)}>
                <Copy size={14} />
                {t('copy')}
              </Button>
            </div>
            <p class={css.soft}>{t('people.linkText')}</p>
          </div>
        )}
      </Show>
    </>
  )
}
