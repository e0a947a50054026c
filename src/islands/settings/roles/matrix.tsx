import { Key } from '@solid-primitives/keyed'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createSignal, For, Show } from 'solid-js'
import { type RoleAnswer, roleName } from '../../../client/rights.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { WORKSPACE_RIGHTS } from '../../../core/model/rights.ts'
import { t } from '../../../i18n/index.ts'
import { FieldRow } from './field-row.tsx'
import css from './matrix.module.css'
import { ProjectCell } from './project-cell.tsx'
import { RoleHead } from './role-head.tsx'
import type { RolePatch } from './with-patch.ts'

export interface MatrixProps {
  roles: RoleAnswer[]
  projects: ProjectAnswer[]
  onChange: (role: RoleAnswer, patch: RolePatch) => Promise<unknown>
  onRemove: (role: RoleAnswer) => Promise<unknown>
}

/** Columns: roles. Rows: the workspace, every project, and the fields of expanded projects. */
export function Matrix(props: MatrixProps) {
  const [open, setOpen] = createSignal<readonly string[]>([])
  const toggle = (id: string) =>
    setOpen((open) => (open.includes(id) ? open.filter((openId) => openId !== id) : [...open, id]))
  return (
    <section class={css.scroll} tabindex="0" aria-label={t('roles.title')}>
      <table class={css.table}>
        <thead>
          <tr>
            <th class={css.corner} scope="col">
              <span class="hidden-text">{t('roles.right')}</span>
            </th>
            <Key each={props.roles} by="id">
              {(role) => (
                <RoleHead
                  role={role()}
                  onRename={(name) => props.onChange(role(), { name })}
                  onRemove={() => props.onRemove(role())}
                />
              )}
            </Key>
          </tr>
        </thead>
        <tbody>
          <Section name={t('roles.workspace')} columns={props.roles.length} />
          <For each={WORKSPACE_RIGHTS}>
            {(right) => (
              <tr>
                <th scope="row" class={css.name}>
                  {t(`roles.right.${right}`)}
                </th>
                <Key each={props.roles} by="id">
                  {(role) => (
                    <td class={css.cell}>
                      <input
                        type="checkbox"
                        checked={role().workspace[right]}
                        disabled={role().builtIn}
                        aria-label={`${roleName(role())}: ${t(`roles.right.${right}`)}`}
                        onChange={(event) =>
                          void props.onChange(role(), { workspace: { [right]: event.currentTarget.checked } })
                        }
                      />
                    </td>
                  )}
                </Key>
              </tr>
            )}
          </For>
          <Section name={t('roles.projects')} columns={props.roles.length} />
          <Key each={props.projects} by="id">
            {(project) => (
              <>
                <tr>
                  <th scope="row" class={css.name}>
                    <button
                      type="button"
                      class={css.opener}
                      aria-expanded={open().includes(project().id)}
                      aria-label={t('roles.fieldsOf', { name: project().name })}
                      onClick={() => toggle(project().id)}
                    >
                      <ChevronRight size={14} />
                      {project().name}
                    </button>
                  </th>
                  <Key each={props.roles} by="id">
                    {(role) => (
                      <ProjectCell role={role()} id={project().id} name={project().name} onChange={props.onChange} />
                    )}
                  </Key>
                </tr>
                <Show when={open().includes(project().id)}>
                  <Key each={project().fields} by="id">
                    {(field) => (
                      <FieldRow field={field()} project={project()} roles={props.roles} onChange={props.onChange} />
                    )}
                  </Key>
                </Show>
              </>
            )}
          </Key>
          <tr>
            <th scope="row" class={css.name} title={t('roles.othersText')}>
              {t('roles.others')}
            </th>
            <Key each={props.roles} by="id">
              {(role) => <ProjectCell role={role()} id="*" name={t('roles.others')} onChange={props.onChange} />}
            </Key>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Section(props: { name: string; columns: number }) {
  return (
    <tr>
      <th scope="rowgroup" class={css.section} colspan={props.columns + 1}>
        <span>{props.name}</span>
      </th>
    </tr>
  )
}
