import { api } from '../../../client/api.ts'
import { refetchRights } from '../../../client/rights.ts'
import { toast } from '../../../client/toasts.ts'
import type { PersonAnswer } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import EraseDialog from '../../../parts/erase-dialog.tsx'

export default function ErasePerson(props: { person: PersonAnswer; onClose: () => void }) {
  async function erase(name: string): Promise<void> {
    await api('PUT', `/api/people/${props.person.id}/erasure`, { name })
    toast({ kind: 'done', text: t('erase.done') })
    await refetchRights()
  }
  return <EraseDialog name={props.person.name} text={t('people.eraseText')} onErase={erase} onClose={props.onClose} />
}
