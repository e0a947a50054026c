import { useQueries } from '@tanstack/solid-query'
import ChartColumn from 'lucide-solid/icons/chart-column'
import { type Accessor, createEffect, createSignal } from 'solid-js'
import { cache } from '../../../client/cache.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { recordQuery } from '../../../client/records/query.ts'
import { recordOf } from '../../../client/records/store.ts'
import { currentRoute } from '../../../client/route.ts'
import { meQuery, useDashboards, useProjects } from '../../../client/workspace.ts'
import type { MeAnswer } from '../../../core/api/answers.ts'
import { ProjectIcon } from '../../../parts/project-icon.tsx'
import { openedItem } from './hit-item.tsx'
import type { Item } from './item.ts'
import { recentlyOpened } from './recent.ts'

const SHOWN = 6

/** What the person opened last, besides what is open; what is gone or closed to them meanwhile is left out. */
export function useRecent(): Accessor<Item[]> {
  const projects = trackLatestValue(useProjects())
  const dashboards = trackLatestValue(useDashboards())
  const person = cache.getQueryData<MeAnswer>(meQuery.queryKey)?.person.id ?? ''
  const isOpen = (path: string) => currentRoute().path.includes(path)
  const paths = recentlyOpened(person)
    .filter((path) => !isOpen(path))
    .slice(0, SHOWN)
  const ids = paths.filter((path) => path.startsWith('/r/')).map((path) => path.slice(3))
  const queries = useQueries(
    () => ({ queries: ids.map((id) => ({ ...recordQuery(id), retry: false, staleTime: 60_000 })) }),
    () => cache,
  )
  // Read in an effect: a query that is read in JSX would suspend the dialog.
  const [read, setRead] = createSignal<string[]>([])
  createEffect(() => setRead(ids.filter((_, i) => queries[i]?.isSuccess)))

  return () =>
    paths.flatMap((path): Item[] => {
      const [, screen, id] = path.split('/')
      if (screen === 'r') {
        const record = read().includes(id!) ? recordOf(id!) : undefined
        return record && !record.deletedAt ? [openedItem(record, projects() ?? [])] : []
      }
      const place = (screen === 'p' ? projects() : dashboards())?.find((one) => one.id === id)
      if (!place) return []
      const icon = projects()?.find((one) => one.id === id)?.icon ?? ''
      return [
        {
          id: `last${path}`,
          icon: () => (screen === 'p' ? <ProjectIcon icon={icon} /> : <ChartColumn size={16} />),
          name: place.name,
          href: `${path}/`,
        },
      ]
    })
}
