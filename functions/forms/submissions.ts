import { and, eq } from 'drizzle-orm'
import { notFound } from '../../src/core/errors/index.ts'
import { idFrom, type Level, type Project } from '../../src/core/model/index.ts'
import type { Context } from '../context/index.ts'
import { orderOf, type Paging, pageOf } from '../db/page.ts'
import { submissions } from '../db/schema/index.ts'
import { selectAll } from '../db/select-columns.ts'
import type { FormOf } from './forms.ts'
import { type SubmissionRow, submissionAnswers } from './submission-answer.ts'

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
  return { submissions: await submissionAnswers(context, page, project), next }
}

export interface SubmissionOf {
  row: SubmissionRow
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
