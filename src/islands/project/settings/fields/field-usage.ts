import { useQuery } from '@tanstack/solid-query'
import { allPages, api, pathOfPage } from '../../../../client/api.ts'
import { cache } from '../../../../client/cache.ts'
import { trackLatestValue } from '../../../../client/latest-value.ts'

export interface DeletedField {
  id: string
  name: string
  type: string
  deletedAt: string
}

/** A field's previous type, and the change whose undo restores it. */
export interface EarlierType {
  field: string
  type: string
  change: string
  until: string
}

interface FieldsAnswer {
  records: number
  usage: { field: string; filled: number }[]
  deleted: DeletedField[]
  earlier: EarlierType[]
}

/** With all the deleted ones: the rest is the same on every page. */
async function readFields(path: string): Promise<FieldsAnswer> {
  const first = await api<FieldsAnswer & { next: string | null }>('GET', path)
  if (first.next === null) return first
  const more = await allPages<DeletedField>(pathOfPage(path, first.next), 'deleted')
  return { ...first, deleted: [...first.deleted, ...more] }
}

/** How many records have a value in each field, and which fields were deleted. */
export function useFields(project: () => string): () => FieldsAnswer | undefined {
  return trackLatestValue(
    useQuery(
      () => ({
        queryKey: ['fields', project()],
        queryFn: () => readFields(`/api/projects/${project()}/fields`),
        staleTime: 0,
      }),
      () => cache,
    ),
  )
}
