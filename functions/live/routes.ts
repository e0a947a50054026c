import { type LiveEvent, liveEvent, liveQuery } from '../../src/core/api/changes/live.ts'
import { sql } from '../../src/core/sql/index.ts'
import { type Context, liveHub } from '../context/index.ts'
import { route } from '../http/route.ts'
import { NEVER, projectChanges, selectChangedRows, seqFrom } from './changes-since.ts'
import type { Connected, Connection } from './connection.ts'
import { liveEventFor } from './live-event.ts'

export const liveRoutes = [
  route({
    method: 'GET',
    path: '/api/live',
    summary: 'Follow changes',
    details:
      'A WebSocket: each message is what this answers without `Upgrade`. `since` is the last `seq` that was heard; without it only what comes from now on is told. A page may say `{"at": {"record", "field"}}`, or null, and hears `{"presence": […]}`: who else has a record open, and `{"notifications": true}`: one has others by now. Closes: 4001 signed out, 4003 rights changed: come again, 4008 flood, 4009 too big, 4010 too many.',
    tag: 'change',
    params: {},
    requires: 'person',
    query: liveQuery,
    response: liveEvent,
    example: { query: { since: '0' } },
    handler: async (context, _, { query: { since = null }, http }) =>
      http.req.header('upgrade')?.toLowerCase() === 'websocket'
        ? connect(context, http.req.url, since)
        : readEvent(context, since),
  }),
]

async function connect(context: Context, url: string, since: string | null): Promise<Response> {
  const connected = await connectedAs(context)
  const connection: Connection = { ...connected, rights: null, behind: since === null ? null : seqFrom(since) }
  const headers = { upgrade: 'websocket', 'x-live': JSON.stringify(connection) }
  return liveHub(context.env).fetch(new Request(url, { headers }))
}

async function connectedAs(context: Context): Promise<Connected> {
  const { credential, access, person } = context
  if (credential.kind === 'key') return { person: person.id, session: null, key: access.key }
  const token = context.requireSession()
  const id = await context.scalar(sql`SELECT id FROM sessions WHERE token = ${token}`)
  return { person: person.id, session: Number(id), key: null }
}

async function readEvent(context: Context, since: string | null): Promise<LiveEvent> {
  const from = since === null ? null : seqFrom(since)
  const [rows] = await context.batch(selectChangedRows(from ?? NEVER))
  const { seq } = context
  if (from !== null && from > seq) return { seq, reload: true }
  return liveEventFor(context.unfilteredCatalog, context.access, seq, projectChanges(rows))
}
