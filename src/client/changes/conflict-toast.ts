import type { HistoryAnswer } from '../../core/api/answers.ts'
import { t } from '../../i18n/index.ts'
import { api } from '../api.ts'
import * as format from '../format.ts'
import { toast } from '../toasts.ts'

interface Conflict {
  record: string
  /** a field's id, or a built-in name */
  key: string
  name: string
  mine: string
  theirs: string
}

/** Two people have changed the same: both values, who and when; theirs stands until one's own is chosen. Stays until then, so that nothing is lost. */
export async function toastConflict({ record, key, name, mine, theirs }: Conflict, useMine: () => void): Promise<void> {
  const history = await api<HistoryAnswer>('GET', `/api/records/${record}/history?limit=10`).catch(() => null)
  const entry = history?.entries.find(({ fields }) => fields.some(({ field }) => field === key))
  toast({
    kind: 'problem',
    text: t('record.conflict', {
      who: entry?.by.person?.name ?? t('change.somebody'),
      name,
      theirs: theirs || '–',
      at: format.instant(entry?.at ?? new Date().toISOString()),
      mine: mine || '–',
    }),
    action: { label: t('record.useMine'), onClick: useMine },
    stays: true,
  })
}
