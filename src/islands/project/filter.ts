import { createMemo, createRoot, createSignal } from 'solid-js'
import { ApiProblem, api } from '../../client/api.ts'
import { currentRoute, navigateTo } from '../../client/route.ts'
import { toast } from '../../client/toasts.ts'
import type { ProblemAnswer, QueryAnswer, RecordAnswer } from '../../core/api/answers.ts'
import type { Json } from '../../core/model/json.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'

/** The filters of a project are in the URL (`?tag=3,7&q=audit&mine=1`), so reloads and shared links keep them. */
const search = () => currentRoute().search

export const chosenTags = () => search().get('tag')?.split(',').filter(Boolean) ?? []

export const isTagChosen = (id: string): boolean => chosenTags().includes(id)

export const searchText = (): string => search().get('q') ?? ''

export const isMine = (): boolean => search().get('mine') === '1'

/** A complete filter in the URL (`?filter={…}`), as charts link to their records. Invalid JSON is ignored. */
export function urlFilter(): Filter | null {
  try {
    const filter = JSON.parse(search().get('filter') ?? 'null') as Filter | null
    return typeof filter === 'object' ? filter : null
  } catch {
    return null
  }
}

export const setUrlFilter = (filter: Filter | null): void => setSearch('filter', filter ? JSON.stringify(filter) : '')

export const filterOf = createRoot(() =>
  createMemo<Json | null>(() => {
    const parts: Json[] = chosenTags().map((tag) => ({ field: 'tags', op: 'has', value: tag }))
    if (searchText()) parts.push({ field: 'title', op: 'contains', value: searchText() })
    const filter = urlFilter()
    if (filter) parts.push(filter as Json)
    if (isMine()) parts.push({ field: 'assignees', op: 'has', value: 'me' })
    return parts.length === 0 ? null : { and: parts }
  }),
)

export function toggleTag(id: string): void {
  const tags = isTagChosen(id) ? chosenTags().filter((tag) => tag !== id) : [...chosenTags(), id]
  setSearch('tag', tags.join(','))
}

export const setSearchText = (text: string): void => setSearch('q', text.trim())

export const toggleMine = (): void => setSearch('mine', isMine() ? '' : '1')

export const clearFilter = (): void => setSearches({ tag: '', q: '', filter: '', mine: '' })

const [refusal, setRefusal] = createSignal<{ filter: string; errors: ProblemAnswer['errors'] } | null>(null)

/** Whether the API refused the filter. The reason is shown in the filter builder instead of a toast. */
export function isFilterRefusal(error: unknown): boolean {
  const errors = error instanceof ApiProblem && error.status === 422 ? error.errors : []
  if (!errors[0]?.path.startsWith('filter')) return false
  setRefusal({ filter: JSON.stringify(filterOf()), errors })
  return true
}

/** The API's errors about the current filter, with paths relative to the URL's filter. */
export function refusedFilter(): ProblemAnswer['errors'] | null {
  const current = refusal()
  if (current?.filter !== JSON.stringify(filterOf())) return null
  const root = `filter.and.${chosenTags().length + (searchText() ? 1 : 0)}.`
  return current.errors.map((error) => ({ ...error, path: error.path.replace(root, '') }))
}

/** After a record was created: says that the current filter hides it, and offers to clear the filter. */
export async function notifyIfHidden({ project, number, title }: RecordAnswer): Promise<void> {
  const filter = filterOf()
  if (!filter) return
  const onlyNew = { and: [filter, { field: 'number', op: 'eq', value: number }] }
  const question = { filter: onlyNew, limit: 1 }
  const answer = await api<QueryAnswer>('POST', `/api/projects/${project}/query`, question).catch(() => null)
  if (!answer || answer.records.length > 0) return
  const action = { label: t('project.clearFilter'), onClick: clearFilter }
  toast({ kind: 'done', text: t('record.hidden', { title }), action, joins: true })
}

export const setSearch = (name: string, value: string): void => setSearches({ [name]: value })

export function setSearches(values: { [name: string]: string }): void {
  const next = new URLSearchParams(search())
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  const text = next.toString().replaceAll('%2C', ',')
  void navigateTo(currentRoute().path + (text ? `?${text}` : ''), { replace: true })
}

/** Adds the current filter to a link within the project. */
export const keepSearch = (path: string): string => {
  const text = search().toString().replaceAll('%2C', ',')
  return path + (text ? `?${text}` : '')
}

export const recordHref = (project: string, record: string): string => keepSearch(`/p/${project}/r/${record}`)
