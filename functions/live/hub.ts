import { DurableObject } from 'cloudflare:workers'
import type { LiveEvent } from '../../src/core/api/changes/live.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { LAST_SEQ } from '../db/history-seq.ts'
import type { Env } from '../env.ts'
import { NEVER, projectChanges, selectChangedRows } from './changes-since.ts'
import { accessFor, Close, type Connection, rightsDigest, selectLiving } from './connection.ts'
import { liveEventFor } from './live-event.ts'
import { FloodGuard, parseMessage } from './messages.ts'
import { notifySockets } from './notify-people.ts'
import { type OpenSocket, openSockets } from './open-socket.ts'
import { PacedNotices } from './paced-notices.ts'
import { Presence } from './presence.ts'
import { readVersion, StoredCatalog } from './stored-catalog.ts'

/** Changes that come within so many milliseconds are told at once. */
const GATHER = 100
/** Who arrives or leaves within so many milliseconds is told at once. */
const GATHER_PRESENCE = 250
/** While two people have one record open, whether both are still there is looked at so often. */
const WATCH_PRESENCE = 4_000
/** Open pages of one person, or of all their browsers together. */
const MOST_SOCKETS = 20
/** Pages that were cut off all come back at once: from so many places are they brought up to date in one turn. */
const MOST_BEHIND = 20

/** Up to where the sockets have been told, as it is stored. */
interface LastNotice {
  seq: number
  /** the catalog's */
  version: number
}
const LAST_NOTICE = 'told'

/**
 * Holds a WebSocket of each browser that has a page open, and tells it what has changed: names of records and projects, no data.
 * The page asks the API, with its own rights. What there is to tell is read from history, so a notification that was lost is made
 * good by the next one. Sockets hibernate: between two events nothing of this is in memory, and what has to last is either in a
 * socket's attachment (who it is, and from where it has to be brought up to date) or in storage (the last seq that was told).
 */
