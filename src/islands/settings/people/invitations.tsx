import { For, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastError } from '../../../client/error-message.ts'
import { day } from '../../../client/format.ts'
import { type InvitationAnswer, type RoleAnswer, refetchRights, roleName } from '../../../client/rights.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import css from '../settings.module.css'
import peopleCss from './people.module.css'

/** Pending invitations. */
export function Invitations(props: { invitations: InvitationAnswer[]; roles: RoleAnswer[] }) {
  const role = (id: string) => roleName(props.roles.find((role) => role.id === id) ?? { id, name: '' })
  const isExpired = (invitation: InvitationAnswer) => Date.parse(invitation.expiresAt) < Date.now()

  async function withdraw(id: string): Promise<void> {
    try {
      await api('DELETE', `/api/invitations/${id}`)
    } catch (error) {
      await toastError(error)
    }
    await refetchRights()
  }

  return (
    <ul class={css.lines} aria-label={t('people.waiting')}>
      <For each={props.invitations}>
        {(invitation) => (
          <li class={css.row}>
            <div class={css.what}>
              <span class={peopleCss.name}>{invitation.email}</span>
              <span class={css.soft}>
                <Show
                  when={isExpired(invitation)}
                  fallback={t('people.until', { name: invitation.by.name, day: day(invitation.expiresAt) })}
                >
                  {t('people.over', { day: day(invitation.expiresAt) })}
                </Show>
              </span>
            </div>
            <span class={peopleCss.role}>{role(invitation.role)}</span>
            <Button
              variant="plain"
              aria-label={t('people.withdrawOf', { email: invitation.email })}
              onClick={() => void withdraw(invitation.id)}
            >
              {t('people.withdraw')}
            </Button>
          </li>
        )}
      </For>
    </ul>
  )
}
