import { createSignal, Show } from 'solid-js'
import { changedInLine, type RoleAnswer, rightsChanged, rolesQuery, useRoles } from '../../../client/access.ts'
import { answersOf } from '../../../client/answered.ts'
import { api } from '../../../client/api.ts'
import { sayProblem } from '../../../client/say-problem.ts'
import { show } from '../../../client/shown.ts'
import { submitting } from '../../../client/submitting.ts'
import { useProjects } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Field } from '../../../widgets/field.tsx'
import { Part } from '../part.tsx'
import people from '../people/people.module.css'
import { Matrix } from './matrix.tsx'
import { patched, type RolePatch } from './patched.ts'

/** Who may do what: every role beside the others, down to the single field. */
export default function Roles() {
  const roles = answersOf(useRoles())
  const projects = answersOf(useProjects())
  const [problem, setProblem] = createSignal('')

  function change({ id }: RoleAnswer, patch: RolePatch): Promise<unknown> {
    show<RoleAnswer>(rolesQuery, id, (role) => patched(role, patch))
    return changedInLine(`role ${id}`, () => api('PATCH', `/api/roles/${id}`, patch))
  }

  const remove = ({ id }: RoleAnswer) => changedInLine(`role ${id}`, () => api('DELETE', `/api/roles/${id}`))

  /** A new one begins as what a member may. */
  const { onSubmit } = submitting(async (form) => {
    try {
      setProblem('')
      const { name } = Object.fromEntries(new FormData(form))
      await api('POST', '/api/roles', { name, projects: { '*': { access: 'edit' } } })
      form.reset()
      await rightsChanged()
    } catch (error) {
      setProblem(await sayProblem(error))
    }
  })

  return (
    <>
      <Part title={t('roles.title')} text={t('roles.text')}>
        <Show when={roles() && projects()}>
          <Matrix roles={roles()!} projects={projects()!} change={change} remove={remove} />
        </Show>
      </Part>
      <form class={people.add} onSubmit={onSubmit}>
        <Field label={t('roles.new')} name="name" required maxlength={60} autocomplete="off" problem={problem()} />
        <Button type="submit">{t('roles.add')}</Button>
      </form>
    </>
  )
}
