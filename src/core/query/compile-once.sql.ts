import { type Catalog, isSameJson } from '../model/index.ts'
import type { Sql } from '../sql/index.ts'
import type { SqlScope } from './scope.sql.ts'

/*
 * Compiling a record's answer costs as much CPU as all else that a request for it does, and comes out the same each time,
 * as long as the catalog is the same and no formula asks what day it is. So it is kept beside the catalog.
 */

const sqlCache = new WeakMap<Catalog, Map<string, Sql | null>>()

/** Boards can ask for any choice of fields. */
const MOST = 200

/** More than a year, so that no part of a date stays the same. */
const MUCH_LATER = 400 * 86_400_000

/**
 * What `compile` makes of the scope, kept under `key` for the scope's project: the key must say all else that it depends on.
 * SQL that depends on the time or on who asks is compiled anew each time; whether it does is found out by compiling it for another.
 */
export function compileOnce(scope: SqlScope, key: string, compile: (scope: SqlScope) => Sql): Sql {
  const ofCatalog = sqlCache.get(scope.catalog) ?? new Map<string, Sql | null>()
  sqlCache.set(scope.catalog, ofCatalog)
  const cacheKey = `${scope.project.id} ${scope.row} ${key}`
  const known = ofCatalog.get(cacheKey)
  if (known) return known
  const compiled = compile(scope)
  if (known === null || ofCatalog.size >= MOST) return compiled
  const other = compile({ ...scope, now: scope.now + MUCH_LATER, me: -1 })
  const same = compiled.text === other.text && isSameJson(compiled.values, other.values)
  ofCatalog.set(cacheKey, same ? compiled : null)
  return compiled
}
