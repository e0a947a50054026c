import type { LiveEvent } from '../../core/api/changes/live.ts'
import { cache } from '../cache.ts'
import { refetchAll } from '../changes/record-events.ts'
import { hasQueued } from '../mutation-queue.ts'
import { publishNews } from './follow.ts'
import { firstSeq, isOwnEcho } from './seqs.ts'
import { listenShared } from './shared.ts'

let since: number | null = null
let connected = false

/** Begins to listen to what others change, once a tab. Loaded after the first paint. */
export function connect(): void {
  if (connected) return
  connected = true
  since = firstSeq()
  listenShared({ since: () => since, onEvent: hear, onRightsChanged: () => void readAllAnew() })
}

function hear(event: LiveEvent): void {
  const before = since
  since = Math.max(since ?? 0, event.seq)
  if ('reload' in event) {
    // Another database stands behind this address by now, or this one has gone back.
    since = event.seq
    void refetchAll()
    return
  }
  if (before !== null && isOwnEcho(before, event.seq)) return
  for (const { id, catalog } of event.projects) if (catalog) refreshCatalog(id)
  refreshRecords(event.projects)
  publishNews(event.projects)
}

/** Settings of a project, or of the workspace ('0'): what every screen shares. */
function refreshCatalog(project: string): void {
  void cache.invalidateQueries({ queryKey: ['projects'] })
  if (project !== '0') return
  for (const key of ['dashboards', 'people', 'roles', 'teams']) void cache.invalidateQueries({ queryKey: [key] })
}

/** What of these records is on screen by itself: in a panel or on their page, with their comments and history. */
function refreshRecords(projects: Extract<LiveEvent, { projects: unknown }>['projects']): void {
  const named = new Set(projects.flatMap(({ records }) => records ?? []))
  const isUnnamed = projects.some(({ records }) => records === null)
  void cache.invalidateQueries({
    predicate: ({ queryKey }) => {
      const [kind, id] = queryKey.map(String)
      if (!id || !RECORD_KINDS.has(kind!) || !(isUnnamed || named.has(id))) return false
      // The answer to one's own change has all of it.
      return !(kind === 'record' && hasQueued(id))
    },
  })
}

const RECORD_KINDS = new Set(['record', 'history', 'comments', 'files'])

async function readAllAnew(): Promise<void> {
  await cache.invalidateQueries({ queryKey: ['me'] })
  await refetchAll()
}
