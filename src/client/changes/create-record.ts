import type { RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'
import { randomKey } from '../api.ts'
import { toastError } from '../error-message.ts'
import { type RecordWritten, send, type Write, write } from '../offline/write.ts'
import { publishRecord } from '../records/events.ts'
import { refreshTags } from './refresh-tags.ts'
import { toastUndo } from './undo-toast.ts'

// Apart from all else that changes records: a board needs no more.
/** Creates a record and tells all views of it; null where it waits for the line to come back. Without `mayWait` it is refused then. */
export async function createRecord(
  project: string,
  record: { title: string; list?: string; values?: { [field: string]: Json }; assignees?: string[] },
  { mayWait = true } = {},
): Promise<RecordAnswer | null> {
  const text = t('record.created', { title: record.title })
  const path = `/api/projects/${project}/records`
  const request: Write = { method: 'POST', path, body: record, text, idempotencyKey: randomKey() }
  const { promise: queuedPromise, resolve: onKept } = Promise.withResolvers<void>()
  const step = mayWait ? write : send
  const created = step<RecordWritten>(request, onKept).then(({ record, change }) => {
    publishRecord({ kind: 'created', record })
    toastUndo(text, change)
    void refreshTags(project)
    return record
  })
  return Promise.race([
    created,
    queuedPromise.then(() => {
      created.catch(toastError)
      return null
    }),
  ])
}
