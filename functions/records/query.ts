import type { InferOutput } from 'valibot'
import type { queryInput } from '../../src/core/api/record.ts'
import type { Project } from '../../src/core/model/index.ts'
import { missingIndexes, UNSORTED, type ValueKeys, whereOf } from '../../src/core/query/index.sql.ts'
import type { Row } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { matchingSql } from '../search/index.ts'
import { aggregate } from './aggregate.ts'
import { selectSeq } from './board.ts'
import { fieldsNamed } from './fields-named.ts'
import { groupsAnswer } from './groups.ts'
import { keepDerived } from './keep-derived.ts'
import { pageFrom, pageOf } from './page.ts'
import { totalAnswer } from './totals.ts'

/** One page of records, newest first unless sorted, with count, totals and groups of all that match, if asked. */
export async function queryRecords(
  context: Context,
  project: Project,
  { filter, search, sort, group, totals, limit, cursor, count, ...input }: InferOutput<typeof queryInput>,
  keys?: ValueKeys,
): Promise<string> {
  const scope = context.scope(project)
  const fields = fieldsNamed(scope, input.fields)
  const also = search?.trim() ? matchingSql(project, search) : undefined
  // Compiled once, for the page and for all that is counted.
  const narrow = {
    filter,
    where: whereOf(scope, filter, also),
    narrowed: also !== undefined || project.recordOwners !== undefined,
  }
  const page =
    limit > 0 ? pageOf(scope, { ...narrow, sort, cursor, records: input.records, limit, fields, keys }) : null
  const path = (i: number) => `totals.${i}.field`
  const groups = group ? aggregate(scope, { ...narrow, split: group, totals, path }) : null
  // Of all records together, unless the page or the totals count them on their way.
  const aggregated =
    totals.length > 0 || (count && !page?.counts)
      ? aggregate(scope, { ...narrow, totals, path, from: page?.from })
      : null
  const parts = [page ? [page.statement] : [], groups?.statements ?? [], aggregated?.statements ?? []]
  const [[last], ...results] = await context.batch(selectSeq(project), ...parts.flat())
  const resultsOf = (i: number) => {
    const start = parts.slice(0, i).flat().length
    return results.slice(start, start + parts[i]!.length) as Row[][]
  }
  const { records, next, ...counted } = pageFrom(page?.order ?? UNSORTED, resultsOf(0)[0] ?? [], limit)
  const all = aggregated?.read(resultsOf(2)).get('')
  const rest = {
    next,
    ...(count && { count: aggregated ? (all?.n ?? 0) : counted.count }),
    ...(totals.length > 0 && {
      totals: aggregated!.measures.flatMap((measured, i) => totalAnswer(scope, measured, all?.totals[i] ?? [])),
    }),
    ...(group && groups && groupsAnswer(scope, group, groups.measures, groups.read(resultsOf(1)))),
    seq: last!.seq,
  }
  keepDerived(context, project, {
    indexes: missingIndexes(scope, sort, filter),
    sums: [...(groups?.unkept ?? []), ...(aggregated?.unkept ?? [])],
  })
  return `{"records":[${records}],${JSON.stringify(rest).slice(1)}`
}
