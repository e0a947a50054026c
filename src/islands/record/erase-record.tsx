import { api } from '../../client/api.ts'
import { refreshTags } from '../../client/changes/refresh-tags.ts'
import { publishRecord } from '../../client/records/events.ts'
import { forgetRecord } from '../../client/records/store.ts'
import { toast } from '../../client/toasts.ts'
import type { RecordAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import EraseDialog from '../../parts/erase-dialog.tsx'

/** Erases a record irreversibly, for example at a person's request. */
export default function EraseRecord(props: { record: RecordAnswer; onErased: () => void; onClose: () => void }) {
  async function erase(title: string): Promise<void> {
    await api('PUT', `/api/records/${props.record.id}/erasure`, { title })
    const { record } = props
    publishRecord({ kind: 'gone', record })
    void refreshTags(record.project)
    toast({ kind: 'done', text: t('erase.done') })
    props.onErased()
    forgetRecord(record.id)
  }
  return <EraseDialog name={props.record.title} text={t('record.eraseText')} onErase={erase} onClose={props.onClose} />
}
