import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { allPages, api, pathOfPage } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import type { AutomationAnswer, RunAnswer } from '../../core/api/automation/index.ts'

export const automationsKey = (project: string) => ['automations', project]

export const useAutomations = (project: () => string) =>
  useQuery(
    () => ({
      queryKey: automationsKey(project()),
      queryFn: () => allPages<AutomationAnswer>(`/api/projects/${project()}/automations`, 'automations'),
    }),
    () => cache,
  )

export const refetchAutomations = (project: string): Promise<void> =>
  cache.invalidateQueries({ queryKey: automationsKey(project) })

/** Shows a change at once; what the server says replaces it. */
export function updateAutomations(project: string, update: (all: AutomationAnswer[]) => AutomationAnswer[]): void {
  cache.setQueryData<AutomationAnswer[]>(automationsKey(project), (all) => all && update(all))
}

interface RunPage {
  runs: RunAnswer[]
  next: string | null
}

/** Runs of an automation or a record, newest first; `path` is what the API calls their list. */
export const useRuns = (path: () => string) =>
  useInfiniteQuery(
    () => ({
      queryKey: ['runs', path()],
      // No live event tells of it.
      staleTime: 0,
      queryFn: ({ pageParam }: { pageParam: string }) => api<RunPage>('GET', pathOfPage(path(), pageParam)),
      initialPageParam: '',
      getNextPageParam: (last: RunPage) => last.next,
    }),
    () => cache,
  )

export const refetchRuns = (): Promise<void> => cache.invalidateQueries({ queryKey: ['runs'] })
