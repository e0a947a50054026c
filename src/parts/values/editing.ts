import type { FieldAnswer, ProjectAnswer, RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'

/** How a type of field is edited: the one place where the site names them. An unknown type is shown and can't be edited. */
export type Manner = 'line' | 'area' | 'money' | 'day' | 'pick' | 'reference' | 'toggle' | 'stars' | 'files' | 'none'

const MANNERS: Record<string, Manner> = {
  text: 'line',
  email: 'line',
  phone: 'line',
  url: 'line',
  location: 'line',
  number: 'line',
  percent: 'line',
  longText: 'area',
  currency: 'money',
  date: 'day',
  dateTime: 'day',
  select: 'pick',
  multiSelect: 'pick',
  country: 'pick',
  person: 'pick',
  reference: 'reference',
  checkbox: 'toggle',
  rating: 'stars',
  file: 'files',
}

export const mannerOf = ({ type, fixed }: Pick<FieldAnswer, 'type' | 'fixed'>): Manner =>
  fixed && type !== 'file' ? 'none' : (MANNERS[type] ?? 'none')

export interface EditorProps {
  /** absent where a default is edited */
  record?: RecordAnswer
  field: FieldAnswer
  project: ProjectAnswer
  value: Json
  /** what is sent, and how it will look where that is known here; answers a sentence when it is refused */
  save: (sent: Json, shown?: Json) => Promise<string | undefined>
  close: () => void
  /** what was typed to begin with (a table's cell starts on a key) */
  typed?: string | undefined
}
