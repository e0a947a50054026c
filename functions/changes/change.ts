import type { SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { cubeDelta } from '../../src/core/charts/index.sql.ts'
import type { Project } from '../../src/core/model/index.ts'
import { type Bound, balanced, join, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import { type Context, ringAutomations } from '../context/index.ts'
import type { ResultsOf, Statement } from '../db/batch.ts'
import { NEXT_SEQ } from '../db/history-seq.ts'
import { isActivity, touchRecord } from './activity.ts'
import { advanceCounters, autoNumberColumns, autoNumberTexts } from './auto-number.ts'
import type { ChangeOptions, CreatedRecords } from './change-options.ts'
import { ENTITIES, type EntityKind, type EntityPatch, type EntityRow, type EntityValues } from './entities.ts'
import {
  type EntityChange,
  type EntityStatement,
  historyOfNew,
  insertMany,
  stopSumming,
  updateMany,
  updateOne,
  withJsonNulls,
} from './entity-statements.ts'
import { closeNewestChange } from './history-range.ts'
import { jsonChunks } from './json-chunks.ts'
import { purgeForms } from './purge-forms.ts'
import { createdAtOf, isSample, type RecordColumn } from './record-columns.ts'
import { createdHistory, eventHistory, updatedHistory } from './record-history.ts'
import { NEXT_RECORD, nextNumber } from './running-numbers.ts'
import { searchTextStatements } from './search-text.ts'
import { mayMatter, type Touched } from './sets-off.ts'
import { type Pending, Transaction } from './transaction.ts'
import { uniqueGuards, withUniqueError } from './unique.ts'

/**
 * What one request changes of records and entities (lists, fields, comments, …), and can be taken back. A verb says what it
 * changes, `commit` makes one batch of it: the change, a history row for each thing with what it was before, the rows
 * themselves, folded texts (and through their triggers the search index), and the totals cube's differences. A D1 batch is
 * atomic, so a change and its history and its consequences are there together or not at all. Before-values are read by
 * INSERT … SELECT ahead of the UPDATE, in the same batch: nothing can come between.
 *
 * Rows of one call have the same columns and travel as one JSON parameter, so a thousand cost as many statements as one.
 * `+r.project_id` keeps the planner from walking the project instead of the payload (8,800 rows: 39 s instead of 1).
 */
export class Change extends Transaction {
  readonly #begin: readonly [Sql<{ id: number }>, ...Sql[]]
  readonly #end: readonly Sql[]
  /** its id, good inside its batch */
  readonly idSql: Sql
  /** the running number of the first record that this write creates: ids are known before the rows are there */
  readonly firstRecord: Sql
  protected override readonly hasHistory = true
  readonly #histories: Pending<{ seq: number }[]>[] = []
  #created = 0
  readonly #isActivity: boolean
  /** undoing sets nothing off */
  readonly #isHeard: boolean
  readonly #touched: Touched[] = []
  /** how many of each project, for the counters of its auto-numbers */
  readonly #numbers = new Map<Project, number>()

  constructor(context: Context, { part, undoes, via, viaId, interim = false }: ChangeOptions = {}) {
    super(context, { interim })
    this.#isActivity = isActivity(via)
    this.#isHeard = undoes === undefined
    if (part === undefined) {
      this.#begin = [
        sql`INSERT INTO changes (at, person_id, via, via_id, undoes, first_seq, first_record)
          VALUES (${context.now}, ${context.person.id}, ${via ?? null}, ${viaId ?? null}, ${undoes ?? null}, ${NEXT_SEQ}, ${NEXT_RECORD}) RETURNING id`,
      ]
      this.#end = []
      this.idSql = sql`(SELECT max(id) FROM changes)`
    } else {
      this.#begin = [
        sql`UPDATE changes SET first_record = ${NEXT_RECORD} WHERE id = ${part} RETURNING id`,
        closeNewestChange,
      ]
      this.#end = [sql`UPDATE changes SET last_seq = ${NEXT_SEQ} - 1 WHERE id = ${part}`]
      this.idSql = sql`${part}`
    }
    this.firstRecord = sql`(SELECT first_record FROM changes WHERE id = ${this.idSql})`
  }

  /** New records. Payload rows: [null, …columns]; list, title, position and createdAt must be among the columns. */
  createRecords(
    project: Project,
    columns: readonly RecordColumn[],
    rows: readonly unknown[][],
    { history = true } = {},
  ): CreatedRecords {
    const base = this.firstRecord
    const offset = this.#created
    // Numbers, counts and uniqueness hold for fields that the writer can't see, too.
    const unfiltered = this.context.unfilteredProject(project)
    const numbers = this.#numbers.get(unfiltered) ?? 0
    const guards: Sql[] = []
    for (const [start, payload] of jsonChunks(rows)) {
      const id = sql`((${base} + ${offset + start} + p.key) * 4096 + ${project.id})`
      const all = [...columns, ...autoNumberColumns(unfiltered, numbers + start)]
      const sets = all.flatMap((column, i) => column.assignments(i + 1))
      this.add(
        sql`INSERT INTO records (id, project_id, number, updated_at, updated_by, last_activity, ${raw(sets.map(([name]) => name).join(', '))})
          SELECT ${id}, ${project.id}, ${nextNumber(project)} + p.key,
            ${this.context.now}, ${this.context.person.id}, ${this.#isActivity && !isSample(columns) ? sql`${this.context.now}` : createdAtOf(columns)}, ${join(sets.map(([, value]) => value))} FROM json_each(${payload}) p`,
      )
      if (history) this.#addHistory(createdHistory(this.idSql, project.id, id, all, payload))
      this.add(
        ...columns.flatMap((column, i) => column.relatedRows?.(payload, i + 1, id, true) ?? []),
        ...autoNumberTexts(unfiltered, numbers + start, payload, id),
        cubeDelta(1, unfiltered, this.#zone, sql`SELECT ${id} FROM json_each(${payload}) p`),
      )
      guards.push(...uniqueGuards(unfiltered, columns, payload, id))
    }
    this.add(
      ...searchTextStatements(columns, rows, sql`((${base} + ${offset} + (p.value ->> 0)) * 4096 + ${project.id})`),
      // They compare the texts.
      ...guards,
    )
    this.#created += rows.length
    this.#touch(project, 'created', columns)
    this.#numbers.set(unfiltered, numbers + rows.length)
    return { id: (row) => sql`((${base} + ${offset + row}) * 4096 + ${project.id})`, row: (row) => offset + row }
  }

  /** Sets columns of records that are there. Payload rows: [id, …columns]. Rows that change nothing are left alone. */
  updateRecords(
    project: Project,
    columns: readonly RecordColumn[],
    rows: readonly unknown[][],
    what = 'updated',
  ): void {
    const unfiltered = this.context.unfilteredProject(project)
    const axes = [...new Set(columns.flatMap((column) => column.axes))]
    const changed = balanced(
      columns.map((column, i) => sql`${column.current.plain} IS NOT ${column.incoming(i + 1).plain}`),
      'OR',
    )
    const guards: Sql[] = []
    for (const [, payload] of jsonChunks(rows)) {
      const ids = sql`SELECT p.value ->> 0 FROM json_each(${payload}) p`
      const sets = columns.flatMap((column, i) => column.assignments(i + 1))
      if (axes.length > 0) this.add(cubeDelta(-1, unfiltered, this.#zone, ids, axes))
      this.#addHistory(updatedHistory(this.idSql, project.id, what, columns, payload, changed))
      this.add(
        sql`UPDATE records AS r SET ${join([
          ...sets.map(([name, value]) => sql`${raw(name)} = ${value}`),
          sql`updated_at = ${this.context.now}, updated_by = ${this.context.person.id}`,
          ...(this.#isActivity ? [sql`last_activity = ${this.context.now}`] : []),
          raw('version = r.version + 1'),
        ])} FROM json_each(${payload}) p WHERE r.id = p.value ->> 0 AND +r.project_id = ${project.id} AND ${changed}`,
        ...columns.flatMap((column, i) => column.relatedRows?.(payload, i + 1, raw('p.value ->> 0'), false) ?? []),
      )
      if (axes.length > 0) this.add(cubeDelta(1, unfiltered, this.#zone, ids, axes))
      guards.push(...uniqueGuards(unfiltered, columns, payload, raw('p.value ->> 0')))
    }
    this.add(...searchTextStatements(columns, rows), ...guards)
    this.#touch(project, what, columns)
  }

  /** What happened to a record and changed none of its values: a mail to the customer, a button that was pressed. */
  addRecordEvents(project: Project, record: number | Sql, what: string, events: readonly object[]): void {
    if (events.length === 0) return
    this.#addHistory(eventHistory(this.idSql, project.id, record, what, events))
    this.#touch(project, what, [])
  }

  #touch({ id }: Project, what: string, columns: readonly RecordColumn[]): void {
    this.#touched.push({ project: id, kind: 'record', what, keys: columns.map(({ key }) => key) })
  }

  /** `rows` inserts history: whoever sent the request knows its own echo by the seqs. */
  #addHistory(rows: Sql): void {
    this.#histories.push(this.run(sql<{ seq: number }>`${rows} RETURNING seq`))
  }

  /** A new list, field, tag, comment, …: the row that was made, once the batch has run. `project` is 0 for what belongs to none. */
  createEntity<K extends EntityKind>(kind: K, project: number | Sql, values: EntityValues<K>): Pending<EntityRow<K>[]> {
    const insert = this.context.db
      .insert(ENTITIES[kind].table as SQLiteTable)
      .values(withJsonNulls(kind, values) as SQLiteInsertValue<SQLiteTable>)
      .returning()
    const created = this.run(insert) as unknown as Pending<EntityRow<K>[]>
    if (this.#isActivity) this.add(...touchRecord(kind, values, this.context.now))
    this.#addFor(kind, [historyOfNew(this.#entity(kind, project), Object.keys(values), raw('= last_insert_rowid()'))])
    return created
  }

  /** Several at once, of the same columns, with ids or without: two statements however many they are. */
  createEntities<K extends EntityKind>(kind: K, project: number, values: readonly EntityPatch<K>[]): void {
    if (values.length > 0) this.#addFor(kind, insertMany(this.#entity(kind, project), values))
  }

  /** Sets the same columns of any number of entities, each to its own values; none of them takes one away or gives it another slot. */
  updateEntities<K extends EntityKind>(kind: K, project: number, values: readonly (EntityPatch<K> & { id: number })[]) {
    if (values.length > 0) this.#addFor(kind, updateMany(this.#entity(kind, project), values))
  }

  /** Sets columns of an entity; deleting one is setting its `deletedAt`. */
  updateEntity<K extends EntityKind>(kind: K, project: number, id: number, patch: EntityPatch<K>, what = 'updated') {
    this.#addFor(kind, updateOne(this.#entity(kind, project), id, patch, what))
    this.add(...stopSumming(kind, id, Object.keys(patch)))
  }

  /** Sets columns of an entity to stored values read from history, under names that entityKeyOf knows: another one throws. */
  restoreEntity(kind: EntityKind, project: number, id: number, stored: Readonly<Record<string, Bound>>): void {
    const patch = Object.entries(stored).map(([key, value]) => [key, sql`${value}`])
    this.#addFor(kind, updateOne(this.#entity(kind, project), id, Object.fromEntries(patch), 'undone'))
    this.add(...stopSumming(kind, id, Object.keys(stored)))
  }

  #entity(kind: EntityKind, project: number | Sql): EntityChange {
    return { change: this.idSql, kind, project }
  }

  #addFor(kind: EntityKind, statements: readonly EntityStatement[]): void {
    for (const one of statements)
      if ('history' in one) this.#addHistory(one.history)
      else this.add(one)
    if (statements.length > 0 && ENTITIES[kind].catalog) this.bumpCatalogVersion()
    if (kind === 'form') this.afterCommit(purgeForms)
    if (kind === 'comment') this.#touched.push({ project: 0, kind, what: 'commented', keys: [] })
  }

  /** Runs the batch; `reads` are its last statements, so they see what was written. */
  override async commit<const T extends readonly Statement[]>(...reads: T): Promise<ResultsOf<T>> {
    const counters = [...this.#numbers].flatMap(([project, count]) => advanceCounters(project, count))
    const { first, reads: results } = await withUniqueError(this.context, () =>
      this.runBatch(this.#begin, reads, [...counters, ...this.#end]),
    )
    // Memory keeps about how large projects are, without reading its catalog anew for each record.
    for (const [project, count] of this.#numbers) project.size += count
    this.context.ownSeqs.push(...this.#histories.flatMap(({ result }) => result.map(({ seq }) => seq)))
    const { env, unfilteredCatalog, waitUntil } = this.context
    if (mayMatter(unfilteredCatalog, this.#touched, this.#isHeard)) waitUntil(() => ringAutomations(env))
    const [[begun]] = first as [{ id: number }[]]
    this.#id = String(begun?.id)
    return results
  }

  #id = ''

  /** As the API tells it; known once the batch has run. */
  get id(): string {
    return this.#id
  }

  get #zone(): string {
    return this.context.catalog.workspace.zone
  }
}
