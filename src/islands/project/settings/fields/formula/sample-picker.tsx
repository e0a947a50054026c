import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../../../../client/api.ts'
import { cache } from '../../../../../client/cache.ts'
import { trackLatestValue } from '../../../../../client/latest-value.ts'
import type { ProjectAnswer, QueryAnswer } from '../../../../../core/api/answers.ts'
import { t } from '../../../../../i18n/index.ts'
import { Picker } from '../../../../../widgets/picker.tsx'

/** A record found by its title; the newest ones before anything is typed. */
export function SamplePicker(props: { project: ProjectAnswer; selected: string; onSelect: (id: string) => void }) {
  const [text, setText] = createSignal('')
  let timer: ReturnType<typeof setTimeout>
  const results = useQuery(
    () => ({
      queryKey: ['samples', props.project.id, text()],
      queryFn: async ({ signal }) => {
        const filter = text() ? { filter: { field: 'title', op: 'contains', value: text() } } : {}
        const question = { ...filter, sort: [{ field: 'createdAt', desc: true }], limit: 20 }
        const answer = await api<QueryAnswer>('POST', `/api/projects/${props.project.id}/query`, question, { signal })
        return answer.records.map(({ id, title }) => ({ id, name: title }))
      },
      placeholderData: keepPreviousData,
    }),
    () => cache,
  )
  const titles = trackLatestValue(results)
  return (
    <Picker
      label={t('value.findRecord', { project: props.project.name })}
      choices={titles() ?? []}
      selected={[props.selected]}
      busy={results.isFetching}
      emptyText={t('picker.nothing')}
      onSearch={(next) => {
        clearTimeout(timer)
        timer = setTimeout(() => setText(next), 120)
      }}
      onSelect={(choice) => props.onSelect(choice.id)}
    />
  )
}
