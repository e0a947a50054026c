import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal, Show, Suspense } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { toastError } from '../../client/error-message.ts'
import { latestValues } from '../../client/latest-value.ts'
import { createRecord } from '../../client/records.ts'
import { cachedProject, mayEdit } from '../../client/workspace.ts'
import type { QueryAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import { t } from '../../i18n/index.ts'
import { Picker } from '../../widgets/picker.tsx'
import { Popover } from '../../widgets/popover.tsx'
import { lazyPart } from '../lazy-part.tsx'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'
import { textOf } from './text-of.ts'

const Offered = lazyPart(() => import('./offered.tsx'))

interface Link {
  id: string
  title: string
}

/** Records of another project, found by their title; what isn't there yet is made on the spot. */
export function ReferenceEditor(props: EditorProps) {
  const [text, setText] = createSignal('')
  const target = () => String(props.field.config.project)
  const many = () => props.field.config.multiple === true
  /** what the field limits the choice to */
  const only = () => props.field.config.filter as unknown as Filter | undefined
  const links = () => (Array.isArray(props.value) ? (props.value as unknown as Link[]) : [])
  const found = useQuery(
    () => ({
      queryKey: ['titles', target(), text(), only()],
      queryFn: async ({ signal }) => {
        const filter = [
          ...(only() ? [only()!] : []),
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
  const records = latestValues(found)
  let timer: ReturnType<typeof setTimeout>

  function store(next: Link[]): void {
    void props.save(
      next.map((one) => one.id),
      next as unknown as never,
    )
    if (!many()) props.close()
  }

  function pick(one: Link): void {
    const had = links().some((link) => link.id === one.id)
    if (had) store(links().filter((link) => link.id !== one.id))
    else store(many() ? [...links(), one] : [one])
  }

  async function create(title: string): Promise<void> {
    try {
      const record = await createRecord(target(), { title })
      pick({ id: record.id, title: record.title })
    } catch (error) {
      await toastError(error)
    }
  }

  const project = () => cachedProject(target())
  return (
    <Popover
      label={props.field.name}
      value={textOf(props.field, props.value)}
      class={css.trigger}
      open
      onOpenChange={(open) => !open && props.close()}
      trigger={<span>{textOf(props.field, props.value)}</span>}
    >
      <Picker
        label={t('value.findRecord', { project: project()?.name ?? props.field.name })}
        choices={(records() ?? []).map((one) => ({ id: one.id, name: one.title }))}
        chosen={links().map((one) => one.id)}
        busy={found.isFetching}
        noteAnyway={only() !== undefined}
        note={
          <Show when={only() && project()} fallback={t('picker.nothing')}>
            {(target) => (
              <Suspense fallback={t('picker.nothing')}>
                <Offered project={target()} filter={only()!} />
              </Suspense>
            )}
          </Show>
        }
        search={(next) => {
          clearTimeout(timer)
          timer = setTimeout(() => setText(next), 120)
        }}
        pick={(choice) => pick({ id: choice.id, title: choice.name })}
        {...(project() && mayEdit(project()!)
          ? {
              create: {
                label: (name: string) => t('value.createRecord', { name }),
                run: (name: string) => void create(name),
              },
            }
          : {})}
      />
    </Popover>
  )
}
