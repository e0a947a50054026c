import Ellipsis from 'lucide-solid/icons/ellipsis'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { toastError } from '../../../client/error-message.ts'
import { dayShort } from '../../../client/format.ts'
import { type RoleAnswer, refetchRights, roleName } from '../../../client/rights.ts'
import { toast } from '../../../client/toasts.ts'
import type { PersonAnswer } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Avatar } from '../../../widgets/avatar.tsx'
import Menu, { type MenuItem } from '../../../widgets/overlay/menu.tsx'
import css from '../settings.module.css'
import peopleCss from './people.module.css'

interface Props {
  person: PersonAnswer
  roles: RoleAnswer[]
  teams: string[]
  me: { id: string; role: string } | undefined
  onLeave?: () => void
  onDeactivate?: () => void
  onErase?: () => void
}

export function PersonLine(props: Props) {
  const isMe = () => props.me?.id === props.person.id
  const isOwner = () => props.person.role === 'owner'
  const role = () => props.roles.find(({ id }) => id === props.person.role)
  /** the new role while the request is running */
  const [pendingRole, setPendingRole] = createSignal<string>()

  async function change(
    method: 'PATCH' | 'DELETE',
    path: string,
    body: object | undefined,
    message: string,
  ): Promise<void> {
    try {
      await api(method, `/api/people/${props.person.id}${path}`, body)
      toast({ kind: 'done', text: message })
    } catch (error) {
      await toastError(error)
    }
    await refetchRights()
    setPendingRole()
  }
  function give(role: string): void {
    setPendingRole(role)
    void change('PATCH', '', { role }, t('settings.saved'))
  }

  const items = (): MenuItem[] => {
    const { name } = props.person
    if (props.onErase)
      return [
        {
          label: t('people.back'),
          onSelect: () => void change('DELETE', '/deactivation', undefined, t('people.isBack', { name })),
        },
        'separator',
        { label: t('people.erase'), danger: true, onSelect: () => props.onErase?.() },
      ]
    return [
      ...(props.me?.role === 'owner' ? [{ label: t('people.makeOwner'), onSelect: () => give('owner') }] : []),
      { label: sayLater('away.set'), onSelect: () => props.onLeave?.() },
      { label: t('people.leave'), danger: true, onSelect: () => props.onDeactivate?.() },
    ]
  }

  return (
    <li class={css.row}>
      <Avatar name={props.person.name} decorative />
      <div class={css.what}>
        <span class={peopleCss.name}>
          {props.person.name}
          <Show when={isMe()}>
            <span class={css.mark}>{t('people.you')}</span>
          </Show>
          <Show when={props.person.away}>
            {(away) => (
              <span class={peopleCss.team}>
                {sayLater('away.mark', { from: dayShort(away().from), to: dayShort(away().to) })}
              </span>
            )}
          </Show>
          <For each={props.teams}>{(team) => <span class={peopleCss.team}>{team}</span>}</For>
        </span>
        <span class={css.soft}>{props.person.email}</span>
      </div>
      <Show
        when={!isOwner() && !props.onErase}
        fallback={<span class={peopleCss.role}>{roleName(role() ?? { id: props.person.role, name: '' })}</span>}
      >
        <select
          class={peopleCss.select}
          aria-label={t('people.roleOf', { name: props.person.name })}
          onChange={(event) => give(event.currentTarget.value)}
        >
          <For each={props.roles.filter(({ id }) => id !== 'owner')}>
            {(role) => (
              <option value={role.id} selected={role.id === (pendingRole() ?? props.person.role)}>
                {roleName(role)}
              </option>
            )}
          </For>
        </select>
      </Show>
      <Show when={!isMe() && !isOwner()} fallback={<span class={peopleCss.noMenu} />}>
        <Menu label={t('people.more', { name: props.person.name })} trigger={<Ellipsis size={16} />} items={items()} />
      </Show>
    </li>
  )
}
