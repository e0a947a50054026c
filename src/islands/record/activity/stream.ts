import { type InfiniteData, useInfiniteQuery } from '@tanstack/solid-query'
import type { Accessor } from 'solid-js'
import { api, pathOfPage } from '../../../client/api.ts'
import { cache, setCached } from '../../../client/cache.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import type {
  CommentAnswer,
  HistoryAnswer,
  HistoryEntry,
  ProjectAnswer,
  RecordAnswer,
} from '../../../core/api/answers.ts'

/** A comment, or what one person changed within a minute, newest first. */
type Item = { at: string; comment: CommentAnswer } | { at: string; entries: HistoryEntry[] }
export type Shown = 'all' | 'comments' | 'changes'

interface CommentsPage {
  comments: CommentAnswer[]
  next: string | null
}

const PAGE = 50

/**
 * A record's comments and changes as one stream, newest first. Each comes in pages of its own: what is older than the end of one
 * that goes on isn't shown yet, or something would come to stand in between when it is loaded.
 */
export function useStream(of: () => { record: RecordAnswer; project: ProjectAnswer }, shown: Accessor<Shown>) {
  const comments = usePages<CommentsPage>(
    () => ['comments', of().record.id],
    () => `/api/records/${of().record.id}/comments?order=newest&limit=${PAGE}`,
    () => of().project.parts.comments,
  )
  const history = usePages<HistoryAnswer>(
    () => ['history', of().record.id],
    () => `/api/records/${of().record.id}/history?limit=${PAGE}`,
  )
  const lists = () => [
    ...(shown() === 'changes'
      ? []
      : [{ ...comments, items: comments.pages().flatMap((page) => page.comments.map(commentItem)) }]),
    ...(shown() === 'comments'
      ? []
      : [{ ...history, items: history.pages().flatMap((page) => page.entries.map(entryItem)) }]),
  ]
  const going = () => lists().filter((list) => list.hasNext())
  const end = (items: readonly Item[]) => items.at(-1)?.at ?? ''
  const horizon = () =>
    going()
      .map(({ items }) => end(items))
      .sort()
      .at(-1) ?? ''
  return {
    items: (): Item[] =>
      joined(
        lists()
          .flatMap(({ items }) => items.filter(({ at }) => at >= horizon()))
          .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
      ),
    hasOlder: () => going().length > 0,
    loadOlder() {
      const from = horizon()
      for (const list of going()) if (end(list.items) === from) list.fetchNext()
    },
  }
}

/** What is there already stays the same object, or whoever edits a comment would lose their editor when another comes. */
const known = new WeakMap<object, Item>()
function itemOf<T extends object>(source: T, make: (source: T) => Item): Item {
  const item = known.get(source) ?? make(source)
  known.set(source, item)
  return item
}
const commentItem = (comment: CommentAnswer): Item => itemOf(comment, (comment) => ({ at: comment.at, comment }))
const entryItem = (entry: HistoryEntry): Item => itemOf(entry, (entry) => ({ at: entry.at, entries: [entry] }))

const MINUTE = 60_000
/** Values that were changed; what happened to the record as a whole has a line of its own. */
const JOINED = new Set(['updated', 'moved'])

function joined(items: Item[]): Item[] {
  const groups: Item[] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last && 'entries' in last && 'entries' in item && belong(last.entries[0]!, item.entries[0]!)) {
      groups[groups.length - 1] = { at: last.at, entries: [...last.entries, ...item.entries] }
    } else groups.push(item)
  }
  return groups.map(keep)
}

const belong = (newest: HistoryEntry, next: HistoryEntry): boolean =>
  JOINED.has(newest.kind) &&
  JOINED.has(next.kind) &&
  newest.by.person !== undefined &&
  newest.by.person?.id === next.by.person?.id &&
  Boolean(newest.by.import) === Boolean(next.by.import) &&
  newest.by.automation?.id === next.by.automation?.id &&
  Boolean(newest.undone) === Boolean(next.undone) &&
  Date.parse(newest.at) - Date.parse(next.at) < MINUTE

const groupOf = new WeakMap<HistoryEntry, Item>()
/** The same group again where nothing was added to it. */
function keep(item: Item): Item {
  if (!('entries' in item) || item.entries.length === 1) return item
  const before = groupOf.get(item.entries[0]!)
  if (
    before &&
    'entries' in before &&
    before.entries.every((entry, i) => entry === item.entries[i]) &&
    before.entries.length === item.entries.length
  )
    return before
  groupOf.set(item.entries[0]!, item)
  return item
}

function usePages<P extends { next: string | null }>(
  key: () => string[],
  path: () => string,
  enabled: () => boolean = () => true,
) {
  const query = useInfiniteQuery(
    () => ({
      queryKey: key(),
      queryFn: ({ pageParam }: { pageParam: string }) => api<P>('GET', pathOfPage(path(), pageParam)),
      initialPageParam: '',
      getNextPageParam: (lastPage: P) => lastPage.next,
      enabled: enabled(),
    }),
    () => cache,
  )
  const latest = trackLatestValue(query as { isPending: boolean; data: { pages: P[] } | undefined })
  return {
    pages: (): P[] => latest()?.pages ?? [],
    hasNext: () => query.hasNextPage,
    fetchNext: () => void query.fetchNextPage(),
  }
}

/** Shows a comment that was just written, before the list is read again. */
export function addComment(record: string, comment: CommentAnswer): void {
  const queryKey = ['comments', record]
  const wasReading = setCached<InfiniteData<CommentsPage>>(queryKey, (data) => {
    const [first, ...others] = data?.pages ?? []
    return data && first && { ...data, pages: [{ ...first, comments: [comment, ...first.comments] }, ...others] }
  })
  if (wasReading) void cache.refetchQueries({ queryKey })
}
