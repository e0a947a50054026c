import { createSignal } from 'solid-js'
import { api } from '../../client/api.ts'
import { errorMessage } from '../../client/error-message.ts'
import { navigateTo, whileHere } from '../../client/route.ts'
import { useSubmit } from '../../client/use-submit.ts'
import { refreshProjects } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import Dialog from '../../widgets/overlay/dialog.tsx'

/** Creates a project by name and opens its settings. */
export default function NewProject(props: { onClose: () => void }) {
  const [problem, setProblem] = createSignal('')

  const { busy, onSubmit } = useSubmit(async (form) => {
    const proceed = whileHere(navigateTo)
    const data = new FormData(form)
    try {
      const name = String(data.get('name')).trim()
      const recordName = String(data.get('recordName')).trim() || name
      const { project } = await api<{ project: ProjectAnswer }>('POST', '/api/projects', { name, recordName })
      await refreshProjects()
      props.onClose()
      await proceed(`/p/${project.id}/settings`)
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <Dialog title={t('rail.newProject')} closeLabel={t('close')} onClose={props.onClose}>
      <form style={{ display: 'grid', gap: '16px' }} onSubmit={onSubmit}>
        <Field label={t('settings.name')} name="name" required maxlength={80} autocomplete="off" problem={problem()} />
        <Field label={t('settings.recordName')} name="recordName" maxlength={80} autocomplete="off" />
        <div>
          <Button variant="solid" type="submit" disabled={busy()}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
