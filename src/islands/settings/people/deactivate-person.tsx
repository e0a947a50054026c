import { createSignal } from 'solid-js'
import { api } from '../../../client/api.ts'
import { errorMessage } from '../../../client/error-message.ts'
import { refetchAll } from '../../../client/records/events.ts'
import { refetchRights } from '../../../client/rights.ts'
import { toast } from '../../../client/toasts.ts'
import { useSubmit } from '../../../client/use-submit.ts'
import type { PersonAnswer } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { SelectField } from '../../../widgets/field.tsx'
import Dialog from '../../../widgets/overlay/dialog.tsx'
import css from './people.module.css'

/** Deactivates a person and reassigns their records in one request. */
export default function DeactivatePerson(props: { person: PersonAnswer; people: PersonAnswer[]; onClose: () => void }) {
  const successors = () => props.people.filter(({ id }) => id !== props.person.id)
  const [successor, setSuccessor] = createSignal(successors()[0]?.id ?? '')
  const [problem, setProblem] = createSignal('')

  const { busy, onSubmit } = useSubmit(async () => {
    try {
      const path = `/api/people/${props.person.id}/deactivation`
      const { records } = await api<{ records: number }>('PUT', path, { handTo: successor() || null })
      toast({ kind: 'done', text: t('people.hasLeft', { name: props.person.name, count: records }) })
      props.onClose()
      await Promise.all([refetchRights(), refetchAll()])
    } catch (error) {
      setProblem(await errorMessage(error))
    }
  })

  return (
    <Dialog title={t('people.leaveTitle', { name: props.person.name })} closeLabel={t('close')} onClose={props.onClose}>
      <form class={css.dialog} onSubmit={onSubmit}>
        <p>{t('people.leaveText')}</p>
        <SelectField
          label={t('people.handTo')}
          value={successor()}
          options={[...successors().map(({ id, name }) => ({ id, name })), { id: '', name: t('people.handToNobody') }]}
          onChange={(event) => setSuccessor(event.currentTarget.value)}
        />
        <p class={css.problem} role="alert">
          {problem()}
        </p>
        <div class={css.buttons}>
          <Button variant="plain" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" type="submit" disabled={busy()}>
            {t('people.leaveNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
