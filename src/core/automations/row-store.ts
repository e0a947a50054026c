import type { Row } from '../query/index.ts'

/** A record as it was read, with the ids of what it is linked to. */
export interface StoredRow extends Omit<Row, 'files' | 'links' | 'pointing' | 'entered'> {
  project: number
  version: number
  linked: ReadonlyMap<number, readonly number[]>
  filed: ReadonlyMap<number, readonly number[]>
}

/** What a plan needs and nobody has read yet: it is read, and the plan is made anew. */
export class MissingRows extends Error {
  readonly records = new Set<number>()
  /** by field: the records that are pointed at */
  readonly pointing = new Map<number, Set<number>>()
  /** records of whose coming into lists nothing is known */
  readonly entered = new Set<number>()
}

/**
 * The records that a plan looks at, each with those that it leads to. Formulas and filters follow links without waiting (query/row.ts);
 * so what isn't there is thrown as MissingRows, read by whoever made the plan, and the plan is tried again.
 */
export class RowStore {
  /** null for what isn't there, or not for the automation's owner */
  readonly #rows = new Map<number, StoredRow | null>()
  readonly #pointing = new Map<string, readonly number[]>()
  readonly #entered = new Map<number, ReadonlyMap<number, number>>()

  put(id: number, row: StoredRow | null): void {
    this.#rows.set(id, row)
  }

  putPointing(field: number, to: number, from: readonly number[]): void {
    this.#pointing.set(`${field} ${to}`, from)
  }

  putEntered(record: number, lists: ReadonlyMap<number, number>): void {
    this.#entered.set(record, lists)
  }

  /** What is known of it; undefined where nothing was read. */
  stored(id: number): StoredRow | null | undefined {
    return this.#rows.get(id)
  }

  /** Forgets everything: others may have written since. */
  clear(): void {
    this.#rows.clear()
    this.#pointing.clear()
    this.#entered.clear()
  }

  /** A record as the query language reads it; null where it isn't there. Throws MissingRows. */
  row(id: number): Row | null {
    const stored = this.#rows.get(id)
    if (stored === undefined) throw missing(({ records }) => records.add(id))
    return stored && this.rowOf(stored)
  }

  /** The same of one that is there in another state than it was read in: what a plan has done to it so far. */
  rowOf(stored: StoredRow): Row {
    const rows = (ids: readonly number[]) => {
      const unknown = ids.filter((id) => !this.#rows.has(id))
      if (unknown.length > 0)
        throw missing(({ records }) => {
          for (const id of unknown) records.add(id)
        })
      return ids.flatMap((id) => this.row(id) ?? [])
    }
    return {
      ...stored,
      files: (field) => stored.filed.get(field) ?? [],
      links: (field) => rows(stored.linked.get(field) ?? []),
      pointing: (field) => {
        const from = this.#pointing.get(`${field} ${stored.id}`)
        if (!from) throw missing(({ pointing }) => pointing.set(field, new Set([stored.id])))
        return rows(from)
      },
      entered: (list) => {
        const lists = this.#entered.get(stored.id)
        if (!lists) throw missing(({ entered }) => entered.add(stored.id))
        return lists.get(list) ?? (list === stored.list ? stored.enteredListAt : null)
      },
    }
  }
}

function missing(say: (missing: MissingRows) => void): MissingRows {
  const error = new MissingRows()
  say(error)
  return error
}
