import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import ChartColumn from 'lucide-solid/icons/chart-column'
import Plus from 'lucide-solid/icons/plus'
import SettingsIcon from 'lucide-solid/icons/settings'
import Trash from 'lucide-solid/icons/trash'
import User from 'lucide-solid/icons/user'
import type { Accessor } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { followNews } from '../../../client/live/follow.ts'
import { mayEdit, useDashboards, useMe, useProjects } from '../../../client/workspace.ts'
import type { Hit, ProjectAnswer } from '../../../core/api/answers.ts'
import { fold } from '../../../core/text/fold.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { ProjectIcon } from '../../../parts/project-icon.tsx'
import { NOTHING } from '../../project/shown-news.ts'
import { GROUPS } from '../../settings/pages.ts'
import { hitItem } from './hit-item.tsx'
import type { Item, Section } from './item.ts'
import { useRecent } from './use-recent.tsx'

type Place = 'live' | 'archived' | 'bin'

/** What search offers of the `text`, by kind; records are those of the `query` that was last asked for: what was opened last and what can be made, or all that is found of the text. */
export function useSections(
  text: Accessor<string>,
  query: Accessor<string>,
  onCreate: (project: ProjectAnswer) => void,
) {
  const me = trackLatestValue(useMe())
  const projects = trackLatestValue(useProjects())
  const dashboards = trackLatestValue(useDashboards())
  const recent = useRecent()
  const found = { live: useFound(query, 'live'), archived: useFound(query, 'archived'), bin: useFound(query, 'bin') }

  // What is found changes with what anybody writes, here or elsewhere.
  const read = () => cache.invalidateQueries({ queryKey: ['search'] })
  followNews({ concerns: () => (query() === '' ? NOTHING : null), read, pauseWhole: PAUSE_WHILE_SEARCHING })

  const has = (name: string) => {
    const folded = fold(name)
    return fold(text())
      .split(/\s+/)
      .every((word) => folded.includes(word))
  }
  const named = (items: Item[]) => items.filter(({ name }) => has(name))
  const projectItems = (): Item[] =>
    (projects() ?? []).map(({ id, name, icon }) => ({
      id: `p${id}`,
      icon: () => <ProjectIcon icon={icon} />,
      name,
      href: `/p/${id}/`,
    }))
  const dashboardItems = (): Item[] =>
    (dashboards() ?? []).map(({ id, name }) => ({
      id: `d${id}`,
      icon: () => <ChartColumn size={16} />,
      name,
      href: `/d/${id}/`,
    }))
  const settingsItems = (): Item[] =>
    GROUPS.flatMap(({ name, pages }) =>
      pages
        .filter(({ isAllowed }) => me() && isAllowed(me()!))
        .map((page) => ({
          id: `s${page.id}`,
          icon: () => <SettingsIcon size={16} />,
          name: t(page.name),
          place: t(name),
          href: `/settings/${page.id}`,
        })),
    )
  const creations = (): Item[] =>
    (projects() ?? []).filter(mayEdit).map((project) => ({
      id: `n${project.id}`,
      icon: () => <Plus size={16} />,
      name: t('project.new', { record: project.recordName }),
      run: () => onCreate(project),
    }))
  const records = (place: Place): Item[] =>
    (found[place].hits() ?? [])
      .filter(({ kind }) => kind === 'record')
      .map((hit) => hitItem(hit, projects() ?? [], text()))
  const archived = (): Item[] => records('archived').map((item) => ({ ...item, icon: () => <Archive size={16} /> }))
  // It is brought back before it is opened.
  const binned = (): Item[] =>
    records('bin').map((item) => ({
      ...item,
      icon: () => <Trash size={16} />,
      href: `${item.href!.replace(/\/r\/.*/, '')}/bin?q=${encodeURIComponent(item.name)}`,
    }))
  const people = (): Item[] =>
    (found.live.hits() ?? [])
      .filter(({ kind }) => kind === 'person')
      .map(({ id, title, match }) => ({
        id: `u${id}`,
        icon: () => <User size={16} />,
        name: title,
        why: match.field === 'email' ? match.text : undefined,
        href: '/settings/people',
      }))

  const sections = (): Section[] => {
    const all: Section[] =
      text() === ''
        ? [
            { title: sayLater('find.recent'), items: recent() },
            { title: sayLater('find.actions'), items: creations() },
            { title: t('rail.dashboards'), items: dashboardItems() },
            { title: t('rail.projects'), items: projectItems() },
          ]
        : [
            { title: t('rail.projects'), items: named(projectItems()) },
            { title: t('rail.dashboards'), items: named(dashboardItems()) },
            { title: sayLater('find.records'), items: records('live') },
            { title: sayLater('find.actions'), items: named(creations()) },
            { title: t('rail.settings'), items: named(settingsItems()) },
            { title: sayLater('find.people'), items: me()?.may.people ? people() : [] },
            { title: sayLater('page.title.archive'), items: archived() },
            { title: sayLater('page.title.bin'), items: binned() },
          ]
    return all.filter(({ items }) => items.length > 0)
  }
  return { sections, busy: found.live.busy }
}

/** ms; who searches looks at it, but each read asks three times. */
const PAUSE_WHILE_SEARCHING = 3_000

/** So many are read of what lies in the archive or the bin: its page has the rest. */
const FEW = 5

function useFound(text: Accessor<string>, place: Place) {
  const query = useQuery(
    () => ({
      queryKey: ['search', place, text()],
      queryFn: async ({ signal }) => {
        const limit = place === 'live' ? '' : `&limit=${FEW}`
        const path = `/api/search?q=${encodeURIComponent(text())}&in=${place}${limit}`
        return (await api<{ results: Hit[] }>('GET', path, undefined, { signal })).results
      },
      enabled: text() !== '',
      placeholderData: keepPreviousData,
      // Asked anew whenever the dialog is opened: what was found may be called otherwise by now.
      staleTime: 0,
    }),
    () => cache,
  )
  return { hits: trackLatestValue(query), busy: () => query.isFetching }
}
