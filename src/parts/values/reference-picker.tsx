import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal, Show, Suspense } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { createRecord } from '../../client/changes/create-record.ts'
import { toastError } from '../../client/error-message.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { cachedProject, mayEdit } from '../../client/workspace.ts'
import type { QueryAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { Picker } from '../../widgets/picker.tsx'
import { lazyPart } from '../lazy-part.tsx'
import type { EditorProps } from './editors/editing.ts'

const FilterHint = lazyPart(() => import('./filter-hint.tsx'))

interface Link {
  id: string
  title: string
}

/** Links records of another project, searched by title; a missing one can be created. */
export function ReferencePicker(props: Pick<EditorProps, 'field' | 'value' | 'onSave' | 'onClose' | 'initialText'>) {
  const [text, setText] = createSignal('')
  const target = () => String(props.field.config.project)
  const isMultiple = () => props.field.config.multiple === true
  /** the field's filter on the records it offers */
  const limit = () => props.field.config.filter as unknown as Filter | undefined
  const links = () => (Array.isArray(props.value) ? (props.value as unknown as Link[]) : [])
  const results = useQuery(
    () => ({
      queryKey: ['titles', target(), text(), limit()],
      queryFn: async ({ signal }) => {
        const filter = [
          ...(limit() ? [limit()!] : []),
          ...(text() ? [{ field: 'title', op: 'contains', value: text() }] : []),
        ]
        const question = {
          ...(filter.length > 0 && { filter: { and: filter } }),
          sort: [{ field: 'title', desc: false }],
          limit: 20,
        }
        const answer = await api<QueryAnswer>('POST', `/api/projects/${target()}/query`, question, { signal })
        return answer.records.map(({ id, title }) => ({ id, title }))
      },
      placeholderData: keepPreviousData,
    }),
    () => cache,
  )
  const records = trackLatestValue(results)
  let timer: ReturnType<typeof setTimeout>

  function store(next: Link[]): void {
    void props.onSave(
      next.map((link) => link.id),
      next as unknown as never,
    )
    if (!isMultiple()) props.onClose()
  }

  function select(pickedLink: Link): void {
    const wasLinked = links().some((link) => link.id === pickedLink.id)
    if (wasLinked) store(links().filter((link) => link.id !== pickedLink.id))
    else store(isMultiple() ? [...links(), pickedLink] : [pickedLink])
  }

  async function create(title: string): Promise<void> {
    try {
      // A reference to what isn't there yet can't wait.
      const record = await createRecord(target(), { title }, { mayWait: false })
      if (record) select({ id: record.id, title: record.title })
    } catch (error) {
      await toastError(error)
    }
  }

  const project = () => cachedProject(target())
  return (
    <Picker
      initialText={props.initialText}
      label={t('value.findRecord', { project: project()?.name ?? props.field.name })}
      choices={(records() ?? []).map((record) => ({ id: record.id, name: record.title }))}
      selected={links().map((link) => link.id)}
      busy={results.isFetching}
      emptyTextWithCreate={limit() !== undefined}
      emptyText={
        <Show when={limit() && project()} fallback={t('picker.nothing')}>
          {(target) => (
            <Suspense fallback={t('picker.nothing')}>
              <FilterHint project={target()} filter={limit()!} />
            </Suspense>
          )}
        </Show>
      }
      onSearch={(next) => {
        clearTimeout(timer)
        timer = setTimeout(() => setText(next), 120)
      }}
      onSelect={(choice) => select({ id: choice.id, title: choice.name })}
      {...(project() && mayEdit(project()!)
        ? {
            create: {
              label: (name: string) => t('value.createRecord', { name }),
              onCreate: (name: string) => void create(name),
            },
          }
        : {})}
    />
  )
}
