import type { RecordAnswer } from '../../core/api/answers.ts'
import { api } from '../api.ts'

/** Reads a record into the store, where it is shown from; the query itself says whether that has come, or was refused. */
export const recordQuery = (id: string) => ({
  queryKey: ['record', id],
  queryFn: async () => {
    await readRecord(id)
    return true
  },
})

/** As the server has it now; `api` puts it into the store. */
export const readRecord = async (id: string): Promise<RecordAnswer> =>
  (await api<{ record: RecordAnswer }>('GET', `/api/records/${id}`)).record
