import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import type {
  CommentAnswer,
  HistoryAnswer,
  HistoryEntry,
  ProjectAnswer,
  RecordAnswer,
} from '../../../core/api/answers.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import css from './activity.module.css'
import { Change } from './change.tsx'
import { Comment } from './comment.tsx'
import { CommentForm } from './comment-form.tsx'

type Item = { at: string; comment: CommentAnswer } | { at: string; entry: HistoryEntry }

/** Comments and changes in one stream, newest first. */
export function Activity(props: { record: RecordAnswer; project: ProjectAnswer }) {
  const [filter, setFilter] = createSignal<'all' | 'comments' | 'changes'>('all')
  const comments = useQuery(
    () => ({
      queryKey: ['comments', props.record.id],
      queryFn: async () =>
        (await api<{ comments: CommentAnswer[] }>('GET', `/api/records/${props.record.id}/comments`)).comments,
      enabled: props.project.parts.comments,
    }),
    () => cache,
  )
  const history = useInfiniteQuery(
    () => ({
      queryKey: ['history', props.record.id],
      queryFn: ({ pageParam }: { pageParam: string }) =>
        api<HistoryAnswer>('GET', `/api/records/${props.record.id}/history${pageParam ? `?cursor=${pageParam}` : ''}`),
      initialPageParam: '',
      getNextPageParam: (lastPage: HistoryAnswer) => lastPage.next ?? undefined,
    }),
    () => cache,
  )
  const comment = trackLatestValue(comments)
  const pages = trackLatestValue(history)
  const items = (): Item[] => {
    const items: Item[] =
      filter() === 'changes' ? [] : (comment() ?? []).map((comment) => ({ at: comment.at, comment }))
    const entries = filter() === 'comments' ? [] : (pages()?.pages.flatMap((page) => page.entries) ?? [])
    const changed: Item[] = entries.map((entry) => ({ at: entry.at, entry }))
    return [...items, ...changed].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  }
  return (
    <section class={css.stream} aria-label={t('stream.label')}>
      <div class={css.top}>
        <h2 class={css.heading}>{t('stream.label')}</h2>
        <For each={['all', 'comments', 'changes'] as const}>
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
      <ol class={css.items}>
        <For each={items()}>
          {(item) => (
            <li>
              <Switch>
                <Match when={'comment' in item && item.comment}>
                  {(comment) => <Comment comment={comment()} record={props.record.id} />}
                </Match>
                <Match when={'entry' in item && item.entry}>
                  {(entry) => <Change entry={entry()} project={props.project} />}
                </Match>
              </Switch>
            </li>
          )}
        </For>
      </ol>
      <Show when={filter() !== 'comments' && history.hasNextPage}>
        <Button variant="plain" size="small" onClick={() => void history.fetchNextPage()}>
          {t('stream.older')}
        </Button>
      </Show>
    </section>
  )
}
