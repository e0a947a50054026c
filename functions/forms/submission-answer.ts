import type { SubmissionAnswer } from '../../src/core/api/form/index.ts'
import { type IssueCode, issue } from '../../src/core/errors/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { visibleAnywhere } from '../db/record-visibility.ts'
import type { submissions } from '../db/schema/index.ts'

export type SubmissionRow = typeof submissions.$inferSelect
export type Values = Record<string, unknown>

/** As the API tells them: of their values those of fields that the reader sees. */
export async function submissionAnswers(
  context: Context,
  rows: readonly SubmissionRow[],
  project: Project,
): Promise<SubmissionAnswer[]> {
  const titles = await readTitles(context, rows)
  return rows.map((row) => submissionAnswer(row, project, titles))
}

/** Of the records that they are about those that the reader sees. */
async function readTitles(context: Context, rows: readonly SubmissionRow[]): Promise<Map<number, string>> {
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

export const mayRead = ({ fields }: Project, key: string): boolean =>
  BUILT_IN.has(key) || fields.some(({ id }) => String(id) === key)

function submissionAnswer(row: SubmissionRow, project: Project, titles: ReadonlyMap<number, string>): SubmissionAnswer {
  const named = (id: number | null) =>
    id !== null && titles.has(id) ? { id: String(id), title: titles.get(id)! } : null
  const seen = (values: unknown) =>
    Object.fromEntries(Object.entries(values as Values).filter(([key]) => mayRead(project, key)))
  const reasons = (row.reasons ?? []) as unknown as { path: string; code: IssueCode }[]
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
    reasons: reasons
      .filter(({ path }) => mayRead(project, keyIn(path)))
      .map(({ path, code, ...parts }) => issue(path, code, parts)),
  }
}

/** The field that an issue of a record's input is about. */
export const keyIn = (path: string): string => path.replace(/^values\./, '').split('.')[0] || 'title'
