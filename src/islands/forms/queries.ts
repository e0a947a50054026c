import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import type { InferOutput } from 'valibot'
import { allPages, api, pathOfPage } from '../../client/api.ts'
import { cache, UNTOLD } from '../../client/cache.ts'
import type { FormAnswer, formStats, SubmissionAnswer } from '../../core/api/form/index.ts'

const keyOf = (project: string) => ['forms', project]

export const useForms = (project: () => string) =>
  useQuery(
    () => ({
      ...UNTOLD,
      queryKey: keyOf(project()),
      queryFn: () => allPages<FormAnswer>(`/api/projects/${project()}/forms`, 'forms'),
    }),
    () => cache,
  )

export const refetchForms = (project: string): Promise<void> => cache.invalidateQueries({ queryKey: keyOf(project) })

/** Shows a change at once; what the server says replaces it. */
export function updateForms(project: string, update: (all: FormAnswer[]) => FormAnswer[]): void {
  cache.setQueryData<FormAnswer[]>(keyOf(project), (all) => all && update(all))
}

export type Stats = InferOutput<typeof formStats>

export const useStats = (form: () => string) =>
  useQuery(
    () => ({
      ...UNTOLD,
      queryKey: ['form stats', form()],
      queryFn: () => api<Stats>('GET', `/api/forms/${form()}/stats`),
    }),
    () => cache,
  )

interface SubmissionPage {
  submissions: SubmissionAnswer[]
  next: string | null
}

/** Newest first. */
export const useSubmissions = (form: () => string) =>
  useInfiniteQuery(
    () => ({
      ...UNTOLD,
      queryKey: ['submissions', form()],
      queryFn: ({ pageParam }: { pageParam: string }) =>
        api<SubmissionPage>('GET', pathOfPage(`/api/forms/${form()}/submissions?limit=20`, pageParam)),
      initialPageParam: '',
      getNextPageParam: (last: SubmissionPage) => last.next,
    }),
    () => cache,
  )

export const refetchSubmissions = (): Promise<void> => cache.invalidateQueries({ queryKey: ['submissions'] })
