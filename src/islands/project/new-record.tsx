import { createSignal } from 'solid-js'
import { createRecord } from '../../client/changes/create-record.ts'
import { errorMessage } from '../../client/error-message.ts'
import { navigateTo } from '../../client/route.ts'
import { useSubmit } from '../../client/use-submit.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import Dialog from '../../widgets/dialog.tsx'
import { Field, SelectField } from '../../widgets/field.tsx'
import { recordHref } from './filter.ts'
import css from './new-record.module.css'

/** Creates a record by title and list, and opens it. */
export default function NewRecord(props: { project: ProjectAnswer; onClose: () => void }) {
  const [problem, setProblem] = createSignal('')

  const { busy, onSubmit } = useSubmit(async (form) => {
    const data = new FormData(form)
    const title = String(data.get('title')).trim()
    try {
      const record = await createRecord(props.project.id, { title, list: String(data.get('list')) })
      props.onClose()
      if (record) await navigateTo(recordHref(props.project.id, record.id))
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <Dialog
      open
      title={t('project.new', { record: props.project.recordName })}
      closeLabel={t('close')}
      onClose={props.onClose}
    >
      <form class={css.form} onSubmit={onSubmit}>
        <Field label={props.project.titleName} name="title" required autofocus autocomplete="off" problem={problem()} />
        <SelectField label={t('record.list')} name="list" options={props.project.lists} />
        <div class={css.actions}>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button variant="solid" type="submit" disabled={busy()}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
