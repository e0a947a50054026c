import { and, eq } from 'drizzle-orm'
import type { InferInput } from 'valibot'
import type { SubmissionAnswer, takeInput } from '../../src/core/api/form/index.ts'
import { invalid, notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Level, type Project } from '../../src/core/model/index.ts'
import { join, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { visibleAnywhere } from '../db/record-visibility.ts'
import { submissions } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'
import { updateRecord } from '../records/index.ts'
import type { FormOf } from './forms.ts'

type Row = typeof submissions.$inferSelect
type Values = Record<string, unknown>

const newestFirst = orderOf('submissions', 'submissions.id', true)

/** What was sent in by a form, the newest first; of its values those of fields that the reader sees. */
export async function readSubmissions(context: Context, { form, project }: FormOf, paging: Paging) {
  const { after, by, rows, cut } = pageOf(newestFirst, paging)
  const [found] = await context.batch(
    context.db
      .select(selectAll(submissions))
      .from(submissions)
      .where(and(eq(submissions.formId, form.id), after))
      .orderBy(by)
      .limit(rows),
  )
  const { page, next } = cut(found, ({ id }) => [id])
  const titles = await readTitles(context, page)
  return { submissions: page.map((row) => submissionAnswer(row, project, titles)), next }
}

export interface SubmissionOf {
  row: Row
  project: Project
}

/** One of a project that the reader may do `level` in. */
export const submissionParam = {
  noun: 'submission',
  async find(context: Context, sent: string, level: Level): Promise<SubmissionOf> {
    const [[row]] = await context.batch(
      context.db
        .select(selectAll(submissions))
        .from(submissions)
        .where(eq(submissions.id, idFrom(sent) ?? 0)),
    )
    if (!row) throw notFound()
    return { row, project: context.project(row.projectId, level) }
  },
} as const

/** Sets in the record what the visitor sent otherwise, or puts it away; either way nobody is asked about it again. */
export async function takeDiffering(
  context: Context,
  { row, project }: SubmissionOf,
  { take = [], leave = [] }: InferInput<typeof takeInput>,
) {
  const differs = row.differs as Values
  const unknown = [...take, ...leave].find((key) => !Object.hasOwn(differs, key) || !mayRead(project, key))
  if (unknown !== undefined) throw invalid('take', 'unknownField', { name: unknown })
  if (row.recordId === null) throw invalid('take', 'recordGone')
  const decided = [...take, ...leave]
  if (decided.length === 0) return { submission: await answerOf(context, row, project), change: null }
  // Each by itself: somebody else may decide on another at the same time.
  const putAway = sql`UPDATE submissions SET differs = json_remove(differs, ${join(decided.map((key) => sql`${`$."${key}"`}`))}) WHERE id = ${row.id}`
  const { title, description, ...values } = Object.fromEntries(take.map((key) => [key, differs[key]]))
  const patch = {
    ...(title !== undefined && { title: String(title) }),
    ...(description !== undefined && { description: String(description) }),
    values,
  }
  let change: string | null = null
  if (take.length > 0) {
    const record = { id: row.recordId, project }
    const text = await updateRecord(context, record, patch, (write) => write.add(putAway))
    change = (JSON.parse(text) as { change: string }).change
  } else await context.batch(putAway)
  const rest = Object.fromEntries(Object.entries(differs).filter(([key]) => !decided.includes(key)))
  return { submission: await answerOf(context, { ...row, differs: rest as Row['differs'] }, project), change }
}

const answerOf = async (context: Context, row: Row, project: Project): Promise<SubmissionAnswer> =>
  submissionAnswer(row, project, await readTitles(context, [row]))

/** Of the records that they are about those that the reader sees. */
async function readTitles(context: Context, rows: readonly Row[]): Promise<Map<number, string>> {
  const ids = rows
    .flatMap(({ recordId, linkedId, suggested }) => [recordId, linkedId, ...suggested])
    .filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const [found] = await context.batch(
    sql<{ id: number; title: string }>`SELECT r.id, r.title FROM records r
      WHERE r.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND r.deleted_at IS NULL AND ${visibleAnywhere(context.catalog)}`,
  )
  return new Map(found.map(({ id, title }) => [id, title]))
}

const BUILT_IN = new Set(['title', 'description', 'files'])

const mayRead = ({ fields }: Project, key: string): boolean =>
  BUILT_IN.has(key) || fields.some(({ id }) => String(id) === key)

function submissionAnswer(row: Row, project: Project, titles: ReadonlyMap<number, string>): SubmissionAnswer {
  const named = (id: number | null) =>
    id !== null && titles.has(id) ? { id: String(id), title: titles.get(id)! } : null
  const seen = (values: unknown) =>
    Object.fromEntries(Object.entries(values as Values).filter(([key]) => mayRead(project, key)))
  const reasons = (row.reasons ?? []) as { path: string; message: string }[]
  return {
    id: String(row.id),
    at: new Date(row.at).toISOString(),
    state: row.state,
    record: named(row.recordId),
    linked: named(row.linkedId),
    matched: row.isMatched,
    consent: row.consent && { text: row.consent.text, at: new Date(row.consent.at).toISOString() },
    confirmedAt: row.confirmedAt === null ? null : new Date(row.confirmedAt).toISOString(),
    utm: row.utm,
    referrer: row.referrer,
    language: row.language,
    values: seen(row.sent),
    differs: seen(row.differs),
    suggested: row.suggested.flatMap((id) => named(id) ?? []),
    reasons: reasons.filter(({ path }) => mayRead(project, keyIn(path))).map(({ message }) => message),
  }
}

const keyIn = (path: string): string => path.replace(/^values\./, '').split('.')[0] || 'title'
