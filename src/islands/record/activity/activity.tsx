import { createSignal, For, Match, Show, Suspense, Switch } from 'solid-js'
import { currentRoute } from '../../../client/route.ts'
import type { ProjectAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Button } from '../../../widgets/button.tsx'
import css from './activity.module.css'
import { Change } from './change.tsx'
import { Comment } from './comment.tsx'
import { CommentForm } from './comment-form.tsx'
import { type Shown, useStream } from './stream.ts'

const RecordRuns = lazyPart(() => import('../../automations/runs/record-runs.tsx'))

/** Comments and changes in one stream, newest first. The comment box stays in sight: above it where it has a column of its own, else at the record's foot. */
export function Activity(props: { record: RecordAnswer; project: ProjectAnswer }) {
  // Whoever is told that automations did something is led to that.
  const requestedStream = currentRoute().search.get('stream')
  const [filter, setFilter] = createSignal<Shown | 'automations'>(
    requestedStream === 'automations' ? requestedStream : 'all',
  )
  let top!: HTMLDivElement
  const shown = (): Shown => (filter() === 'automations' ? 'all' : (filter() as Shown))
  const stream = useStream(() => props, shown)
  return (
    <section class={css.stream} aria-label={t('stream.label')}>
      <div ref={top} class={css.top}>
        <h2 class={css.heading}>{t('stream.label')}</h2>
        <For each={['all', 'comments', 'changes', 'automations'] as const}>
          {(kind) => (
            <Button variant="plain" size="small" aria-pressed={filter() === kind} onClick={() => setFilter(kind)}>
              {t(`stream.${kind}`)}
            </Button>
          )}
        </For>
      </div>
      <Show when={props.project.parts.comments && props.project.rights.access !== 'view'}>
        <CommentForm record={props.record.id} />
      </Show>
      <Show
        when={filter() !== 'automations'}
        fallback={
          <Suspense>
            <RecordRuns
              record={props.record.id}
              project={props.project}
              // Where they stand below the fields.
              onShown={() => requestedStream === 'automations' && top.scrollIntoView()}
            />
          </Suspense>
        }
      >
        <ol class={css.items}>
          <For each={stream.items()}>
            {(item) => (
              <li>
                <Switch>
                  <Match when={'comment' in item && item.comment}>
                    {(comment) => <Comment comment={comment()} record={props.record.id} project={props.project} />}
                  </Match>
                  <Match when={'entries' in item && item.entries}>
                    {(entries) => <Change entries={entries()} project={props.project} />}
                  </Match>
                </Switch>
              </li>
            )}
          </For>
        </ol>
        <Show when={stream.hasOlder()}>
          <Button variant="plain" size="small" class={css.older!} onClick={() => stream.loadOlder()}>
            {t('stream.older')}
          </Button>
        </Show>
      </Show>
    </section>
  )
}
