import { and, between, eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { formStats, statsQuery } from '../../src/core/api/form/index.ts'
import { today } from '../../src/core/query/index.ts'
import { addUnits } from '../../src/core/time/day.ts'
import type { Context } from '../context/index.ts'
import { formDays } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import type { FormOf } from './forms.ts'

/** How often a form was begun and sent in, by days of the workspace's zone; the last thirty where nothing is asked for. */
export async function readStats(
  context: Context,
  { form, project }: FormOf,
  { from, to }: InferOutput<typeof statsQuery>,
): Promise<InferOutput<typeof formStats>> {
  const until = to ?? today(context.scope(project))
  const since = from ?? addUnits(until, -29, 'day')
  const [days] = await context.batch(
    context.db
      .select(selectColumns({ day: formDays.day, views: formDays.views, submissions: formDays.submissions }))
      .from(formDays)
      .where(and(eq(formDays.formId, form.id), between(formDays.day, since, until)))
      .orderBy(formDays.day)
      .limit(MOST_DAYS),
  )
  const sum = (of: 'views' | 'submissions') => days.reduce((all, day) => all + day[of], 0)
  const [views, submissions] = [sum('views'), sum('submissions')]
  // Some views are counted late or not at all, and some send the form in without a script.
  const conversion = views === 0 ? null : Math.min(1, submissions / views)
  return { days, views, submissions, conversion }
}

const MOST_DAYS = 3700
