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
import { copyFiles } from './copy-files.ts'
import { definitionOf, type FormRow } from './forms.ts'
import { reasonsOf } from './public/submission-rows.ts'
import { type StoredFile, takeIn } from './public/take-in.ts'
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
  const { row: freshRow } = change ? await submissionParam.find(context, String(row.id), 'manage') : { row }
  const [submission] = await submissionAnswers(context, [freshRow], project)
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
  const { values, fileKeys } = sentTo(project, row)
  const { files, drop } = await copyFiles(context, project, JSON.parse(waiting?.files ?? '[]'))
  const reasons: StoredIssue[] =
    fileKeys.length > 0 && files.length === 0 ? [{ path: fileKeys[0]!, code: 'filesGone' }] : []
  try {
    return await makeOfValid({ context, row, project, form: form!, files }, values, reasons)
  } catch (error) {
    await drop()
    throw error
  }
}

interface Refused {
  context: Context
  row: SubmissionRow
  project: Project
  form: FormRow
  files: StoredFile[]
}

/** Of these values those that a record can have; what it can't have joins the reasons. */
async function makeOfValid(refused: Refused, values: Values, reasons: readonly StoredIssue[]): Promise<string> {
  const { context, row, project, form, files } = refused
  const definition = definitionOf(form)
  const isNamed = 'title' in values || definition.hidden.some(({ field }) => field === 'title')
  const captured = { ...row.utm, ...(row.referrer !== '' && { referrer: row.referrer }) }
  const change = new Change(context)
  change.require(guard(sql`EXISTS (SELECT 1 FROM submissions WHERE id = ${row.id} AND state = 'refused')`, 'written'))
  try {
    await takeIn(
      { row: form, project, definition, context },
      { values: isNamed ? values : { ...values, title: nameFrom(values, form) }, captured, files },
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
    return change.id
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const wrong = problem.issues.filter(({ path }) => path !== '' && keyIn(path) in values)
    if (wrong.length === 0) throw problem
    const keys = wrong.map(({ path }) => keyIn(path))
    const left = Object.entries(values).filter(([key]) => !keys.includes(key))
    return makeOfValid(refused, Object.fromEntries(left), [...reasonsOf({ issues: wrong }), ...reasons])
  }
}

/** What was typed into fields that are there still, and whose files were sent. */
function sentTo(project: Project, { sent }: SubmissionRow): { values: Values; fileKeys: string[] } {
  const takesFiles = (key: string) =>
    key === 'files' || project.fields.some(({ id, type }) => String(id) === key && typeOf(type)?.storage === 'files')
  const seen = Object.keys(sent as Values).filter((key) => mayRead(project, key))
  const { files = [], values = [] } = Object.groupBy(seen, (key) => (takesFiles(key) ? 'files' : 'values'))
  return { values: Object.fromEntries(values.map((key) => [key, (sent as Values)[key]])), fileKeys: files }
}

/** A record must be called something: by what the visitor can be told apart by, or else as the form. */
const nameFrom = (values: Values, { name }: FormRow): string =>
  Object.values(values)
    .find((value): value is string => typeof value === 'string' && value.trim() !== '')
    ?.slice(0, 200) ?? name
