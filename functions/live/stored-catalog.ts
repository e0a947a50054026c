import type { Catalog } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import { loadCatalog } from '../context/index.ts'
import { runBatch } from '../db/batch.ts'
import type { Database } from '../db/client.ts'
import type { Env } from '../env.ts'

const KEY = 'catalog'

/**
 * The catalog as the hub needs it to know who may hear what. Kept in the hub's own storage under its version: it wakes a thousand
 * times a day, and would read all of the catalog's rows each time. Without people's names, which are no business of it.
 */
export class StoredCatalog {
  readonly #state: DurableObjectState
  readonly #env: Env
  #catalog: Catalog | null = null

  constructor(state: DurableObjectState, env: Env) {
    this.#state = state
    this.#env = env
  }

  async at(version: number): Promise<Catalog> {
    this.#catalog ??= this.#state.storage.kv.get<Catalog>(KEY) ?? null
    if (this.#catalog?.version !== version) {
      const loaded = await loadCatalog(this.#env)
      this.#catalog = { ...loaded, people: loaded.people.map((one) => ({ ...one, name: '', email: '', image: null })) }
      this.#store(this.#catalog)
    }
    return this.#catalog
  }

  #store(catalog: Catalog): void {
    try {
      this.#state.storage.kv.put(KEY, catalog)
    } catch {
      // Larger than a value may be (2 MB): read anew after each sleep.
      this.#state.storage.kv.delete(KEY)
    }
  }
}

/** The catalog's, as it is now. */
export async function readVersion(db: Database): Promise<number> {
  const [[row]] = await runBatch(db, [sql<{ version: number }>`SELECT catalog_version AS version FROM workspace`])
  return row!.version
}
