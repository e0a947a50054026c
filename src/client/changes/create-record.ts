import type { RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { api, randomKey } from '../api.ts'
import { cache } from '../cache.ts'
import { publishRecord } from './record-events.ts'
import { toastUndo } from './undo-toast.ts'

// Apart from all else that changes records: a board needs no more.
export async function createRecord(
  project: string,
  record: { title: string; list?: string; values?: { [field: string]: Json } },
): Promise<RecordAnswer> {
  const path = `/api/projects/${project}/records`
  const created = await api<{ record: RecordAnswer; change: string }>('POST', path, record, {
    idempotencyKey: randomKey(),
  })
  publishRecord({ kind: 'created', record: created.record })
  toastUndo(t('record.created', { title: created.record.title }), created.change)
  void refreshTags(project)
  return created.record
}

export const refreshTags = (project: string) => cache.invalidateQueries({ queryKey: ['tags', project] })
