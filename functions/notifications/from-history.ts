import type { NewNotification } from './insert.ts'
import { type involvedIn, peopleMentioned } from './involved.ts'

/** A row of `history` with its change, as it is stored. `record`: that it is of, or hangs on. */
export interface HistoryRow {
  seq: number
  at: number
  person_id: number | null
  via: string | null
  via_id: number | null
  undoes: number | null
  project_id: number
  kind: string
  thing_id: number
  record: number | null
  what: string
  /** JSON: {"<key>": [before, after]} */
  fields: string
}

type Fields = Record<string, [before: unknown, after: unknown] | undefined>

/** What others are not told of one by one: it wasn't done to a record of theirs, but to many at once. */
const SILENT = ['import', 'handover']

/** The records whose `involvedIn` has to be known. */
export const recordsCommented = (rows: readonly HistoryRow[]): number[] =>
  rows.flatMap((row) => (row.kind === 'comment' && row.what === 'created' && row.record !== null ? [row.record] : []))

/**
 * What history tells people of by itself: that they were assigned, mentioned, or that somebody commented where they have to do with
 * it. Each by a key of its history row, so that a row tells a person once, however often it is read.
 */
export function notificationsFrom(
  rows: readonly HistoryRow[],
  involved: ReturnType<typeof involvedIn>,
): NewNotification[] {
  return rows.flatMap((row) => {
    if (row.record === null || row.undoes !== null || SILENT.includes(row.via ?? '')) return []
    const fields = JSON.parse(row.fields) as Fields
    // The template's example records are nobody's news.
    if (fields.sample) return []
    // What a visitor writes names nobody, and whoever gets their record is told of the form.
    if (row.via === 'form') return row.what === 'submitted' ? submitted(row, fields) : []
    if (row.kind === 'record') return [...assigned(row, fields.assignees), ...mentioned(row, fields.description)]
    if (row.kind !== 'comment') return []
    const mentions = mentioned(row, fields.body)
    return row.what === 'created' ? [...mentions, ...commented(row, mentions, involved)] : mentions
  })
}

function assigned(row: HistoryRow, [before, after]: [unknown, unknown] = [null, null]): NewNotification[] {
  const were = idsOf(before)
  return idsOf(after)
    .filter((person) => !were.includes(person))
    .map((person) => notification(row, 'assigned', person))
}

function submitted(row: HistoryRow, { told, formName }: Fields): NewNotification[] {
  const text = { parts: null, about: { form: String(formName?.[1] ?? '') } }
  return idsOf(told?.[1]).map((person) => ({ ...notification(row, 'submitted', person), byPerson: null, text }))
}

const idsOf = (stored: unknown): number[] => (Array.isArray(stored) ? stored.map(Number) : [])

/** Who is named now and wasn't before. A comment that is taken away has no new text. */
function mentioned(row: HistoryRow, [before, after]: [unknown, unknown] = [null, null]): NewNotification[] {
  const were = peopleMentioned(typeof before === 'string' ? before : null)
  return [...new Set(peopleMentioned(typeof after === 'string' ? after : null))]
    .filter((person) => !were.includes(person))
    .map((person) => notification(row, 'mention', person))
}

function commented(
  row: HistoryRow,
  mentions: readonly NewNotification[],
  involved: ReturnType<typeof involvedIn>,
): NewNotification[] {
  return [...(involved.get(row.record!) ?? [])]
    .filter((person) => !mentions.some((mention) => mention.person === person))
    .map((person) => notification(row, 'comment', person))
}

const notification = (
  row: HistoryRow,
  kind: 'assigned' | 'mention' | 'comment' | 'submitted',
  person: number,
): NewNotification => ({
  person,
  key: `${kind}:${row.seq}`,
  kind,
  at: row.at,
  project: row.project_id,
  record: row.record,
  byPerson: row.person_id,
  byAutomation: row.via === 'automation' ? row.via_id : null,
  text: { parts: null, ...(row.kind === 'comment' && { about: { comment: row.thing_id } }) },
})
