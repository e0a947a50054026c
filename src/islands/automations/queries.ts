import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { allPages, api, pathOfPage } from '../../client/api.ts'
import { cache, UNTOLD } from '../../client/cache.ts'
import type { AutomationAnswer, RunAnswer } from '../../core/api/automation/index.ts'

const keyOf = (project: string) => ['automations', project]

export const useAutomations = (project: () => string) =>
  useQuery(
    () => ({
      ...UNTOLD,
      queryKey: keyOf(project()),
      queryFn: () => allPages<AutomationAnswer>(`/api/projects/${project()}/automations`, 'automations'),
    }),
    () => cache,
  )

export const refetchAutomations = (project: string): Promise<void> =>
  cache.invalidateQueries({ queryKey: keyOf(project) })

/** Shows a change at once; what the server says replaces it. */
export function updateAutomations(project: string, update: (all: AutomationAnswer[]) => AutomationAnswer[]): void {
  cache.setQueryData<AutomationAnswer[]>(keyOf(project), (all) => all && update(all))
}

interface RunPage {
  runs: RunAnswer[]
  next: string | null
}

/** Runs of an automation or a record, newest first; `path` is what the API calls their list. */
export const useRuns = (path: () => string) =>
  useInfiniteQuery(
    () => ({
      ...UNTOLD,
      queryKey: ['runs', path()],
      queryFn: ({ pageParam }: { pageParam: string }) => api<RunPage>('GET', pathOfPage(path(), pageParam)),
      initialPageParam: '',
      getNextPageParam: (last: RunPage) => last.next,
    }),
    () => cache,
  )

export const refetchRuns = (): Promise<void> => cache.invalidateQueries({ queryKey: ['runs'] })
