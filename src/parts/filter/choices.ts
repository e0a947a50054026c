import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createResource, createSignal } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { countryName } from '../../client/format.ts'
import { latestValue, latestValues } from '../../client/latest-value.ts'
import { usePeople } from '../../client/workspace.ts'
import type { QueryAnswer } from '../../core/api/answers.ts'
import { localeOf, t } from '../../i18n/index.ts'
import { isPerson } from './names.ts'
import type { Subject } from './subjects.ts'

export interface Pickable {
  id: string
  name: string
  color?: string
}

/** What a condition may choose from: options, people (me first), countries, or records found by their title. */
export function useChoices(subject: () => Subject) {
  const type = () => subject().type
  const people = latestValues(usePeople())
  const [countries] = createResource(
    () => type() === 'country',
    async () => {
      const { COUNTRIES } = await import('../../core/fields/countries.ts')
      const all = COUNTRIES.map((code) => ({ id: code, name: countryName(code) }))
      return all.sort((a, b) => a.name.localeCompare(b.name, localeOf()))
    },
  )
  const [text, setText] = createSignal('')
  const titles = useQuery(
    () => ({
      queryKey: ['titles', String(subject().config.project), text()],
      enabled: type() === 'reference',
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
  const found = latestValues(titles)
  const choices = (): Pickable[] => {
    if (isPerson(type())) return [{ id: 'me', name: t('filter.me') }, ...(people() ?? [])]
    if (type() === 'country') return latestValue(countries) ?? []
    if (type() === 'reference') return (found() ?? []).map(({ id, title }) => ({ id, name: title }))
    return (subject().config.options ?? []) as unknown as Pickable[]
  }
  let timer: ReturnType<typeof setTimeout>
  const search = (next: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => setText(next), 120)
  }
  return { choices, search, busy: () => type() === 'reference' && titles.isFetching }
}
