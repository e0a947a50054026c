import { onMount } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { toastError } from '../../client/error-message.ts'
import { readPersisted } from '../../client/persisted.ts'
import { navigateTo } from '../../client/route.ts'
import { meQuery, projectsQuery } from '../../client/workspace.ts'
import type { MeAnswer } from '../../core/api/answers.ts'
import { Screen } from '../../parts/screen.tsx'

/** The start page redirects: to the last project, to sign-in, or to the set-up. */
export function Home() {
  onMount(async () => {
    try {
      await navigateTo(await startOf(await cache.fetchQuery({ ...meQuery, staleTime: 0 })), { replace: true })
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) await navigateTo('/sign-in/', { replace: true })
      else await toastError(error)
    }
  })
  return <Screen>{null}</Screen>
}

async function startOf(me: MeAnswer): Promise<string> {
  if (!me.workspace.setUp) return '/set-up/'
  const projects = await cache.fetchQuery(projectsQuery)
  const lastProject = readPersisted('project', '')
  const project =
    projects.find((project) => project.id === lastProject) ??
    projects.find((project) => project.lists.length > 1) ??
    projects[0]
  return project ? `/p/${project.id}/` : '/settings/'
}
