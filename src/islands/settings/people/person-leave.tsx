import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { toastError } from '../../../client/error-message.ts'
import { toast } from '../../../client/toasts.ts'
import { type PersonAnswer, peopleQuery } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import Dialog from '../../../widgets/overlay/dialog.tsx'
import { type Leave, LeaveDates } from '../leave-dates.tsx'
import css from './people.module.css'

/** When somebody is on leave, by who manages people. */
export default function PersonLeave(props: { person: PersonAnswer; onClose: () => void }) {
  async function save(away: Leave | null): Promise<void> {
    try {
      await api('PATCH', `/api/people/${props.person.id}`, { away })
      await cache.invalidateQueries({ queryKey: peopleQuery.queryKey })
      toast({ kind: 'done', text: t('settings.saved') })
      props.onClose()
    } catch (error) {
      await toastError(error)
    }
  }
  return (
    <Dialog
      title={sayLater('away.titleOf', { name: props.person.name })}
      closeLabel={t('close')}
      onClose={props.onClose}
    >
      <div class={css.dialog}>
        <p>{sayLater('away.text')}</p>
        <LeaveDates away={props.person.away} onSave={save} />
      </div>
    </Dialog>
  )
}
