import { eq } from 'drizzle-orm'
import type { StoredIssue } from '../../src/core/automations/stored.ts'
import { invalid, Problem } from '../../src/core/errors/index.ts'
import { typeOf } from '../../src/core/fields/index.ts'
import type { Json, Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'
import { forms } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'
import { parseRecord } from '../records/index.ts'
import { copyFiles } from './copy-files.ts'
import { definitionOf, type FormRow } from './forms.ts'
import { reasonsOf } from './public/submission-rows.ts'
import { takeIn } from './public/take-in.ts'
import { mayBecomeRecord, waitingFiles } from './public/waiting-files.ts'
import { keyIn, mayRead, type SubmissionRow, submissionAnswers, type Values } from './submission-answer.ts'
import { type SubmissionOf, submissionParam } from './submissions.ts'

/**
 * Makes a record of what was refused, as the form would have done, but with the rights of the person who asks for it, and without the
 * values that don't fit: those stay beside it, with the reasons. Of what is a record already nothing more is made.
 */
export async function makeRecord(context: Context, { row, project }: SubmissionOf) {
  if (row.state === 'waiting') throw invalid('', 'notConfirmed')
  const change = row.state === 'refused' ? await make(context, row, project) : null
  const { row: now } = change ? await submissionParam.find(context, String(row.id), 'manage') : { row }
  const [submission] = await submissionAnswers(context, [now], project)
  return { submission: submission!, change }
}

async function make(context: Context, row: SubmissionRow, project: Project): Promise<string> {
  const { db, now } = context
  const [[form], [waiting]] = await context.batch(
    db.select(selectAll(forms)).from(forms).where(eq(forms.id, row.formId)),
    sql<{
      files: string
    }>`SELECT ${waitingFiles} AS files FROM submissions s WHERE s.id = ${row.id} AND ${mayBecomeRecord(now)}`,
  )
  const definition = definitionOf(form!)
  const { values: sent, fileKeys } = sentTo(project, row)
  const { valid, reasons } = await parted(context, project, sent)
  const { files, drop } = await copyFiles(context, project, JSON.parse(waiting?.files ?? '[]'))
  const values = { ...(hasOwnTitle(form!) ? {} : { title: valid.title ?? nameFrom(valid, form!) }), ...valid }
  const captured = { ...row.utm, ...(row.referrer !== '' && { referrer: row.referrer }) }
  if (fileKeys.length > 0 && files.length === 0) reasons.push({ path: fileKeys[0]!, code: 'filesGone' })
  const change = new Change(context)
  change.require(guard(sql`EXISTS (SELECT 1 FROM submissions WHERE id = ${row.id} AND state = 'refused')`, 'written'))
  try {
    await takeIn(
      { row: form!, project, definition, context },
      { values, captured, files },
      (change, { record, linked, isMatched, differs, suggested }) =>
        change.updateEntity('submission', project.id, row.id, {
          state: 'stored',
          recordId: record,
          linkedId: linked,
          isMatched,
          differs: differs as Json,
          suggested,
          reasons: reasons as unknown as Json,
        }),
      change,
    )
  } catch (error) {
    await drop()
    throw error
  }
  return change.id
}

/** What was typed into fields that are there still, and whose files were sent. */
function sentTo(project: Project, { sent }: SubmissionRow): { values: Values; fileKeys: string[] } {
  const takesFiles = (key: string) =>
    key === 'files' || project.fields.some(({ id, type }) => String(id) === key && typeOf(type)?.storage === 'files')
  const seen = Object.keys(sent as Values).filter((key) => mayRead(project, key))
  const { files = [], values = [] } = Object.groupBy(seen, (key) => (takesFiles(key) ? 'files' : 'values'))
  return { values: Object.fromEntries(values.map((key) => [key, (sent as Values)[key]])), fileKeys: files }
}

/** What of it a record can have, and why it can't have the rest. */
async function parted(
  context: Context,
  project: Project,
  sent: Values,
): Promise<{ valid: Values; reasons: StoredIssue[] }> {
  const { title, description, ...values } = sent
  try {
    await parseRecord(context, project, {
      ...(title !== undefined && { title: title as string }),
      ...(description !== undefined && { description: description as string }),
      values,
    })
    return { valid: sent, reasons: [] }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const wrong = new Set(problem.issues.map(({ path }) => keyIn(path)))
    const left = Object.entries(sent).filter(([key]) => !wrong.has(key))
    if (left.length === Object.keys(sent).length) throw problem
    // What was told hides other faults: of those that may not be written nothing else is looked at.
    const rest = await parted(context, project, Object.fromEntries(left))
    return { valid: rest.valid, reasons: [...reasonsOf(problem), ...rest.reasons] }
  }
}

const hasOwnTitle = (form: FormRow): boolean => definitionOf(form).hidden.some(({ field }) => field === 'title')

/** A record must be called something: by what the visitor can be told apart by, or else as the form. */
const nameFrom = (valid: Values, { name }: FormRow): string =>
  Object.values(valid)
    .find((value): value is string => typeof value === 'string' && value.trim() !== '')
    ?.slice(0, 200) ?? name
