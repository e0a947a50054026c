import Ellipsis from 'lucide-solid/icons/ellipsis'
import { Show } from 'solid-js'
import { type RoleAnswer, roleName } from '../../../client/rights.ts'
import { startViewAs } from '../../../client/view-as.ts'
import { t } from '../../../i18n/index.ts'
import Menu from '../../../widgets/overlay/menu.tsx'
import { Rename } from '../rename.tsx'
import css from './matrix.module.css'

/** A role's name over its column, how many have it, and what can be done with it. */
export function RoleHead(props: { role: RoleAnswer; onRename: (name: string) => void; onRemove: () => void }) {
  const name = () => roleName(props.role)
  const view = () => ({
    label: t('roles.viewAs'),
    onSelect: () => startViewAs({ id: props.role.id, name: roleName(props.role) }),
  })
  const onRemove = () => ({
    label: t('roles.delete'),
    danger: true,
    disabled: props.role.people > 0,
    onSelect: props.onRemove,
  })
  return (
    <th class={css.head} classList={{ [css.builtIn!]: props.role.builtIn }} scope="col">
      <div class={css.headLine}>
        <Show when={!props.role.builtIn} fallback={<span class={css.roleName}>{name()}</span>}>
          <Rename class={css.rename} name={name()} onSave={props.onRename} />
        </Show>
        <Menu
          label={t('roles.more', { name: name() })}
          size="small"
          trigger={<Ellipsis size={14} />}
          items={props.role.builtIn ? [view()] : [view(), 'separator', onRemove()]}
        />
      </div>
      <span class={css.count}>{t('roles.people', { count: props.role.people })}</span>
    </th>
  )
}
