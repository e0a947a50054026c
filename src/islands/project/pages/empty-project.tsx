import FileUp from 'lucide-solid/icons/file-up'
import LayoutTemplate from 'lucide-solid/icons/layout-template'
import Plus from 'lucide-solid/icons/plus'
import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import { createEffect, createSignal, Show, Suspense } from 'solid-js'
import { mutateSettings } from '../../../client/mutate-settings.ts'
import { currentRoute, navigateTo } from '../../../client/route.ts'
import { mayEdit, mayManage } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { Shape } from '../../../core/model/shape.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { ProjectIcon } from '../../../parts/project-icon.tsx'
import { Button, buttonClass } from '../../../widgets/button.tsx'
import css from './empty-project.module.css'

const NewRecord = lazyPart(() => import('../new-record.tsx'))
const StartTemplate = lazyPart(() => import('./start-template.tsx'))

/** With as many fields of its own, a project isn't bare any more. */
const FEW = 3

/** The project that has just started from a template: what it offers next takes the focus, on whichever view it is then. */
const [started, setStarted] = createSignal<string>()

async function start({ id, name }: ProjectAnswer, shape: Shape): Promise<void> {
  const undoText = sayLater('start.done', { name, template: sayLater(`start.${shape}`) })
  if (!(await mutateSettings('POST', `/api/projects/${id}/template`, { template: shape }, { undoText }))) return
  if (currentRoute().parts[1] !== id) return
  await navigateTo(`/p/${id}`, { replace: true })
  setStarted(id)
}

/** A project without a record: what it is for, and how to begin. */
export default function EmptyProject(props: { project: ProjectAnswer }) {
  const [creating, setCreating] = createSignal(false)
  const [choosing, setChoosing] = createSignal(false)
  let newButton: HTMLButtonElement | undefined
  createEffect(() => {
    if (started() !== props.project.id) return
    setStarted(undefined)
    newButton?.focus()
  })
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
          <Button ref={newButton} variant="outline" onClick={() => setCreating(true)}>
            <Plus size={16} />
            {t('project.new', { record: props.project.recordName })}
          </Button>
          <a class={buttonClass('outline')} href={`/p/${props.project.id}/import`}>
            <FileUp size={16} />
            {sayLater('imports.start')}
          </a>
          <Show when={mayManage(props.project) && props.project.fields.length < FEW}>
            <Button variant="outline" onClick={() => setChoosing(true)}>
              <LayoutTemplate size={16} />
              {sayLater('start.title')}
            </Button>
          </Show>
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
        <Show when={choosing()}>
          <StartTemplate
            onClose={() => setChoosing(false)}
            onChoose={(shape) => {
              setChoosing(false)
              void start(props.project, shape)
            }}
          />
        </Show>
      </Suspense>
    </section>
  )
}
