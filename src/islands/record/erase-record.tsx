import { api } from '../../client/api.ts'
import { refreshTags } from '../../client/changes/create-record.ts'
import { publishRecord } from '../../client/changes/record-events.ts'
import { toast } from '../../client/toasts.ts'
import type { RecordAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import EraseDialog from '../../parts/erase-dialog.tsx'

/** Erases a record irreversibly, for example at a person's request. */
export default function EraseRecord(props: { record: RecordAnswer; onErased: () => void; onClose: () => void }) {
  async function erase(title: string): Promise<void> {
    await api('PUT', `/api/records/${props.record.id}/erasure`, { title })
    publishRecord({ kind: 'gone', record: props.record })
    void refreshTags(props.record.project)
    toast({ kind: 'done', text: t('erase.done') })
    props.onErased()
  }
  return <EraseDialog name={props.record.title} text={t('record.eraseText')} onErase={erase} onClose={props.onClose} />
}
