import { Problem } from '../../../src/core/errors/index.ts'
import { sql } from '../../../src/core/sql/index.ts'
import { sha256Hex } from '../../crypto.ts'
import { guard, runBatch, StaleError } from '../../db/batch.ts'
import type { OpenForm } from './open-form.ts'
import { type Shut, type Visit, withForm } from './open-form.ts'
import { reasonsOf } from './submission-rows.ts'
import { type StoredFile, takeIn } from './take-in.ts'
import { DECIDED_WITHIN, waitingFiles } from './waiting-files.ts'
import { Words } from './words.ts'

interface Waiting {
  id: number
  form_id: number
  key: string
  state: string
  at: number
  /** JSON */
  sent: string
  utm: string
  referrer: string
  language: string
  files: string
}

export interface Confirmation {
  form: OpenForm
  words: Words
  /** unknown: the link isn't good, or no longer */
  state: 'waiting' | 'confirmed' | 'unknown'
}

/** What a mail's link leads to: with `confirm` the visitor has said that it was they, and the record is made. Once more, it is there already. */
export async function confirmation(visit: Visit, token: string, confirm: boolean): Promise<Confirmation | Shut> {
  const hash = await sha256Hex(token)
  return withForm(visit, [selectWaiting(hash)], async (form, [found]): Promise<Confirmation> => {
    const row = found![0]
    const words = new Words(form.definition, row?.language)
    const tooLate = row !== undefined && row.state === 'waiting' && row.at < visit.now - DECIDED_WITHIN
    if (!row || row.form_id !== form.row.id || tooLate) return { form, words, state: 'unknown' }
    if (row.state !== 'waiting') return { form, words, state: 'confirmed' }
    if (!confirm) return { form, words, state: 'waiting' }
    await store(form, row)
    return { form, words, state: 'confirmed' }
  })
}

async function store(form: OpenForm, row: Waiting): Promise<void> {
  const { context } = form
  const sent = JSON.parse(row.sent) as Record<string, unknown>
  const files = JSON.parse(row.files) as StoredFile[]
  const sentFields = form.fields.filter(({ control, key }) => control !== 'files' && sent[key] !== undefined)
  const values = Object.fromEntries(sentFields.map(({ key }) => [key, sent[key]]))
  const captured = {
    ...(JSON.parse(row.utm) as Record<string, string>),
    ...(row.referrer !== '' && { referrer: row.referrer }),
  }
  const confirmed = (rest: ReturnType<typeof sql>) =>
    sql`UPDATE submissions SET confirmed_at = ${context.now}, ${rest} WHERE id = ${row.id}`
  try {
    await takeIn(form, { values, captured, files }, (change, { record, linked, isMatched, differs, suggested }) => {
      change.require(
        guard(sql`EXISTS (SELECT 1 FROM submissions WHERE id = ${row.id} AND state = 'waiting')`, 'written'),
      )
      change.add(
        confirmed(sql`state = 'stored', record_id = ${record}, linked_id = ${linked}, is_matched = ${isMatched ? 1 : 0},
          differs = ${JSON.stringify(differs)}, suggested = ${JSON.stringify(suggested)}`),
        sql`DELETE FROM submission_files WHERE submission_id = ${row.id}`,
        // Whoever erases the record erases the mail, too.
        sql`UPDATE deliveries SET record_id = ${record} WHERE key = ${`confirmation:${row.key}`}`,
      )
    })
  } catch (error) {
    if (error instanceof StaleError || !(error instanceof Problem) || error.status === 429) throw error
    await runBatch(context.db, [confirmed(sql`state = 'refused', reasons = ${JSON.stringify(reasonsOf(error))}`)])
  }
}

const selectWaiting = (hash: string) =>
  sql<
    Waiting & Record<string, string | number>
  >`SELECT s.id, s.form_id, s.key, s.state, s.at, s.sent, s.utm, s.referrer, s.language,
      ${waitingFiles} AS files FROM submissions s WHERE s.confirm = ${hash}`
