import { useInfiniteQuery } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { refreshTags } from '../../../client/changes/refresh-tags.ts'
import { toastUndo } from '../../../client/changes/undo-toast.ts'
import { toastError } from '../../../client/error-message.ts'
import { ago, daysSince, instant, money } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { followNews } from '../../../client/live/follow.ts'
import { publishRecord, subscribeRecords } from '../../../client/records/events.ts'
import { onceSettled } from '../../../client/records/once-settled.ts'
import { subscribeChanges } from '../../../client/records/store.ts'
import { currentRoute } from '../../../client/route.ts'
import { mayEdit } from '../../../client/workspace.ts'
import type { ProjectAnswer, QueryAnswer, RecordAnswer } from '../../../core/api/answers.ts'
import { BIN_DAYS } from '../../../core/model/bin.ts'
import { sayLater } from '../../../i18n/later.ts'
import { kindOf } from '../../../parts/field-types/index.ts'
import { Loading } from '../../../parts/loading.tsx'
import { Button } from '../../../widgets/button.tsx'
import { Chip } from '../../../widgets/chip.tsx'
import { Message } from '../../../widgets/message.tsx'
import { NOTHING } from '../shown-news.ts'
import { MoreButton } from './more-button.tsx'
import css from './pages.module.css'

type Place = 'archive' | 'bin'

/** Who wants to keep something is told so many days before. */
const SOON = 3

/** How either is asked for, and how a record leaves it. */
const PLACES = {
  archive: { filter: 'archived', since: 'archivedAt', method: 'DELETE', path: 'archive', icon: Archive },
  bin: { filter: 'bin', since: 'deletedAt', method: 'PUT', path: 'restore', icon: Trash },
} as const

/** The records in the project's archive or bin, the last one first; each can be brought back. */
export function StoredRecords(props: { project: ProjectAnswer; place: Place }) {
  const place = PLACES[props.place]
  const [search, setSearch] = createSignal(currentRoute().search.get('q') ?? '')
  const key = () => ['stored', props.project.id, props.place, search()]
  const moneyField = () => props.project.fields.find(({ type }) => kindOf(type) === 'money')
  const query = useInfiniteQuery(
    () => ({
      queryKey: key(),
      queryFn: ({ pageParam }: { pageParam: string }) =>
        api<QueryAnswer>('POST', `/api/projects/${props.project.id}/query`, {
          filter: { field: place.filter, op: 'eq', value: true },
          sort: [{ field: 'updatedAt', desc: true }],
          fields: [moneyField()?.id].filter(Boolean),
          count: pageParam === '',
          limit: 50,
          ...(search() && { search: search() }),
          ...(pageParam && { cursor: pageParam }),
        }),
      initialPageParam: '',
      getNextPageParam: (last: QueryAnswer) => last.next,
    }),
    () => cache,
  )
  const read = () => cache.invalidateQueries({ queryKey: ['stored', props.project.id] })
  followNews({ concerns: ({ project }) => (project === props.project.id ? null : NOTHING), read })
  onCleanup(subscribeRecords(() => void read()))
  const readSettled = onceSettled(() => void read())
  onCleanup(
    subscribeChanges(
      ({ record, cause }) => cause === 'write' && record.project === props.project.id && readSettled(record.id),
    ),
  )
  const pages = trackLatestValue(query as { isPending: boolean; data: { pages: QueryAnswer[] } | undefined })
  const records = () => pages()?.pages.flatMap((page) => page.records)
  let timer: ReturnType<typeof setTimeout>

  async function bringBack(record: RecordAnswer): Promise<void> {
    try {
      const path = `/api/records/${record.id}/${place.path}`
      const answer = await api<{ record: RecordAnswer; change: string }>(place.method, path)
      publishRecord({ kind: 'created', record: answer.record })
      void refreshTags(props.project.id)
      toastUndo(sayLater(`stored.restored.${props.place}`, { title: record.title }), answer.change)
    } catch (error) {
      await toastError(error)
      void read()
    }
  }

  return (
    <Loading query={query} when={records()}>
      {(all) => (
        <Show
          when={all().length > 0 || search()}
          fallback={
            <Message
              icon={<place.icon size={28} stroke-width={1.5} />}
              title={sayLater(`stored.none.${props.place}`)}
              text={sayLater(`stored.noneText.${props.place}`, { days: BIN_DAYS })}
            />
          }
        >
          <div class={css.tools}>
            <input
              type="search"
              class={css.search}
              placeholder={sayLater('stored.search')}
              aria-label={sayLater('stored.search')}
              value={search()}
              onInput={(event) => {
                const text = event.currentTarget.value.trim()
                clearTimeout(timer)
                timer = setTimeout(() => setSearch(text), 200)
              }}
            />
            <span class={css.soft} role="status">
              {sayLater('stored.count', { count: pages()?.pages[0]?.count ?? 0 })}
            </span>
          </div>
          <ul class={css.lines} aria-label={sayLater(`page.title.${props.place}`)}>
            <For each={all()} fallback={<li class={css.soft}>{sayLater('stored.nothing')}</li>}>
              {(record) => (
                <Stored
                  project={props.project}
                  place={props.place}
                  record={record}
                  amount={amountOf(record, moneyField()?.id)}
                  onBringBack={() => void bringBack(record)}
                />
              )}
            </For>
          </ul>
          <MoreButton query={query} />
        </Show>
      )}
    </Loading>
  )
}

function Stored(props: {
  project: ProjectAnswer
  place: Place
  record: RecordAnswer
  amount: string
  onBringBack: () => void
}) {
  const list = () => props.project.lists.find(({ id }) => id === props.record.list)
  const since = () => props.record[PLACES[props.place].since] ?? props.record.updatedAt
  return (
    <li class={css.line}>
      <div class={css.what}>
        <a class={css.name} title={props.record.title} href={`/p/${props.project.id}/r/${props.record.id}`}>
          {props.record.title}
        </a>
        <span class={css.soft}>
          <Show when={props.project.lists.length > 1 && list()}>
            {(one) => <Chip name={one().name} color={one().color} />}
          </Show>
          <span class={css.amount}>{props.amount}</span>
        </span>
      </div>
      <span class={css.when} title={instant(since())}>
        {sayLater(`stored.since.${props.place}`, { ago: ago(since()) })}
        <Show when={props.place === 'bin'}>
          <DaysLeft days={BIN_DAYS - daysSince(since())} />
        </Show>
      </span>
      <div class={css.actions}>
        <Show when={mayEdit(props.project)}>
          <Button
            size="small"
            aria-label={sayLater(`stored.restoreOf.${props.place}`, { name: props.record.title })}
            onClick={() => props.onBringBack()}
          >
            {sayLater(`stored.restore.${props.place}`)}
          </Button>
        </Show>
      </div>
    </li>
  )
}

/** Until it is gone for good. */
const DaysLeft = (props: { days: number }) => (
  <span class={css.left} data-soon={props.days <= SOON ? '' : undefined}>
    {props.days > 0 ? sayLater('stored.daysLeft', { count: props.days }) : sayLater('stored.goesSoon')}
  </span>
)

function amountOf({ values }: RecordAnswer, field: string | undefined): string {
  const value = (field === undefined ? null : values[field]) as { amount: string; currency: string } | null | undefined
  return value ? money(value.amount, value.currency) : ''
}
