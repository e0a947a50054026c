import type { Json } from '../../core/model/json.ts'
import { enqueue } from '../mutation-queue.ts'
import { type RecordWritten, write } from '../offline/write.ts'

/** Sends a record's move behind its earlier changes; while the line is cut it waits, said by `text`. */
export const sendMove = (id: string, text: string, body: { [what: string]: Json }) =>
  enqueue(id, (onKept) => write<RecordWritten>({ method: 'PUT', path: `/api/records/${id}/move`, body, text }, onKept))
