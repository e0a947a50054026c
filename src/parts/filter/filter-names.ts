import { useQueries } from '@tanstack/solid-query'
import { createMemo } from 'solid-js'
import { cache } from '../../client/cache.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { recordQuery } from '../../client/records/query.ts'
import { recordOf } from '../../client/records/store.ts'
import { usePeople } from '../../client/workspace.ts'
import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { widgetOf } from '../field-types/index.ts'
import type { Subject } from './subject.ts'
import { subjectNamed } from './subjects.ts'

/** A filter keeps ids; people read names. */
export interface Names {
  of: (subject: Subject, id: string) => string | undefined
}

/** Resolves the ids in a filter to names: options from the field, people from the cache, record titles from the API. */
export function useNames(project: () => ProjectAnswer, filter: () => Filter | null): Names {
  const people = trackLatestValue(usePeople())
  const records = createMemo(() => [...new Set(filter() ? recordsIn(filter()!, project()) : [])])
  useQueries(
    () => ({ queries: records().map((id) => ({ ...recordQuery(id), staleTime: 60_000, retry: false })) }),
    () => cache,
  )
  return {
    of(subject, id) {
      const { choices } = widgetOf(subject.type)
      if (choices === 'people') {
        return id === 'me' ? t('filter.me') : people()?.find((person) => person.id === id || person.name === id)?.name
      }
      if (choices === 'records') return recordOf(id)?.title
      const options = subject.config.options as unknown as { id: string; name: string }[] | undefined
      const found = options?.find((option) => option.id === id || option.name === id)?.name
      return found ?? (options && /^\d+$/.test(id) ? t('filter.unknownOption') : undefined)
    },
  }
}

function recordsIn(filter: Filter, project: ProjectAnswer): string[] {
  if ('not' in filter) return recordsIn(filter.not, project)
  if ('and' in filter) return filter.and.flatMap((part) => recordsIn(part, project))
  if ('or' in filter) return filter.or.flatMap((part) => recordsIn(part, project))
  if (subjectNamed(project, filter.field)?.kind !== 'links') return []
  return (Array.isArray(filter.value) ? filter.value : [filter.value])
    .filter((id) => /^\d+$/.test(String(id)))
    .map(String)
}
