import { createMemo } from 'solid-js'
import { api } from '../../../client/api.ts'
import type { ProjectAnswer, QueryAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { filterOf } from '../filter.ts'
import { columnsOf, shownColumns } from './columns.ts'
import { type Grouping, grouping } from './grouping.ts'
import { measureChoice, totalsFor } from './measures.ts'
import { sortLevels } from './sorting.ts'

/** What the table asks: its filter and order in every question, groups and totals where they are needed. */
export function tableQuery(project: () => ProjectAnswer) {
  const baseQuery = () => ({
    ...(filterOf() ? { filter: filterOf() } : {}),
    ...(sortLevels().length > 0 ? { sort: sortLevels() } : {}),
  })
  const totals = createMemo(
    () => totalsFor(shownColumns(columnsOf(project()), project().id), measureChoice(project().id)[0]()),
    [],
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  )
  return {
    /** changes when something else is asked */
    key: createMemo(() => JSON.stringify([project().id, baseQuery(), grouping()])),
    totals,
    fetch: (extra: object) =>
      api<QueryAnswer>('POST', `/api/projects/${project().id}/query`, { ...baseQuery(), ...extra }),
    /** the records of one group among those asked for */
    withinGroup: (group: Json): Json => (filterOf() ? { and: [filterOf()!, group] } : group),
    group: (): Grouping | null => grouping(),
  }
}

export type Question = ReturnType<typeof tableQuery>
