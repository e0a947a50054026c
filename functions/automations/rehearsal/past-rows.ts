import { changesRecord, type PastStep, rewind } from '../../../src/core/automations/rewind.ts'
import { MissingRows, type RowStore, type StoredRow } from '../../../src/core/automations/row-store.ts'
import type { Json } from '../../../src/core/model/index.ts'
import { type Row, raw, type Sql, sql } from '../../../src/core/sql/index.ts'
import { isActivity } from '../../changes/activity.ts'
import type { Context } from '../../context/index.ts'
import { rowFrom, selectRows } from '../runner/load-rows.ts'

/** So many records are read by one statement. */
const AT_ONCE = 500
/** So many rows of their history, the newest. */
const MOST_STEPS = 10_000

/** A moment of the past: after that row of history, or by the clock where no row is said. */
export interface Moment {
  at: number
  seq: number | null
}

const isAfter = (step: PastStep, { at, seq }: Moment) => (seq === null ? step.at > at : step.seq > seq)

/** What is known of a record; newest first. Of steps that are older than the frame the values aren't read. */
interface Known {
  row: StoredRow | null
  steps: PastStep[]
  /** when somebody did something about it */
  activity: number[]
  /** into which lists it came, and when */
  comings: { list: number; seq: number; at: number }[]
}

/**
 * Records as they were: what is there now for the reader, without what history says has changed since. What isn't known yet is noted, and
 * read with everything else that is missing.
 */
export class PastRows {
  readonly #context: Context
  /** since when values can be taken back */
  readonly #since: number
  readonly #known = new Map<number, Known>()
  /** by field and record: what points at it now or has done so since */
  readonly #pointing = new Map<string, ReadonlySet<number>>()
  #missing = new MissingRows()

  constructor(context: Context, since: number) {
    this.#context = context
    this.#since = since
  }

