import * as v from 'valibot'
import { parse } from '../../src/core/errors/parse.ts'
import {
  createIndexSql,
  fieldNamed,
  filterSchema,
  missingIndexes,
  sortSchema,
  UNSORTED,
  whereOf,
} from '../../src/core/query/index.ts'
import type { Context } from '../context.ts'
import { runBatch } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { aggregate } from './aggregate.ts'
import { seqOf } from './board.ts'
import { groupSchema, groupsAnswer } from './groups.ts'
import { scopeOf } from './input.ts'
import { pageFrom, pageOf } from './page.ts'
import { matchingSql } from './search.ts'
import { totalAnswer, totalsSchema } from './totals.ts'

export const queryInput = v.strictObject({
  filter: v.optional(filterSchema),
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  sort: v.optional(sortSchema, []),
  fields: v.optional(v.pipe(v.array(v.string()), v.maxLength(200))),
  group: v.optional(groupSchema),
  totals: v.optional(totalsSchema, []),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200)), 50),
  cursor: v.optional(v.string()),
  count: v.optional(v.boolean(), false),
})

/** One page of records, newest first unless sorted, with count, totals and groups of all that match, if asked. */
export async function queryRecords(context: Context, projectId: number | null, body: unknown): Promise<string> {
  const project = context.project(projectId, 'view')
  const { filter, search, sort, group, totals, limit, cursor, count, ...input } = parse(queryInput, body)
  const scope = scopeOf(context, project)
  const fields = input.fields?.map((name) => fieldNamed(scope, name)).filter((one) => one !== null) ?? project.fields
  const also = search?.trim() ? matchingSql(project, search) : undefined
  // Compiled once, for the page and for all that is counted.
  const narrow = {
    filter,
    where: whereOf(scope, filter, also),
    narrowed: also !== undefined || project.recordOwners !== undefined,
  }
  const page = limit > 0 ? pageOf(scope, { ...narrow, sort, cursor, limit, fields }) : null
  const path = (i: number) => `totals.${i}.field`
  const groups = group ? aggregate(scope, { ...narrow, split: group, totals, path }) : null
  // Of all records together, unless the page or the totals count them on their way.
  const whole =
    totals.length > 0 || (count && !page?.counts)
      ? aggregate(scope, { ...narrow, totals, path, from: page?.from })
      : null
  const parts = [page ? [page.statement] : [], groups?.statements ?? [], whole?.statements ?? []]
  const results = await context.batch(seqOf(project), ...parts.flat())
  const rows = results.map((result) => result.results)
  const at = (i: number) => {
    const start = 1 + parts.slice(0, i).flat().length
    return rows.slice(start, start + parts[i]!.length)
  }
  const { records, next, ...counted } = pageFrom(page?.order ?? UNSORTED, at(0)[0] ?? [], limit)
  const all = whole?.read(at(2)).get('')
  const rest = {
    next,
    ...(count && { count: whole ? (all?.n ?? 0) : counted.count }),
    ...(totals.length > 0 && {
      totals: whole!.measures.flatMap((measured, i) => totalAnswer(scope, measured, all?.totals[i] ?? [])),
    }),
    ...(group && groups && groupsAnswer(scope, group, groups.measures, groups.read(at(1)))),
    seq: rows[0]![0]!.seq,
  }
  context.waitUntil(async () => {
    const hot = missingIndexes(scope, sort, filter)
    if (hot.length === 0) return
    await runBatch(context.env.DB, [...hot.map((field) => createIndexSql(project, field)), bumpCatalogVersion])
  })
  return `{"records":[${records}],${JSON.stringify(rest).slice(1)}`
}
