import type { RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { arriveAt } from '../live/presence.ts'

/** What an editor began with: the record's version, and the value as JSON. */
interface EditBase {
  version: number
  value: string
}

const bases = new Map<string, EditBase>()
const keyOf = (record: string, key: string): string => `${record} ${key}`

/**
 * While a value is edited it is based on what the editor began with, however often the record is read again meanwhile: else what
 * somebody else writes in between would be overwritten unseen. Ends with the returned function.
 */
export function beginEdit({ id, version }: Pick<RecordAnswer, 'id' | 'version'>, key: string, value: Json): () => void {
  const base = { version, value: JSON.stringify(value ?? null) }
  bases.set(keyOf(id, key), base)
  // Others see who writes there.
  const leave = arriveAt(id, key)
  return () => {
    leave()
    if (bases.get(keyOf(id, key)) === base) bases.delete(keyOf(id, key))
  }
}

export const editBase = (record: string, key: string): EditBase | undefined => bases.get(keyOf(record, key))