  /** What `plan` makes of the records as they were; undefined where something isn't known, which is noted. */
  at<T>(moment: Moment, plan: (rows: RowStore) => T, store: RowStore): { value: T } | undefined {
    for (;;)
      try {
        return { value: plan(store) }
      } catch (missing) {
        if (!(missing instanceof MissingRows)) throw missing
        if (!this.#fill(store, missing, moment)) return undefined
      }
  }

  /** Notes records that will be needed. */
  want(ids: Iterable<number>): void {
    for (const id of ids) if (!this.#known.has(id)) this.#missing.records.add(id)
  }

  activityOf(id: number): readonly number[] {
    return this.#known.get(id)?.activity ?? []
  }

  /** Reads what is missing; answers whether anything was. */
  async load(): Promise<boolean> {
    const { records, pointing } = this.#missing
    this.#missing = new MissingRows()
    const ids = [...records]
    const chunks = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) =>
      ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
    )
    if (chunks.length === 0 && pointing.size === 0) return false
    const { catalog } = this.#context
    const references = [...pointing]
    const results: readonly Row[][] = await this.#context.batch(
      ...chunks.flatMap((chunk) => [selectRows(catalog, chunk), selectSteps(chunk, this.#since)]),
      ...references.map(([field, to]) => selectPointing(field, [...to], this.#since)),
    )
    for (const [i, chunk] of chunks.entries()) this.#keep(chunk, results[2 * i]!, results[2 * i + 1]!)
    for (const [i, [field, to]] of references.entries())
      for (const one of to) {
        const from = results[2 * chunks.length + i]!.filter(({ to_id }) => to_id === one)
        this.#pointing.set(`${field} ${one}`, new Set(from.map(({ from_id }) => Number(from_id))))
      }
    return true
  }

  #keep(ids: readonly number[], rows: readonly Row[], steps: readonly Row[]): void {
    for (const id of ids) this.#known.set(id, { row: null, steps: [], activity: [], comings: [] })
    for (const row of rows) this.#known.get(Number(row.id))!.row = rowFrom(this.#context.catalog, row)
    for (const row of steps) {
      const { record, kind, seq, at, person, via, what, fields, list } = row
      const known = this.#known.get(Number(record))!
      const step: PastStep = {
        seq: Number(seq),
        at: Number(at),
        person: person === null ? null : Number(person),
        via: via === null ? null : String(via),
        what: String(what),
        fields: fields === null ? {} : (JSON.parse(String(fields)) as Record<string, [Json, Json]>),
      }
      if (changesRecord(step) && isActivity(step.via ?? undefined)) known.activity.push(step.at)
      if (kind !== 'record') continue
      known.steps.push(step)
      if (list !== null) known.comings.push({ list: Number(list), seq: step.seq, at: step.at })
    }
  }

  /** Puts what is known into the store and notes the rest; whether nothing is left. */
  #fill(store: RowStore, missing: MissingRows, moment: Moment): boolean {
    let isWhole = true
    for (const id of missing.records) {
      const known = this.#known.get(id)
      if (known) store.put(id, this.#rowAt(known, moment))
      else isWhole = false
    }
    this.want(missing.records)
    for (const id of missing.entered) store.putEntered(id, this.#enteredAt(id, moment))
    for (const [field, to] of missing.pointing)
      for (const one of to) isWhole = this.#fillPointing(store, field, one, moment) && isWhole
    return isWhole
  }

  #fillPointing(store: RowStore, field: number, to: number, moment: Moment): boolean {
    const candidates = this.#pointing.get(`${field} ${to}`)
    if (!candidates) {
      this.#missing.pointing.set(field, (this.#missing.pointing.get(field) ?? new Set()).add(to))
      return false
    }
    this.want(candidates)
    const from = [...candidates].filter((id) => {
      const known = this.#known.get(id)
      return known && this.#rowAt(known, moment)?.linked.get(field)?.includes(to)
    })
    store.putPointing(
      field,
      to,
      from.sort((a, b) => a - b),
    )
    return [...candidates].every((id) => this.#known.has(id))
  }

  #rowAt({ row, steps, activity }: Known, moment: Moment): StoredRow | null {
    const project = row && this.#context.catalog.projects.find(({ id }) => id === row.project)
    if (!row || !project) return null
    const later = steps.filter((step) => isAfter(step, moment))
    const was = rewind(row, later, project)
    if (!was || row.lastActivity <= moment.at) return was && withUpdate(was, steps[later.length], later.length)
    const active = Math.max(was.createdAt, ...activity.filter((time) => time <= moment.at))
    return { ...withUpdate(was, steps[later.length], later.length), lastActivity: active }
  }

  #enteredAt(id: number, moment: Moment): Map<number, number> {
    const comings = (this.#known.get(id)?.comings ?? []).filter(({ seq, at }) =>
      moment.seq === null ? at <= moment.at : seq <= moment.seq,
    )
    return new Map(comings.map(({ list, at }) => [list, at]))
  }
}

const withUpdate = (row: StoredRow, last: PastStep | undefined, undone: number): StoredRow =>
  undone === 0 || !last ? row : { ...row, updatedAt: last.at, updatedBy: last.person }

/** What has happened to records and what was said and laid there, the newest first; values only of what is within the frame. */
const selectSteps = (ids: readonly number[], since: number): Sql<Row> => {
  const w = sql`FROM json_each(${JSON.stringify(ids)}) w`
  const columns = raw('w.value AS record, h.kind, h.seq, h.what, c.at, c.person_id AS person, c.via')
  const on = (table: string) =>
    sql`SELECT ${columns}, NULL AS fields, NULL AS list ${w} CROSS JOIN ${raw(`${table}s`)} t ON t.record_id = w.value
      CROSS JOIN history h ON h.kind = ${table} AND h.thing_id = t.id AND h.what = 'created' JOIN changes c ON c.id = h.change_id`
  return sql<Row>`SELECT ${columns}, iif(c.at >= ${since}, h.fields, NULL) AS fields, h.fields ->> '$.list[1]' AS list
      ${w} CROSS JOIN history h ON h.kind = 'record' AND h.thing_id = w.value JOIN changes c ON c.id = h.change_id
    UNION ALL ${on('comment')} UNION ALL ${on('file')} ORDER BY 3 DESC LIMIT ${MOST_STEPS}`
}

/** What points at records through a field, or has done so since. */
const selectPointing = (field: number, to: readonly number[], since: number): Sql<Row> => {
  const ids = JSON.stringify(to)
  const first = sql`coalesce((SELECT first_seq FROM changes WHERE at < ${since} ORDER BY id DESC LIMIT 1), 0)`
  return sql<Row>`SELECT l.to_id, l.from_id FROM json_each(${ids}) t CROSS JOIN links l ON l.to_id = t.value AND l.field_id = ${field}
    UNION SELECT b.value, h.thing_id FROM history h, json_each(h.fields, ${`$."${field}"[0]`}) b
      WHERE h.project_id = (SELECT f.project_id FROM fields f WHERE f.id = ${field}) AND h.seq >= ${first} AND h.kind = 'record'
        AND b.value IN (SELECT value FROM json_each(${ids}))`
}
