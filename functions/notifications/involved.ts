import { idFrom } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { mentionedIn } from '../../src/core/text/mentions.ts'

export interface InvolvedRow {
  record: number
  /** of who is mentioned in a text, null */
  person: number | null
  text: string | null
}

/** So many texts that mention somebody are read of all the records together, the newest first. */
const MOST_TEXTS = 1000

/** Who has to do with records: who is assigned, who made them, who commented, and the texts that mention somebody. */
export const selectInvolved = (records: readonly number[]): Sql<InvolvedRow> => {
  const ids = JSON.stringify([...new Set(records)])
  const mentions = (column: string) => raw(`instr(${column}, '](person:') > 0`)
  return sql`SELECT a.record_id AS record, a.person_id AS person, NULL AS text
      FROM json_each(${ids}) w CROSS JOIN assignees a ON a.record_id = w.value
    UNION SELECT r.id, r.created_by, iif(${mentions('r.description')}, r.description, NULL)
      FROM json_each(${ids}) w CROSS JOIN records r ON r.id = w.value
    UNION SELECT c.record_id, c.person_id, NULL
      FROM json_each(${ids}) w CROSS JOIN comments c ON c.record_id = w.value WHERE c.deleted_at IS NULL
    UNION ALL SELECT * FROM (SELECT c.record_id, NULL, c.body
      FROM json_each(${ids}) w CROSS JOIN comments c ON c.record_id = w.value
      WHERE c.deleted_at IS NULL AND ${mentions('c.body')} ORDER BY c.id DESC LIMIT ${raw(String(MOST_TEXTS))})`
}

/** By record. */
export function involvedIn(rows: readonly InvolvedRow[]): Map<number, Set<number>> {
  const involved = new Map<number, Set<number>>()
  for (const { record, person, text } of rows) {
    const people = involved.get(record) ?? new Set()
    if (person !== null) people.add(person)
    for (const id of peopleMentioned(text)) people.add(id)
    involved.set(record, people)
  }
  return involved
}

/** Whom a text mentions. */
export const peopleMentioned = (text: string | null | undefined): number[] =>
  mentionedIn(text ?? '').flatMap(({ id }) => idFrom(id) ?? [])
