import type { LiveEvent } from '../../core/api/changes/live.ts'
import { api } from '../api.ts'
import { cache, readAnew } from '../cache.ts'
import { refreshNotifications } from '../notifications/notifications.ts'
import { startOfflineQueue } from '../offline/queue.ts'
import { refetchAll } from '../records/events.ts'
import { expireRecords } from '../records/store.ts'
import { pathSince } from './connection.ts'
import { publishNews } from './follow.ts'
import { setPresent } from './presence.ts'
import { forgetOwnSeqs, isOwnEcho, startingSeq } from './seqs.ts'
import { listenShared } from './shared.ts'

let since: number | null = null
let connected = false

/** Begins to listen to what others change, and to keep what can't be sent, once a tab. Loaded after the first paint. */
export function connect(person: string): void {
  if (connected) return
  connected = true
  void startOfflineQueue(person)
  since = startingSeq(hearAnswer)
  listenShared({
    since: () => since,
    onEvent: hear,
    onRightsChanged: () => void readAllAnew(),
    onPresence: setPresent,
    onNotice: () => void refreshNotifications(),
  })
}

function hear(event: LiveEvent): void {
  const before = since
  since = Math.max(since ?? 0, event.seq)
  if ('reload' in event) {
    // Another database stands behind this address by now, or this one has gone back.
    if (event.seq < (before ?? 0)) {
      forgetOwnSeqs()
      expireRecords()
    }
    since = event.seq
    void refetchAll()
  } else if (before === null || !isOwnEcho(before, event.seq)) take(event.projects)
}

type Projects = Extract<LiveEvent, { projects: unknown }>['projects']

function take(projects: Projects): void {
  // Who hears no names may have missed a change of settings.
  if (projects.some(({ catalog, records }) => catalog || records === null)) refreshCatalog(projects)
  const named = new Set(projects.flatMap(({ records }) => records ?? []))
  const isUnnamed = projects.some(({ records }) => records === null)
  // What isn't on screen is read anew when it is opened; what is, follows by itself.
  void cache.invalidateQueries({
    predicate: ({ queryKey: [kind, id] }) => RECORD_KINDS.has(String(kind)) && (isUnnamed || named.has(String(id))),
    refetchType: 'none',
  })
  publishNews(projects)
}

const RECORD_KINDS = new Set(['record', 'history', 'comments', 'files'])

/** Settings of a project, or of the workspace ('0'): what every screen shares. */
function refreshCatalog(projects: Projects): void {
  for (const key of ['projects', 'automations', 'webhooks', 'inbound']) void readAnew([key])
  // A field may reference records that are on screen, or no longer.
  void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === 'referenced-by' })
  if (!projects.some(({ id }) => id === '0')) return
  for (const key of ['dashboards', 'dashboard', 'dashboard-data', 'people', 'roles', 'teams'])
    void cache.invalidateQueries({ queryKey: [key] })
}

let oldestLate: number | null = null

/** An answer that was on its way while an event was told is older than that: what it lacks is told again. */
function hearAnswer(seq: number): void {
  if (since === null || seq >= since || since - seq > 1000) return
  if (oldestLate === null)
    setTimeout(() => {
      const from = oldestLate
      oldestLate = null
      api<LiveEvent>('GET', pathSince(from)).then(
        (event) => 'projects' in event && take(event.projects),
        () => {},
      )
    }, 200)
  oldestLate = Math.min(oldestLate ?? seq, seq)
}

async function readAllAnew(): Promise<void> {
  await cache.invalidateQueries({ queryKey: ['me'] })
  await refetchAll()
}
