import { onCleanup } from 'solid-js'
import type { LiveEvent } from '../../core/api/changes/live.ts'

/** What has changed in a project: these records, or nobody says which (null). */
export interface ProjectNews {
  project: string
  records: Set<string> | null
}

const followers = new Set<(news: ProjectNews) => void>()

/** Tells every mounted view of what an event names; `connect.ts` calls it. */
export function publishNews(projects: Extract<LiveEvent, { projects: unknown }>['projects']): void {
  for (const { id, records } of projects)
    for (const follower of followers) follower({ project: id, records: records && new Set(records) })
}

/** So many records the API takes at once. */
const MOST_RECORDS = 200

/** Runs `read` for as many records at a time as the API takes. */
export async function inPages(records: Iterable<string>, read: (page: string[]) => Promise<void>): Promise<void> {
  const all = [...records]
  for (let start = 0; start < all.length; start += MOST_RECORDS) await read(all.slice(start, start + MOST_RECORDS))
}

/** A view reads at most so often. */
const PAUSE = 1000
/** Where nobody says which records (who sees but a part hears no ids) all of the view is read, which costs twenty times as much. */
const PAUSE_WHOLE = 10_000
/** Figures of many records, which nobody reads by the second. */
export const PAUSE_FIGURES = 60_000
/** After a read that failed. */
const RETRY = 3_000

/**
 * Has a view follow what others change. `concerns` says what of a project's news it shows (null: whatever it shows; an empty set:
 * nothing); `read` asks for that. It is called at most once a second (whole views: ten), one call at a time, and not before
 * somebody looks at the tab; what comes meanwhile is gathered. `isBusy`: something is in somebody's hand (a card that is dragged), so the view waits.
 */
export function followNews({
  concerns,
  read,
  isBusy = () => false,
  pauseWhole = PAUSE_WHOLE,
}: {
  concerns: (news: ProjectNews) => ReadonlySet<string> | null
  read: (records: ReadonlySet<string> | null) => Promise<void>
  isBusy?: () => boolean
  /** ms between two reads of all of it */
  pauseWhole?: number
}): void {
  let gathered: Set<string> | null = new Set()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastRead = 0
  let last: 'named' | 'whole' | 'failed' = 'named'
  let reading = false

  function hear(news: ProjectNews): void {
    const concerned = concerns(news)
    if (concerned?.size === 0) return
    gathered = gathered && concerned && new Set([...gathered, ...concerned])
    plan()
  }

  function plan(): void {
    // A view that is gone asks no more, though its last read may have failed.
    if (!followers.has(hear) || timer !== undefined || reading || document.hidden || gathered?.size === 0) return
    const pause = last === 'failed' ? RETRY : gathered === null && last === 'whole' ? pauseWhole : PAUSE
    timer = setTimeout(() => void run(), Math.max(0, lastRead + pause - Date.now()))
  }

  async function run(): Promise<void> {
    timer = undefined
    if (document.hidden) return
    if (isBusy()) {
      timer = setTimeout(() => void run(), 200)
      return
    }
    const records = gathered
    gathered = new Set()
    reading = true
    lastRead = Date.now()
    last = records ? 'named' : 'whole'
    try {
      await read(records)
    } catch {
      // A line that isn't there yet: what was gathered is asked for again.
      gathered = gathered && records && new Set([...gathered, ...records])
      last = 'failed'
    } finally {
      reading = false
      plan()
    }
  }

  followers.add(hear)
  document.addEventListener('visibilitychange', plan)
  onCleanup(() => {
    followers.delete(hear)
    document.removeEventListener('visibilitychange', plan)
    clearTimeout(timer)
  })
}
