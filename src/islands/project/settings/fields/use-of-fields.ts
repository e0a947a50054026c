import { useQuery } from '@tanstack/solid-query'
import { answersOf } from '../../../../client/answered.ts'
import { api } from '../../../../client/api.ts'
import { cache } from '../../../../client/cache.ts'

export interface DeletedField {
  id: string
  name: string
  type: string
  deletedAt: string
}

interface FieldsAnswer {
  records: number
  usage: { field: string; filled: number }[]
  deleted: DeletedField[]
}

/** How many records have a value in each field, and which fields were deleted. */
export function useFields(project: () => string): () => FieldsAnswer | undefined {
  return answersOf(
    useQuery(
      () => ({
        queryKey: ['fields', project()],
        queryFn: () => api<FieldsAnswer>('GET', `/api/projects/${project()}/fields`),
        staleTime: 0,
      }),
      () => cache,
    ),
  )
}
