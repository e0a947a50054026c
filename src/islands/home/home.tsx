import { onMount } from 'solid-js'
import { ApiProblem } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { toastError } from '../../client/error-message.ts'
import { readPersisted } from '../../client/persisted.ts'
import { go } from '../../client/route.ts'
import { meQuery, projectsQuery } from '../../client/workspace.ts'
import type { MeAnswer } from '../../core/api/answers.ts'
import { Screen } from '../../parts/screen.tsx'

/** The start: whoever comes is led to where they left off, to signing in, or to setting up. */
export function Home() {
  onMount(async () => {
    try {
      await go(await startOf(await cache.fetchQuery({ ...meQuery, staleTime: 0 })), { replace: true })
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) await go('/sign-in/', { replace: true })
      else await toastError(error)
    }
  })
  return <Screen>{null}</Screen>
}

async function startOf(me: MeAnswer): Promise<string> {
  if (!me.workspace.setUp) return '/set-up/'
  const projects = await cache.fetchQuery(projectsQuery)
  const last = readPersisted('project', '')
  const found = projects.find((one) => one.id === last) ?? projects.find((one) => one.lists.length > 1) ?? projects[0]
  return found ? `/p/${found.id}/` : '/settings/'
}
