import { createHash } from 'node:crypto'
import type { Catalog } from '../../src/core/model/index.ts'
import { type Access, accessOf, type KeyScope, rightsOf } from '../../src/core/permissions/index.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { PlaceRecord, StatedPlace } from './place.ts'

/** Why a socket is closed, as a close code (api.md, live). */
export const Close = {
  unsupported: 1003,
  signedOut: 4001,
  /** come again */
  rightsChanged: 4003,
  flood: 4008,
  tooBig: 4009,
  tooMany: 4010,
} as const

/** Whose socket it is: by a session or a key. */
export interface Connected {
  person: number
  session: number | null
  key: KeyScope | null
}

/** What is kept with a socket while it hibernates: 16 KB at most. */
export interface Connection extends Connected {
  /** a digest of what they may do; null until it is known */
  rights: string | null
  /** the last seq that its page has heard of, until it is up to date; null begins now */
  behind?: number | null
  /** which record its person has open */
  at?: StatedPlace
  /** when that was said, in ms */
  saidAt?: number
  /** the same record, once it is read; missing where it isn't there */
  placeRecord?: PlaceRecord
  /** it has been told of somebody, and not yet that nobody is there any more */
  seesSomebody?: boolean
}

/** What the person may see; null where they are no more. */
export function accessFor(catalog: Catalog, { person: id, key }: Connected): Access | null {
  const person = catalog.people.find((one) => one.id === id)
  if (!person || person.deactivated) return null
  if (key && !rightsOf(catalog, person.role).workspace.keys) return null
  return accessOf(catalog, person, { key })
}

/** Changes whenever what somebody may see or do does; a new list or field is no such thing. */
export const rightsDigest = ({ rights, person, colleagues }: Access): string =>
  createHash('sha256')
    .update(JSON.stringify([person.role, rights, colleagues]))
    .digest('base64')
    .slice(0, 16)

/** The sessions and keys of these that are still good. */
export function selectLiving(
  connections: readonly Connected[],
  now: number,
): readonly [Sql<{ id: number }>, Sql<{ id: number }>] {
  const sessions = JSON.stringify([...new Set(connections.flatMap(({ session }) => session ?? []))])
  const keys = JSON.stringify([...new Set(connections.flatMap(({ key }) => key?.id ?? []))])
  return [
    sql`SELECT s.id FROM json_each(${sessions}) w CROSS JOIN sessions s ON s.id = w.value WHERE s.expires_at > ${now}`,
    sql`SELECT k.id FROM json_each(${keys}) w CROSS JOIN keys k ON k.id = w.value
      WHERE k.revoked_at IS NULL AND coalesce(k.expires_at, ${now + 1}) > ${now}`,
  ]
}
