import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { latestValues } from '../../client/latest-value.ts'
import { go } from '../../client/route.ts'
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

/** Ctrl+K: a record of any project by its title, email, phone or any text, or a project by its name. */
export default function Search(props: { close: () => void }) {
  const projects = latestValues(useProjects())
  const [text, setText] = createSignal('')
  const found = useQuery(
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
  const results = latestValues(found)
  let timer: ReturnType<typeof setTimeout>

  const places = (): Choice[] =>
    (projects() ?? [])
      .filter((one) => one.name.toLocaleLowerCase().includes(text().toLocaleLowerCase()))
      .map((one) => ({ id: `/p/${one.id}/`, name: one.name, end: t('rail.projects') }))

  const records = (): Choice[] =>
    (text() === '' ? [] : (results() ?? [])).map((one) => {
      const project = projects()?.find((other) => other.id === one.project)
      const list =
        project && project.lists.length > 1 ? project.lists.find((other) => other.id === one.list) : undefined
      return { id: `/p/${one.project}/r/${one.id}`, name: one.title, end: list?.name ?? project?.name }
    })

  return (
    <Dialog open title={t('search')} closeLabel={t('close')} close={props.close}>
      <Picker
        label={t('rail.find')}
        choices={[...records(), ...places()]}
        chosen={[]}
        busy={found.isFetching}
        note={t('picker.nothing')}
        search={(next) => {
          clearTimeout(timer)
          timer = setTimeout(() => setText(next), 120)
        }}
        pick={(choice) => {
          props.close()
          void go(choice.id)
        }}
      />
    </Dialog>
  )
}
