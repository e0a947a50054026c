import { createSignal } from 'solid-js'
import { api } from '../../client/api.ts'
import { toastUndo } from '../../client/changes/undo-toast.ts'
import { errorMessage } from '../../client/error-message.ts'
import { useSubmit } from '../../client/use-submit.ts'
import type { DashboardAnswer } from '../../core/api/answers.ts'
import { say } from '../../i18n/dashboard/words.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Field } from '../../widgets/field.tsx'
import Dialog from '../../widgets/overlay/dialog.tsx'
import css from './dialogs.module.css'
import { refetchDashboards, setDashboard } from './queries.ts'

/** Gives a dashboard another name. */
export default function NameDialog(props: { dashboard: DashboardAnswer; onClose: () => void }) {
  const [problem, setProblem] = createSignal('')
  const { busy, onSubmit } = useSubmit(async (form) => {
    const name = String(new FormData(form).get('name')).trim()
    try {
      const path = `/api/dashboards/${props.dashboard.id}`
      const { dashboard, change } = await api<{ dashboard: DashboardAnswer; change: string }>('PATCH', path, { name })
      setDashboard(dashboard)
      void refetchDashboards()
      toastUndo(say('renamed'), change)
      props.onClose()
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })
  return (
    <Dialog title={say('rename')} closeLabel={t('close')} onClose={props.onClose}>
      <form class={css.form} onSubmit={onSubmit}>
        <Field
          label={say('name')}
          name="name"
          required
          maxlength={100}
          autocomplete="off"
          value={props.dashboard.name}
          problem={problem()}
        />
        <div>
          <Button variant="solid" type="submit" disabled={busy()}>
            {say('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
