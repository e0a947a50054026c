import type { LivePlace } from '../../src/core/api/changes/live.ts'
import type { Catalog } from '../../src/core/model/index.ts'
import type { Access } from '../../src/core/permissions/index.ts'
import { runBatch } from '../db/batch.ts'
import type { Database } from '../db/client.ts'
import { accessFor, type Connection } from './connection.ts'
import { type OpenSocket, openSockets } from './open-socket.ts'
import { fieldSeen, type PlaceRecord, type Present, type StatedPlace, selectPlaceRecords } from './place.ts'

/** A page that has a record open pings every four seconds (src/client/live/connection.ts); who hasn't for so long is gone. */
const SILENT_AFTER = 9_000

/**
 * Who has which record open, and tells every socket of those that its person may see. Where somebody is, is kept with their socket
 * while the hub hibernates; what decides who may hear of it (the record's project and owners) is read anew when the record changes.
 */
export class Presence {
  readonly #state: DurableObjectState
  /** what a socket has heard last; forgotten while the hub hibernates */
  readonly #told = new WeakMap<WebSocket, string>()

  constructor(state: DurableObjectState) {
    this.#state = state
  }

  /** Somebody has opened a record, writes in it, or has left it. */
  arrive({ socket, connection }: OpenSocket, place: LivePlace | null): void {
    const record = Number(place?.record)
    const stated: StatedPlace | null = place && Number.isSafeInteger(record) ? { record, field: place.field } : null
    const isSame = connection.at?.record === stated?.record
    const { at: _, placeRecord, ...rest } = connection
    socket.serializeAttachment({
      ...rest,
      ...(stated && { at: stated, saidAt: Date.now() }),
      ...(stated && isSame && placeRecord && { placeRecord }),
    })
  }

  /** These records have changed: whose they are has to be read anew. */
  forget(isChanged: (record: number) => boolean): void {
    for (const { socket, connection } of openSockets(this.#state)) {
      const { placeRecord, ...rest } = connection
      if (placeRecord && isChanged(placeRecord.id)) socket.serializeAttachment(rest)
    }
  }

  isEmpty(): boolean {
    return openSockets(this.#state).every(({ connection }) => !connection.at && !connection.seesSomebody)
  }

  /** Tells every socket for which something has changed. Answers whether two people are at one record, who want to see each other leave. */
  async tell(db: Database, catalog: Catalog): Promise<boolean> {
    await this.#readRecords(db)
    const sockets = openSockets(this.#state).flatMap(({ socket, connection }) => {
      const access = accessFor(catalog, connection)
      return access && connection.rights !== null ? [{ socket, connection, access }] : []
    })
    const present = catalog.workspace.presence ? sockets.flatMap((one) => this.#presentAt(catalog, one)) : []
    for (const { socket, access } of sockets) this.#send(socket, seenBy(catalog, access, present))
    const people = new Set(present.map(({ record, person }) => `${record.id} ${person}`))
    return people.size > new Set(present.map(({ record }) => record.id)).size
  }

  #send(socket: WebSocket, seen: readonly Present[]): void {
    const connection = socket.deserializeAttachment() as Connection
    const seesSomebody = seen.length > 0
    const message = JSON.stringify({ presence: seen })
    if (seesSomebody ? this.#told.get(socket) === message : !connection.seesSomebody) return
    this.#told.set(socket, message)
    if (seesSomebody !== (connection.seesSomebody ?? false)) socket.serializeAttachment({ ...connection, seesSomebody })
    try {
      socket.send(message)
    } catch (error) {
      console.error('a socket was not told', error)
    }
  }

  /** A record that isn't there any more is left out: nobody can be at it. */
  async #readRecords(db: Database): Promise<void> {
    const unread = openSockets(this.#state).filter(({ connection }) => connection.at && !connection.placeRecord)
    if (unread.length === 0) return
    const ids = [...new Set(unread.map(({ connection }) => connection.at!.record))]
    const [rows] = await runBatch(db, [selectPlaceRecords(ids)])
    const records = new Map(
      rows.map(({ id, project, owners }) => [id, { id, project, owners: JSON.parse(owners) as number[] }]),
    )
    for (const { socket } of unread) {
      const connection = socket.deserializeAttachment() as Connection
      const placeRecord = connection.at && records.get(connection.at.record)
      if (placeRecord) socket.serializeAttachment({ ...connection, placeRecord })
    }
  }

  /** Where this one is, if it is still there and may be. */
  #presentAt(catalog: Catalog, { socket, connection, access }: OpenSocket & { access: Access }): PersonAt[] {
    const { at, placeRecord: record, saidAt = 0, person } = connection
    if (!at || !record) return []
    const heardAt = Math.max(saidAt, this.#state.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0)
    if (Date.now() - heardAt > SILENT_AFTER) return []
    const field = fieldSeen(catalog, access, record, at.field)
    return field === undefined ? [] : [{ person, record, field }]
  }
}

interface PersonAt {
  person: number
  record: PlaceRecord
  field: string | null
}

/** Once a person and record, however many browsers they have it open in; in which of them they write counts. */
function seenBy(catalog: Catalog, access: Access, present: readonly PersonAt[]): Present[] {
  const seen = new Map<string, Present>()
  for (const { person, record, field: stated } of present) {
    const field = person === access.person.id ? undefined : fieldSeen(catalog, access, record, stated)
    if (field === undefined) continue
    const key = `${record.id} ${person}`
    seen.set(key, { record: String(record.id), person: String(person), field: field ?? seen.get(key)?.field ?? null })
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}
