import { Key } from '@solid-primitives/keyed'
import { For, Show } from 'solid-js'
import { type RoleAnswer, roleName } from '../../../client/rights.ts'
import type { FieldAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import type { FieldRight } from '../../../core/model/rights.ts'
import { t } from '../../../i18n/index.ts'
import { TypeIcon } from '../../../parts/values/type-icon.tsx'
import css from './matrix.module.css'
import type { RolePatch } from './with-patch.ts'

interface Props {
  field: FieldAnswer
  project: ProjectAnswer
  roles: RoleAnswer[]
  onChange: (role: RoleAnswer, patch: RolePatch) => Promise<unknown>
}

/** Each role's right to one field. A computed field follows its inputs, unless it is hidden itself or explicitly shared. */
export function FieldRow(props: Props) {
  const computed = () => props.field.result !== undefined
  const choices = (): FieldRight[] => (computed() ? ['edit', 'hidden', 'open'] : ['edit', 'view', 'hidden'])
  return (
    <tr>
      <th scope="row" class={css.field}>
        <TypeIcon type={props.field.type} />
        <span class={css.fieldName}>{props.field.name}</span>
      </th>
      <Key each={props.roles} by="id">
        {(role) => {
          const rights = () => role().projects[props.project.id] ?? role().projects['*']!
          const right = (): FieldRight => rights().fields[props.field.id] ?? 'edit'
          const closed = () => role().closed.includes(props.field.id)
          const isFixed = () => role().builtIn || rights().access === 'manage' || rights().access === 'none'
          const label = (right: FieldRight) => {
            if (right !== 'edit') return t(`roles.field.${right}`)
            if (!computed()) return t('roles.field.edit')
            return t(closed() ? 'roles.field.closed' : 'roles.field.follows')
          }
          const set = (next: FieldRight) =>
            void props.onChange(role(), { projects: { [props.project.id]: { fields: { [props.field.id]: next } } } })
          return (
            <td class={css.cell}>
              <Show when={!isFixed()} fallback={<span class={css.fixed}>{t(`roles.level.${rights().access}`)}</span>}>
                <select
                  class={css.select}
                  data-right={closed() && right() === 'edit' ? 'hidden' : right()}
                  aria-label={t('roles.fieldOf', { role: roleName(role()), field: props.field.name })}
                  onChange={(event) => set(event.currentTarget.value as FieldRight)}
                >
                  <For each={choices()}>
                    {(choice) => (
                      <option value={choice} selected={choice === right()}>
                        {label(choice)}
                      </option>
                    )}
                  </For>
                </select>
              </Show>
            </td>
          )
        }}
      </Key>
    </tr>
  )
}
