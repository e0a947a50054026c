import type { InferInput } from 'valibot'
import type { takeInput } from '../../src/core/api/form/index.ts'
import { invalid } from '../../src/core/errors/index.ts'
import { join, sql } from '../../src/core/sql/index.ts'
import { Change } from '../changes/index.ts'
import type { Context } from '../context/index.ts'
import { updateRecord } from '../records/index.ts'
import { mayRead, submissionAnswers, type Values } from './submission-answer.ts'
import type { SubmissionOf } from './submissions.ts'

/** Sets in the record what the visitor sent otherwise, or puts it away; either way nobody is asked about it again, until it is undone. */
export async function takeDiffering(
  context: Context,
  { row, project }: SubmissionOf,
  { take = [], leave = [] }: InferInput<typeof takeInput>,
) {
  const differs = row.differs as Values
  const decided = [...take, ...leave]
  const unknown = decided.find((key) => !Object.hasOwn(differs, key) || !mayRead(project, key))
  if (unknown !== undefined) throw invalid('take', 'unknownField', { name: unknown })
  if (row.recordId === null) throw invalid('take', 'recordGone')
  const answer = async (rest: Values, change: string | null) => {
    const [submission] = await submissionAnswers(context, [{ ...row, differs: rest as typeof row.differs }], project)
    return { submission: submission!, change }
  }
  if (decided.length === 0) return answer(differs, null)
  const putAway = (change: Change) =>
    change.updateEntity('submission', project.id, row.id, {
      // Each by itself: somebody else may decide on another at the same time. As text, or history would hold an object.
      differs: sql`json_remove(differs, ${join(decided.map((key) => sql`${`$."${key}"`}`))}) || ''`,
    })
  const rest = Object.fromEntries(Object.entries(differs).filter(([key]) => !decided.includes(key)))
  if (take.length === 0) {
    const change = new Change(context)
    putAway(change)
    await change.commit()
    return answer(rest, change.id)
  }
  const { title, description, ...values } = Object.fromEntries(take.map((key) => [key, differs[key]]))
  const patch = {
    ...(title !== undefined && { title: String(title) }),
    ...(description !== undefined && { description: String(description) }),
    values,
  }
  const text = await updateRecord(context, { id: row.recordId, project }, patch, putAway)
  return answer(rest, (JSON.parse(text) as { change: string }).change)
}
