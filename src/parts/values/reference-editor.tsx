import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../client/api.ts'
import { cache } from '../../client/cache.ts'
import { createRecord } from '../../client/records.ts'
import { toastProblem } from '../../client/say-problem.ts'
import { cachedProject, mayEdit } from '../../client/workspace.ts'
import type { QueryAnswer } from '../../core/model/answers.ts'
import { t } from '../../i18n/index.ts'
import { Picker } from '../../widgets/picker.tsx'
import { Popover } from '../../widgets/popover.tsx'
import type { EditorProps } from './editing.ts'
import css from './editors.module.css'
import { ShowValue } from './show-value.tsx'
import { textOf } from './text-of.ts'

interface Link {
  id: string
  title: string
}

/** Records of another project, found by their title; what isn't there yet is made on the spot. */
export function ReferenceEditor(props: EditorProps) {
  const [text, setText] = createSignal('')
  const target = () => String(props.field.config.project)
  const many = () => props.field.config.multiple === true
  const links = () => (Array.isArray(props.value) ? (props.value as unknown as Link[]) : [])
  const found = useQuery(
    () => ({
      queryKey: ['titles', target(), text()],
      queryFn: async ({ signal }) => {
        const filter = text() ? { filter: { field: 'title', op: 'contains', value: text() } } : {}
        const question = { ...filter, sort: [{ field: 'title', desc: false }], limit: 20 }
        const answer = await api<QueryAnswer>('POST', `/api/projects/${target()}/query`, question, { signal })
        return answer.records.map(({ id, title }) => ({ id, title }))
      },
      placeholderData: keepPreviousData,
    }),
    () => cache,
  )
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
      await toastProblem(error)
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
      trigger={<ShowValue field={props.field} value={props.value} compact />}
    >
      <Picker
        label={t('value.findRecord', { project: project()?.name ?? props.field.name })}
        choices={(found.data ?? []).map((one) => ({ id: one.id, name: one.title }))}
        chosen={links().map((one) => one.id)}
        busy={found.isFetching}
        note={t('picker.nothing')}
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
