import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { navigateTo } from '../../client/route.ts'
import { useProjects } from '../../client/workspace.ts'
import { t } from '../../i18n/index.ts'
import Dialog from '../../widgets/dialog.tsx'
import type { Choice } from '../../widgets/picker.tsx'
import { Picker } from '../../widgets/picker.tsx'

interface Found {
  id: string
  title: string
  project: string
  list: string
}

/** Ctrl+K: finds records of all projects by title, email, phone or any text, and projects by name. */
export default function Search(props: { onClose: () => void }) {
  const projects = trackLatestValue(useProjects())
  const [text, setText] = createSignal('')
  const searchQuery = useQuery(
    () => ({
      queryKey: ['search', text()],
      queryFn: async ({ signal }) => {
        const path = `/api/search?q=${encodeURIComponent(text())}`
        return (await api<{ results: Found[] }>('GET', path, undefined, { signal })).results
      },
      enabled: text() !== '',
      placeholderData: keepPreviousData,
    }),
    () => cache,
  )
  const results = trackLatestValue(searchQuery)
  let timer: ReturnType<typeof setTimeout>

  const projectChoices = (): Choice[] =>
    (projects() ?? [])
      .filter((project) => project.name.toLocaleLowerCase().includes(text().toLocaleLowerCase()))
      .map((project) => ({ id: `/p/${project.id}/`, name: project.name, end: t('rail.projects') }))

  const records = (): Choice[] =>
    (text() === '' ? [] : (results() ?? [])).map((record) => {
      const project = projects()?.find((project) => project.id === record.project)
      const list =
        project && project.lists.length > 1 ? project.lists.find((list) => list.id === record.list) : undefined
      return { id: `/p/${record.project}/r/${record.id}`, name: record.title, end: list?.name ?? project?.name }
    })

  return (
    <Dialog open title={t('search')} closeLabel={t('close')} onClose={props.onClose}>
      <Picker
        label={t('rail.find')}
        choices={[...records(), ...projectChoices()]}
        selected={[]}
        busy={searchQuery.isFetching}
        emptyText={t('picker.nothing')}
        onSearch={(next) => {
          clearTimeout(timer)
          timer = setTimeout(() => setText(next), 120)
        }}
        onSelect={(choice) => {
          props.onClose()
          void navigateTo(choice.id)
        }}
      />
    </Dialog>
  )
}
