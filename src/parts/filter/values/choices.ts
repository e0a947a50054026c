import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { usePeople } from '../../../client/workspace.ts'
import type { QueryAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { widgetOf } from '../../field-types/index.ts'
import { typeChoices } from '../../values/type-choices.ts'
import type { Subject } from '../subject.ts'

export interface Pickable {
  id: string
  name: string
  color?: string
}

/** What a condition may choose from: options, people (me first), countries, or records found by their title. */
export function useChoices(subject: () => Subject) {
  const widget = () => widgetOf(subject().type)
  const isRecord = () => widget().choices === 'records'
  const people = trackLatestValue(usePeople())
  const { knownChoices, hasTypeChoices } = typeChoices(widget)
  const [text, setText] = createSignal('')
  const titles = useQuery(
    () => ({
      queryKey: ['titles', String(subject().config.project), text()],
      enabled: isRecord(),
      queryFn: async ({ signal }) => {
        const filter = text() ? { filter: { field: 'title', op: 'contains', value: text() } } : {}
        const question = { ...filter, sort: [{ field: 'title', desc: false }], limit: 20 }
        const path = `/api/projects/${subject().config.project}/query`
        const answer = await api<QueryAnswer>('POST', path, question, { signal })
        return answer.records.map(({ id, title }) => ({ id, title }))
      },
      placeholderData: keepPreviousData,
    }),
    () => cache,
  )
  const titleChoices = trackLatestValue(titles)
  const choices = (): Pickable[] => {
    if (widget().choices === 'people') return [{ id: 'me', name: t('filter.me') }, ...(people() ?? [])]
    if (hasTypeChoices()) return knownChoices()
    if (isRecord()) return (titleChoices() ?? []).map(({ id, title }) => ({ id, name: title }))
    return (subject().config.options ?? []) as unknown as Pickable[]
  }
  let timer: ReturnType<typeof setTimeout>
  const search = (next: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => setText(next), 120)
  }
  return { choices, search, busy: () => isRecord() && titles.isFetching }
}
