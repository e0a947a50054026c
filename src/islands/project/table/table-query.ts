import { createMemo } from 'solid-js'
import { api } from '../../../client/api.ts'
import { putRecords } from '../../../client/records/store.ts'
import type { ProjectAnswer, QueryAnswer } from '../../../core/api/answers.ts'
import { isSameJson, type Json } from '../../../core/model/json.ts'
import { filterOf } from '../filter.ts'
import { columnsOf, shownColumns } from './columns/columns.ts'
import { type Grouping, grouping } from './grouping.ts'
import { measureChoice, totalsFor } from './measures.ts'
import { sortLevels } from './sorting.ts'

/** The table's queries: filter and sort in each, groups and totals where needed. */
export function tableQuery(project: () => ProjectAnswer) {
  const baseQuery = () => ({
    ...(filterOf() ? { filter: filterOf() } : {}),
    ...(sortLevels().length > 0 ? { sort: sortLevels() } : {}),
  })
  const totals = createMemo(
    () => totalsFor(shownColumns(columnsOf(project()), project().id, grouping()), measureChoice(project().id)[0]()),
    [],
    { equals: isSameJson },
  )
  return {
    /** changes when the query changes */
    key: createMemo(() => JSON.stringify([project().id, baseQuery(), grouping()])),
    totals,
    /** The records that are answered are in the store; here are their ids. */
    async fetch(extra: object) {
      const path = `/api/projects/${project().id}/query`
      const { records, ...answer } = await api<QueryAnswer>('POST', path, { ...baseQuery(), ...extra })
      putRecords(records, { seq: answer.seq, isAll: true })
      return { ...answer, ids: records.map(({ id }) => id) }
    },
    /** the records of one group among those asked for */
    withinGroup: (group: Json): Json => (filterOf() ? { and: [filterOf()!, group] } : group),
    group: (): Grouping | null => grouping(),
  }
}

export type Question = ReturnType<typeof tableQuery>
