import { enqueue } from '../mutation-queue.ts'
import { type RecordWritten, type Write, write } from '../offline/write.ts'
import { type Patch, patchPending, putRecords } from './store.ts'

/** Sends a write behind the record's earlier ones. What it will make of the record is shown until it is answered or refused. */
export async function writeRecord(id: string, request: Write, patch?: Patch): Promise<RecordWritten> {
  const pending = patch && patchPending(id, patch)
  try {
    const answer = await enqueue(id, (onKept) => write<RecordWritten>(request, onKept))
    // Another tab may have sent it.
    putRecords([answer.record], { seq: 0, isAll: true, cause: 'write' })
    return answer
  } finally {
    pending?.settle()
  }
}
