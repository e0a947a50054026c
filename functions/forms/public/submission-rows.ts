import type { StoredIssue } from '../../../src/core/automations/stored.ts'
import type { Problem } from '../../../src/core/errors/index.ts'
import { type Sql, sql } from '../../../src/core/sql/index.ts'
import { localDay } from '../../../src/core/time/local-day.ts'
import { guard } from '../../db/batch.ts'
import type { OpenForm } from './open-form.ts'
import type { Taken } from './take-in.ts'

/** What a submission says of itself. */
export interface SubmissionRow {
  /** of its token */
  key: string
  digest: string
  /** what was typed, by keys of the form's fields; of files their names */
  sent: Readonly<Record<string, unknown>>
  consent: string
  captured: Readonly<Record<string, string>>
  language: string
  visitor: string | null
}

/** Why no record could be made of it, without the names of records that something could have been: who reads it may not see them. */
export const reasonsOf = ({ issues }: Pick<Problem, 'issues'>): StoredIssue[] =>
  issues.map(({ message: _, candidates: __, ...rest }) => rest)

interface State {
  state: 'stored' | 'waiting' | 'refused'
  taken?: Taken
  /** SHA-256 of the mail's token */
  confirm?: string
  reasons?: readonly StoredIssue[]
  views?: number
}

/** `views`: how often the form was begun that nobody has written down yet. */
export function insertSubmission(
  { row: form, context }: Pick<OpenForm, 'row' | 'context'>,
  row: SubmissionRow,
  { state, taken, confirm, reasons, views = 0 }: State,
): Sql[] {
  const { referrer = '', page: _, ...utm } = row.captured
  const consent = row.consent === '' ? null : JSON.stringify({ text: row.consent, at: context.now })
  return [
    sql`INSERT INTO submissions (form_id, project_id, key, digest, at, state, record_id, linked_id, is_matched, sent, differs, suggested,
        consent, utm, referrer, language, visitor, confirm, reasons)
      VALUES (${form.id}, ${form.projectId}, ${row.key}, ${row.digest}, ${context.now}, ${state}, ${taken?.record ?? null}, ${taken?.linked ?? null},
        ${taken?.isMatched ? 1 : 0}, ${JSON.stringify(row.sent)}, ${JSON.stringify(taken?.differs ?? {})}, ${JSON.stringify(taken?.suggested ?? [])},
        ${consent}, ${JSON.stringify(utm)}, ${referrer}, ${row.language}, ${row.visitor}, ${confirm ?? null}, ${reasons === undefined ? null : JSON.stringify(reasons)})`,
    countOf(form.id, localDay(context.catalog.workspace.zone, context.now), { submissions: 1, views }),
  ]
}

/** How often a form was begun and sent in that day. */
export const countOf = (form: number, day: string, { views = 0, submissions = 0 }): Sql =>
  sql`INSERT INTO form_days (form_id, day, views, submissions) VALUES (${form}, ${day}, ${views}, ${submissions})
    ON CONFLICT (form_id, day) DO UPDATE SET views = views + excluded.views, submissions = submissions + excluded.submissions`

const A_MINUTE = { ms: 60_000, most: 60 }
const AN_HOUR = { ms: 3_600_000, most: 400 }

/** Stops the batch where more has been stored from that address than people in one office send. */
export const requirePatience = (form: number, visitor: string, now: number) =>
  guard(
    sql`(SELECT count(*) < ${AN_HOUR.most} AND count(*) FILTER (WHERE at > ${now - A_MINUTE.ms}) < ${A_MINUTE.most}
      FROM submissions WHERE form_id = ${form} AND visitor = ${visitor} AND at > ${now - AN_HOUR.ms})`,
    'flood',
  )
