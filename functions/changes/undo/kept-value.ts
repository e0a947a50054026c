import type { Json } from '../../../src/core/model/index.ts'

/** What undo left as it is, since somebody changed it after the change that is undone. */
export interface KeptValue {
  /** the record's id; '' where it is of something else */
  record: string
  field: string
  current: Json
}

/** All that one undo leaves. A change that set a value of a record twice is undone in two steps, and names it once. */
export class KeptValues {
  readonly all: KeptValue[] = []
  readonly #ofRecords = new Set<string>()

  add(...values: readonly KeptValue[]): void {
    for (const value of values) {
      if (value.record !== '' && this.has(value.record, value.field)) continue
      this.all.push(value)
      this.#ofRecords.add(keyOf(value.record, value.field))
    }
  }

  copy(): KeptValues {
    const copy = new KeptValues()
    copy.add(...this.all)
    return copy
  }

  has(record: string, field: string): boolean {
    return this.#ofRecords.has(keyOf(record, field))
  }
}

const keyOf = (record: string, field: string): string => `${record} ${field}`
