import FileUp from 'lucide-solid/icons/file-up'
import Plus from 'lucide-solid/icons/plus'
import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import { createSignal, Show, Suspense } from 'solid-js'
import { mayEdit, mayManage } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { ProjectIcon } from '../../../parts/project-icon.tsx'
import { Button, buttonClass } from '../../../widgets/button.tsx'
import css from './empty-project.module.css'

const NewRecord = lazyPart(() => import('../new-record.tsx'))

/** A project without a record: what it is for, and how to begin. */
export default function EmptyProject(props: { project: ProjectAnswer }) {
  const [creating, setCreating] = createSignal(false)
  const what = () => {
    const { lists, recordName: record } = props.project
    const first = lists[0]?.name ?? ''
    const last = (lists.find(({ kind }) => kind === 'won') ?? lists.at(-1))?.name ?? ''
    return lists.length > 1 ? sayLater('empty.board', { record, first, last }) : sayLater('empty.table', { record })
  }
  return (
    <section class={css.empty} aria-label={sayLater('empty.title', { name: props.project.name })}>
      <span class={css.icon}>
        <ProjectIcon icon={props.project.icon} />
      </span>
      <div class={css.words}>
        <h2 class={css.title}>{sayLater('empty.title', { name: props.project.name })}</h2>
        <p>
          {what()} <Show when={mayEdit(props.project)}>{sayLater('empty.how')}</Show>
        </p>
      </div>
      <Show when={mayEdit(props.project)}>
        <div class={css.actions}>
          <Button variant="outline" onClick={() => setCreating(true)}>
            <Plus size={16} />
            {t('project.new', { record: props.project.recordName })}
          </Button>
          <a class={buttonClass('outline')} href={`/p/${props.project.id}/import`}>
            <FileUp size={16} />
            {sayLater('imports.start')}
          </a>
          <Show when={mayManage(props.project)}>
            <a class={buttonClass('plain')} href={`/p/${props.project.id}/settings`}>
              <SlidersHorizontal size={16} />
              {sayLater('empty.adapt')}
            </a>
          </Show>
        </div>
      </Show>
      <Suspense>
        <Show when={creating()}>
          <NewRecord project={props.project} onClose={() => setCreating(false)} />
        </Show>
      </Suspense>
    </section>
  )
}