export class LiveHub extends DurableObject<Env> {
  #gathering: Promise<void> | null = null
  #queued: Promise<void> | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #checksAccess = false
  readonly #catalogs = new StoredCatalog(this.ctx, this.env)
  /** the newest that was read */
  #seq = 0
  readonly #restricted = new PacedNotices((socket, projects) => {
    const seq = this.#seq
    socket.send(JSON.stringify({ seq, projects: projects.map((id) => ({ id, records: null })) }))
  })
  readonly #presence = new Presence(this.ctx)
  readonly #floods = new FloodGuard()
  #presenceTimer: { timer: ReturnType<typeof setTimeout>; at: number } | null = null

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    // Answered without waking.
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** A socket of a person that live/routes.ts has let in. */
  override async fetch(request: Request): Promise<Response> {
    const connection = JSON.parse(request.headers.get('x-live')!) as Connection
    const { 0: client, 1: server } = new WebSocketPair()
    const tag = `person ${connection.person}`
    const isTooMany = this.ctx.getWebSockets(tag).length >= MOST_SOCKETS
    this.ctx.acceptWebSocket(server, [tag])
    server.serializeAttachment(connection)
    // A socket that is closed before it is answered hears of that only seconds later.
    if (isTooMany)
      this.ctx.waitUntil(scheduler.wait(50).then(() => server.close(Close.tooMany, 'too many connections')))
    else this.ctx.waitUntil(this.#tellSoon())
    return new Response(null, { status: 101, webSocket: client })
  }

  /** Something was written. Answers once it was told. */
  async notify(access: boolean): Promise<void> {
    if (this.ctx.getWebSockets().length === 0) return
    this.#checksAccess ||= access
    this.#gathering ??= scheduler.wait(GATHER).then(() => {
      this.#gathering = null
      return this.#tellSoon()
    })
    await this.#gathering
  }

  async notifyPeople(people: readonly number[]): Promise<void> {
    notifySockets(this.ctx, people)
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const parsedMessage = this.#floods.refusal(socket, Date.now()) ?? parseMessage(message)
    if (parsedMessage === 'ping') socket.send('pong')
    else if ('code' in parsedMessage) socket.close(parsedMessage.code, parsedMessage.reason)
    else {
      this.#presence.arrive({ socket, connection: socket.deserializeAttachment() as Connection }, parsedMessage.at)
      this.#tellPresenceIn(GATHER_PRESENCE)
    }
  }

  override webSocketClose(socket: WebSocket): void {
    if ((socket.deserializeAttachment() as Connection | null)?.at) this.#tellPresenceIn(GATHER_PRESENCE)
  }

  override webSocketError(socket: WebSocket): void {
    this.webSocketClose(socket)
  }

  #tellPresenceIn(pause: number): void {
    const dueAt = Date.now() + pause
    if (this.#presenceTimer) {
      if (this.#presenceTimer.at <= dueAt) return
      clearTimeout(this.#presenceTimer.timer)
    }
    const timer = setTimeout(() => {
      this.#presenceTimer = null
      this.ctx.waitUntil(this.#tellPresence())
    }, pause)
    this.#presenceTimer = { timer, at: dueAt }
  }

  async #tellPresence(version?: number): Promise<void> {
    const db = openDatabase(this.env.DB)
    const catalog = await this.#catalogs.at(version ?? (await readVersion(db)))
    if (await this.#presence.tell(db, catalog)) this.#tellPresenceIn(WATCH_PRESENCE)
  }

  /** One after the other, or a page would hear of the later change first; one that waits for its turn tells for all who ask meanwhile. */
  #tellSoon(): Promise<void> {
    this.#queued ??= this.#turn.then(async () => {
      this.#queued = null
      const checksAccess = this.#checksAccess
      this.#checksAccess = false
      try {
        await this.#tell(checksAccess)
      } catch (error) {
        this.#checksAccess ||= checksAccess
        throw error
      }
    })
    this.#turn = this.#queued.catch(() => {})
    return this.#queued
  }

  async #tell(checksAccess: boolean): Promise<void> {
    const sockets = openSockets(this.ctx)
    if (sockets.length === 0) return
    const previous = this.ctx.storage.kv.get<LastNotice>(LAST_NOTICE)
    const behind = [...new Set(sockets.flatMap(({ connection }) => connection.behind ?? []))].slice(0, MOST_BEHIND)
    const [[newest], rows, ...others] = await runBatch(openDatabase(this.env.DB), [
      sql<LastNotice>`SELECT ${LAST_SEQ} AS seq, (SELECT catalog_version FROM workspace) AS version`,
      selectChangedRows(previous?.seq ?? NEVER),
      ...behind.map((since) => selectChangedRows(since)),
    ])
    const { seq, version } = newest!
    this.#seq = seq
    const catalog = await this.#catalogs.at(version)
    const changes = projectChanges(rows)
    const isOtherCatalog = previous !== undefined && previous.version !== version
    // People and roles have no history of that kind.
    if (isOtherCatalog && !changes.some(({ project }) => project === 0))
      changes.push({ project: 0, records: new Set(), catalog: true })
    const checks = checksAccess || isOtherCatalog || sockets.some(({ connection }) => connection.rights === null)
    const living = checks ? await this.#signedIn(catalog, sockets) : sockets
    const missed = new Map(behind.map((since, i) => [since, projectChanges(others[i]!)]))
    for (const { socket, connection } of living) {
      // One that was closed meanwhile, or can't be written to, must not keep the others from hearing.
      if (socket.readyState !== WebSocket.OPEN) continue
      try {
        const access = accessFor(catalog, connection)
        if (!access) socket.close(Close.signedOut, 'signed out')
        else if (connection.behind !== undefined)
          this.#bringUpToDate(socket, connection, seq, (since) => {
            const changes = missed.get(since)
            return changes && liveEventFor(catalog, access, seq, changes)
          })
        else if (changes.length > 0) this.#send(socket, liveEventFor(catalog, access, seq, changes))
      } catch (error) {
        console.error('a socket was not told', error)
      }
    }
    this.#presence.forget((record) => changes.some(({ records }) => records === null || records.has(record)))
    if (!this.#presence.isEmpty()) await this.#tellPresence(version)
    if (seq !== previous?.seq || version !== previous.version)
      this.ctx.storage.kv.put(LAST_NOTICE, { seq, version } satisfies LastNotice)
  }

  /** Ends the sockets of who is signed out or may do something else by now; answers the others. */
  async #signedIn(catalog: Catalog, sockets: readonly OpenSocket[]): Promise<readonly OpenSocket[]> {
    const db = openDatabase(this.env.DB)
    const [sessions, keys] = await runBatch(
      db,
      selectLiving(
        sockets.map(({ connection }) => connection),
        Date.now(),
      ),
    )
    const living = { sessions: new Set(sessions.map(({ id }) => id)), keys: new Set(keys.map(({ id }) => id)) }
    return sockets.filter(({ socket, connection }) => {
      const access = accessFor(catalog, connection)
      const { session, key } = connection
      if (!access || (session !== null ? !living.sessions.has(session) : !living.keys.has(key!.id))) {
        socket.close(Close.signedOut, 'signed out')
        return false
      }
      const rights = rightsDigest(access)
      if (connection.rights !== null && connection.rights !== rights) {
        socket.close(Close.rightsChanged, 'rights changed')
        return false
      }
      connection.rights = rights
      socket.serializeAttachment(connection)
      return true
    })
  }

  /** `eventSince` has none where too many others were brought up to date in this turn: then it is the next one's. */
  #bringUpToDate(
    socket: WebSocket,
    { behind, ...upToDate }: Connection,
    seq: number,
    eventSince: (since: number) => LiveEvent | undefined,
  ): void {
    const since = behind ?? seq
    const event = since > seq ? { seq, reload: true } : behind === null ? { seq, projects: [] } : eventSince(since)
    if (!event) return void this.ctx.waitUntil(this.#tellSoon())
    socket.serializeAttachment(upToDate)
    socket.send(JSON.stringify(event))
  }

  #send(socket: WebSocket, event: LiveEvent): void {
    if ('reload' in event) {
      socket.send(JSON.stringify(event))
      return
    }
    const open = event.projects.filter(({ records }) => records !== null)
    const restricted = event.projects.flatMap(({ id, records }) => (records === null ? [id] : []))
    if (restricted.length > 0) this.#restricted.add(socket, restricted)
    if (open.length > 0) socket.send(JSON.stringify({ seq: event.seq, projects: open }))
  }
}
