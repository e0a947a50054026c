import { For, Show } from 'solid-js'
import { type RoleAnswer, roleName } from '../../../client/rights.ts'
import { LEVELS, type Level, RECORDS, type Records } from '../../../core/model/rights.ts'
import { t } from '../../../i18n/index.ts'
import css from './matrix.module.css'
import type { RolePatch } from './with-patch.ts'

interface Props {
  role: RoleAnswer
  /** a project, or * for every other */
  id: string
  name: string
  onChange: (role: RoleAnswer, patch: RolePatch) => Promise<unknown>
}

/** What a role may do in a project, and whose records it sees there. */
export function ProjectCell(props: Props) {
  const inherits = () => !props.role.projects[props.id]
  const rights = () => props.role.projects[props.id] ?? props.role.projects['*']!
  const set = (patch: Partial<{ access: Level; records: Records }> | null) =>
    void props.onChange(props.role, { projects: { [props.id]: patch } })
  const limits = () => rights().access !== 'none' && rights().access !== 'manage'
  return (
    <td class={css.cell}>
      <Show when={!props.role.builtIn} fallback={<span class={css.fixed}>{t(`roles.level.${rights().access}`)}</span>}>
        <div class={css.two} classList={{ [css.inherits!]: inherits() }}>
          <select
            class={css.select}
            data-level={rights().access}
            aria-label={t('roles.accessOf', { role: roleName(props.role), project: props.name })}
            onChange={({ currentTarget }) => {
              const { value } = currentTarget
              // The select shows the resulting right, not the chosen "as every other project".
              if (value === '') currentTarget.value = props.role.projects['*']!.access
              set(value === '' ? null : { access: value as Level })
            }}
          >
            <For each={LEVELS}>
              {(level) => (
                <option value={level} selected={level === rights().access}>
                  {t(`roles.level.${level}`)}
                </option>
              )}
            </For>
            <Show when={!inherits() && props.id !== '*'}>
              <option value="">{t('roles.level.inherits')}</option>
            </Show>
          </select>
          <Show when={limits()}>
            <select
              class={css.select}
              aria-label={t('roles.recordsOf', { role: roleName(props.role), project: props.name })}
              onChange={(event) => set({ records: event.currentTarget.value as Records })}
            >
              <For each={[...RECORDS].reverse()}>
                {(records) => (
                  <option value={records} selected={records === rights().records}>
                    {t(`roles.records.${records}`)}
                  </option>
                )}
              </For>
            </select>
          </Show>
        </div>
      </Show>
    </td>
  )
}
