import { createMemo, createRoot } from 'solid-js'
import { api } from '../../client/api.ts'
import { go, here } from '../../client/route.ts'
import { toast } from '../../client/toasts.ts'
import type { QueryAnswer, RecordAnswer } from '../../core/model/answers.ts'
import type { Json } from '../../core/model/json.ts'
import { t } from '../../i18n/index.ts'

/** What narrows a project's records lives in the URL (`?tag=3,7&q=audit&mine=1`), so a reload and a shared link keep it. */
const search = () => here().search

const chosenTags = () => search().get('tag')?.split(',').filter(Boolean) ?? []

export const isTagChosen = (id: string): boolean => chosenTags().includes(id)

export const searchText = (): string => search().get('q') ?? ''

export const isMine = (): boolean => search().get('mine') === '1'

/** A whole filter in the URL (`?filter={…}`): a chart opens its records by it. What isn't JSON is as if it weren't there. */
function givenFilter(): Json | null {
  try {
    return JSON.parse(search().get('filter') ?? 'null') as Json
  } catch {
    return null
  }
}

export const filterOf = createRoot(() =>
  createMemo<Json | null>(() => {
    const parts: Json[] = chosenTags().map((tag) => ({ field: 'tags', op: 'has', value: tag }))
    if (searchText()) parts.push({ field: 'title', op: 'contains', value: searchText() })
    const given = givenFilter()
    if (given) parts.push(given)
    if (isMine()) parts.push({ field: 'assignees', op: 'has', value: 'me' })
    return parts.length === 0 ? null : { and: parts }
  }),
)

export function toggleTag(id: string): void {
  const tags = isTagChosen(id) ? chosenTags().filter((one) => one !== id) : [...chosenTags(), id]
  setSearch('tag', tags.join(','))
}

export const setSearchText = (text: string): void => setSearch('q', text.trim())

export const toggleMine = (): void => setSearch('mine', isMine() ? '' : '1')

export function clearFilter(): void {
  const sort = search().get('sort')
  void go(here().path + (sort ? `?sort=${sort}` : ''), { replace: true })
}

/** A record was just added: where the filter doesn't let it through, that is said, with the way to see it. */
export async function sayWhereHidden({ project, number, title }: RecordAnswer): Promise<void> {
  const filter = filterOf()
  if (!filter) return
  const only = { and: [filter, { field: 'number', op: 'eq', value: number }] }
  const question = { filter: only, limit: 1 }
  const found = await api<QueryAnswer>('POST', `/api/projects/${project}/query`, question).catch(() => null)
  if (!found || found.records.length > 0) return
  const action = { label: t('project.clearFilter'), run: clearFilter }
  toast({ kind: 'done', text: t('record.hidden', { title }), action })
}

export function setSearch(name: string, value: string): void {
  const next = new URLSearchParams(search())
  if (value) next.set(name, value)
  else next.delete(name)
  const text = next.toString().replaceAll('%2C', ',')
  void go(here().path + (text ? `?${text}` : ''), { replace: true })
}

/** Links within a project keep what is filtered. */
export const keepSearch = (path: string): string => {
  const text = search().toString().replaceAll('%2C', ',')
  return path + (text ? `?${text}` : '')
}

export const recordHref = (project: string, record: string): string => keepSearch(`/p/${project}/r/${record}`)
