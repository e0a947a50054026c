import { createSignal, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { updateCached } from '../../../client/optimistic.ts'
import { enqueueRightsChange, type RoleAnswer, refetchRights, rolesQuery, useRoles } from '../../../client/rights.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import { useProjects } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import peopleCss from '../people/people.module.css'
import { Section } from '../section.tsx'
import { Matrix } from './matrix.tsx'
import { type RolePatch, withPatch } from './with-patch.ts'

/** The permission matrix of roles, projects and fields. */
export default function Roles() {
  const roles = trackLatestValue(useRoles())
  const projects = trackLatestValue(useProjects())
  const [problem, setProblem] = createSignal('')

  function change({ id }: RoleAnswer, patch: RolePatch): Promise<unknown> {
    updateCached<RoleAnswer>(rolesQuery, id, (role) => withPatch(role, patch))
    return enqueueRightsChange(`role ${id}`, () => api('PATCH', `/api/roles/${id}`, patch))
  }

  const remove = ({ id }: RoleAnswer) => enqueueRightsChange(`role ${id}`, () => api('DELETE', `/api/roles/${id}`))

  /** A new role starts with the rights of a member. */
  const { onSubmit } = useSubmit(async (form) => {
    try {
      setProblem('')
      const { name } = Object.fromEntries(new FormData(form))
      await api('POST', '/api/roles', { name, projects: { '*': { access: 'edit' } } })
      form.reset()
      await refetchRights()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <>
      <Section title={t('roles.title')} text={t('roles.text')}>
        <Show when={roles() && projects()}>
          <Matrix roles={roles()!} projects={projects()!} onChange={change} onRemove={remove} />
        </Show>
      </Section>
      <form class={peopleCss.add} onSubmit={onSubmit}>
        <Field label={t('roles.new')} name="name" required maxlength={60} autocomplete="off" problem={problem()} />
        <Button type="submit">{t('roles.add')}</Button>
      </form>
    </>
  )
}
