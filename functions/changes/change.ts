import type { Project } from '../../src/core/model/index.ts'
import { requireWriteAccess } from '../../src/core/permissions/index.ts'
import { balanced, join, jsonObject, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import type { Row } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { advanceCounters, autoNumberColumns, autoNumberTexts } from './auto-number.ts'
import { ENTITIES, type EntityKind, type EntityValues } from './entities.ts'
import { jsonChunks } from './json-chunks.ts'
import type { RecordColumn } from './record-columns.ts'
import { searchTextStatements } from './search-text.ts'
import { cubeDelta } from './totals-cube.ts'
import { uniqueGuards, withUniqueError } from './unique.ts'

/**
 * The one write path. A verb says what it changes, `commit` makes one batch of it: the change, a history row for each
 * thing with what it was before, the rows themselves, folded texts (and through their triggers the search index), and the
 * cube's differences. A D1 batch is atomic, so a change and its history and its consequences are there together or not at
 * all. Before-values are read by INSERT … SELECT ahead of the UPDATE, in the same batch: nothing can come between.
 *
 * Rows of one call have the same columns and travel as one JSON parameter, so a thousand cost as many statements as one.
 * `+r.project_id` keeps the planner from walking the project instead of the payload (8,800 rows: 39 s instead of 1).
 */
export class Change {
  readonly #context: Context
  readonly #statements: Sql[] = []
  readonly #last: Sql[] = []
  readonly #begin: Sql[] = []
  /** SQL of the change's id */
  readonly id: Sql
  #created = 0
  readonly #numbers = new Map<Project, number>()
  #catalog = false

  /** `part` joins an earlier change (an import's chunks are one change); `undoes` marks what this takes back. */
  constructor(
    context: Context,
    { part, undoes, via, viaId }: { part?: number; undoes?: number; via?: string; viaId?: number } = {},
  ) {
    // No route has to remember it.
    requireWriteAccess(context.access)
    this.#context = context
    if (part === undefined) {
      this.#begin.push(sql`INSERT INTO changes (at, person_id, via, via_id, undoes)
        VALUES (${context.now}, ${context.person.id}, ${via ?? null}, ${viaId ?? null}, ${undoes ?? null}) RETURNING id`)
      this.id = sql`(SELECT max(id) FROM changes)`
    } else {
      this.#begin.push(sql`SELECT id FROM changes WHERE id = ${part}`)
      this.id = sql`${part}`
    }
  }

  add(...statements: Sql[]): void {
    this.#statements.push(...statements)
  }

  /** New records. Payload rows: [null, …columns]; list, title, position and createdAt must be among the columns. */
  createRecords(
    project: Project,
    columns: readonly RecordColumn[],
    rows: readonly unknown[][],
    { history = true } = {},
  ): CreatedRecords {
    const base = sql`(SELECT next_record FROM workspace)`
    const offset = this.#created
    // Numbers, counts and uniqueness hold for fields that the writer can't see, too.
    const whole = this.#context.unfilteredProject(project)
    const numbers = this.#numbers.get(whole) ?? 0
    for (const [start, payload] of jsonChunks(rows)) {
      const at = sql`((${base} + ${offset + start} + p.key) * 4096 + ${project.id})`
      const all = [...columns, ...autoNumberColumns(whole, numbers + start)]
      const sets = all.flatMap((column, i) => column.assignments(i + 1))
      this.add(
        sql`INSERT INTO records (id, project_id, number, updated_at, updated_by, ${raw(sets.map(([name]) => name).join(', '))})
          SELECT ${at}, ${project.id}, (SELECT next_number FROM projects WHERE id = ${project.id}) + ${numbers + start} + p.key,
            ${this.#context.now}, ${this.#context.person.id}, ${join(sets.map(([, value]) => value))} FROM json_each(${payload}) p`,
        ...(history
          ? [
              sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, version, fields)
                SELECT ${this.id}, ${project.id}, 'record', ${at}, 'created', 1,
                  ${jsonObject(all.map((column, i) => [column.key, sql`json_array(NULL, ${column.incoming(i + 1).json})`]))} FROM json_each(${payload}) p`,
            ]
          : []),
        ...columns.flatMap((column, i) => column.relatedRows?.(payload, i + 1, at, true) ?? []),
        ...autoNumberTexts(whole, numbers + start, payload, at),
        ...uniqueGuards(whole, columns, payload, at),
        cubeDelta(1, whole, this.#zone, sql`SELECT ${at} FROM json_each(${payload}) p`),
      )
    }
    this.add(
      ...searchTextStatements(columns, rows, sql`((${base} + ${offset} + (p.value ->> 0)) * 4096 + ${project.id})`),
    )
    this.#created += rows.length
    this.#numbers.set(whole, numbers + rows.length)
    return { id: (row) => sql`((${base} + ${offset + row}) * 4096 + ${project.id})`, row: (row) => offset + row }
  }

  /** Sets columns of records that are there. Payload rows: [id, …columns]. Rows that change nothing are left alone. */
  updateRecords(
    project: Project,
    columns: readonly RecordColumn[],
    rows: readonly unknown[][],
    what = 'updated',
  ): void {
    const whole = this.#context.unfilteredProject(project)
    const cubed = columns.some((column) => column.inCube)
    const told = columns.flatMap((column, i): [string, Sql][] =>
      column.payloadOnly ? [] : [[column.key, sql`json_array(${column.current.json}, ${column.incoming(i + 1).json})`]],
    )
    const changed = balanced(
      columns.map((column, i) => sql`${column.current.plain} IS NOT ${column.incoming(i + 1).plain}`),
      'OR',
    )
    for (const [, payload] of jsonChunks(rows)) {
      const ids = sql`SELECT p.value ->> 0 FROM json_each(${payload}) p`
      const sets = columns.flatMap((column, i) => column.assignments(i + 1))
      if (cubed) this.add(cubeDelta(-1, whole, this.#zone, ids))
      this.add(
        sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, version, fields)
          SELECT ${this.id}, r.project_id, 'record', r.id, ${what}, r.version + 1,
            ${jsonObject(told)}
          FROM json_each(${payload}) p CROSS JOIN records r ON r.id = p.value ->> 0 WHERE +r.project_id = ${project.id} AND ${changed}`,
        sql`UPDATE records AS r SET ${join([
          ...sets.map(([name, value]) => sql`${raw(name)} = ${value}`),
          sql`updated_at = ${this.#context.now}, updated_by = ${this.#context.person.id}`,
          raw('version = r.version + 1'),
        ])} FROM json_each(${payload}) p WHERE r.id = p.value ->> 0 AND +r.project_id = ${project.id} AND ${changed}`,
        ...columns.flatMap((column, i) => column.relatedRows?.(payload, i + 1, raw('p.value ->> 0'), false) ?? []),
      )
      if (cubed) this.add(cubeDelta(1, whole, this.#zone, ids))
      this.add(...uniqueGuards(whole, columns, payload, raw('p.value ->> 0')))
    }
    this.add(...searchTextStatements(columns, rows))
  }

  /** A new list, field, tag, comment, … Its id comes back from `read`, or is given in `values`. */
  createEntity(kind: EntityKind, project: number | Sql, values: EntityValues): void {
    const { table, catalog } = ENTITIES[kind]
    const names = Object.keys(values)
    this.add(
      sql`INSERT INTO ${raw(table)} (${raw(names.join(', '))}) VALUES (${join(Object.values(values).map((value) => sql`${value}`))})`,
      sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, fields)
        SELECT ${this.id}, ${project}, ${kind}, t.id, 'created', ${jsonObject(names.map((name) => [name, sql`json_array(NULL, t.${raw(name)})`]))}
        FROM ${raw(table)} t WHERE t.id = last_insert_rowid()`,
    )
    if (catalog) this.#catalog = true
  }

  /** Several at once, of the same columns, with ids or without: two statements however many they are. */
  createEntities(kind: EntityKind, project: number, things: readonly Record<string, string | number | null>[]): void {
    if (things.length === 0) return
    const { table, catalog } = ENTITIES[kind]
    const names = Object.keys(things[0]!)
    const payload = JSON.stringify(things.map((thing) => names.map((name) => thing[name] ?? null)))
    this.add(
      sql`INSERT INTO ${raw(table)} (${raw(names.join(', '))})
        SELECT ${join(names.map((_, i) => raw(`p.value ->> ${i}`)))} FROM json_each(${payload}) p`,
      sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, fields)
        SELECT ${this.id}, ${project}, ${kind}, t.id, 'created', ${jsonObject(names.map((name) => [name, sql`json_array(NULL, t.${raw(name)})`]))}
        FROM ${raw(table)} t WHERE t.id > (SELECT max(id) FROM ${raw(table)}) - ${things.length}`,
    )
    if (catalog) this.#catalog = true
  }

  /** Sets columns of a thing; deleting one is setting its `deleted_at`. */
  updateEntity(kind: EntityKind, project: number, id: number, values: EntityValues, what = 'updated'): void {
    const { table, catalog } = ENTITIES[kind]
    const pairs = Object.entries(values)
    if (pairs.length === 0) return
    const changed = balanced(
      pairs.map(([name, value]) => sql`t.${raw(name)} IS NOT ${value}`),
      'OR',
    )
    this.add(
      sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, fields)
        SELECT ${this.id}, ${project}, ${kind}, t.id, ${what}, ${jsonObject(pairs.map(([name, value]) => [name, sql`json_array(t.${raw(name)}, ${value})`]))}
        FROM ${raw(table)} t WHERE t.id = ${id} AND ${changed}`,
      sql`UPDATE ${raw(table)} AS t SET ${join(pairs.map(([name, value]) => sql`${raw(name)} = ${value}`))} WHERE t.id = ${id}`,
    )
    if (catalog) this.#catalog = true
  }

  /** Links between records that this write creates: [from (its number among them), to, the target's project]. */
  linkRecords(field: number, pairs: readonly (readonly [from: number, to: number, project: number])[]): void {
    const base = raw('(SELECT next_record FROM workspace)')
    const from = sql`(SELECT project_id FROM fields WHERE id = ${field})`
    this.add(
      sql`INSERT INTO links (field_id, from_id, to_id, position)
        SELECT ${field}, (${base} + (p.value ->> 0)) * 4096 + ${from}, (${base} + (p.value ->> 1)) * 4096 + (p.value ->> 2), 0
        FROM json_each(${JSON.stringify(pairs)}) p`,
    )
  }

  /**
   * What a record that this write creates has behind it, each event a change of its own time: for example data. `row` is
   * the record's number among those created. Must come last, since `change` means the newest.
   */
  backfillHistory(
    events: readonly { at: number; project: number; row: number; what: string; fields: Record<string, unknown> }[],
  ): void {
    const rows = events.map(({ at, project, row, what, fields }) => [at, project, row, what, JSON.stringify(fields)])
    for (const [, payload] of jsonChunks(rows))
      this.add(
        sql`INSERT INTO changes (at, person_id, via) SELECT p.value ->> 0, ${this.#context.person.id}, 'sample' FROM json_each(${payload}) p`,
        sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, version, fields)
          SELECT (SELECT max(id) FROM changes) - json_array_length(${payload}) + 1 + p.key, p.value ->> 1, 'record',
            ((SELECT next_record FROM workspace) + (p.value ->> 2)) * 4096 + (p.value ->> 1), p.value ->> 3, 1, p.value ->> 4
          FROM json_each(${payload}) p`,
      )
  }

  /** For what changes the catalog without being one of its things. */
  bumpCatalogVersion(): void {
    this.#catalog = true
  }

  /** Runs the batch; `reads` come last in it and see what was written. */
  async commit(...reads: Sql[]): Promise<{ change: string; rows: Row[][] }> {
    const { idempotencyInsert } = this.#context
    const head = [...(idempotencyInsert ? [idempotencyInsert] : []), ...this.#begin]
    if (this.#created > 0) {
      this.#last.push(sql`UPDATE workspace SET next_record = next_record + ${this.#created}`)
      for (const [project, count] of this.#numbers) {
        this.#last.push(sql`UPDATE projects SET next_number = next_number + ${count} WHERE id = ${project.id}`)
        this.#last.push(...advanceCounters(project, count))
      }
    }
    if (this.#catalog) this.#last.push(bumpCatalogVersion)
    const body = [...head, ...this.#statements]
    const results = await withUniqueError(this.#context, () => this.#context.batch(...body, ...reads, ...this.#last))
    // Memory keeps about how large projects are, without reading its catalog anew for each record.
    for (const [project, count] of this.#numbers) project.size += count
    const change = String(results[head.length - 1]!.results[0]?.id)
    return { change, rows: results.slice(body.length, body.length + reads.length).map((result) => result.results) }
  }

  get #zone(): string {
    return this.#context.catalog.workspace.zone
  }
}

/** Records that a write creates: `id` is SQL, good inside its batch; `row` is the record's number among all it creates. */
interface CreatedRecords {
  id(row: number): Sql
  row(row: number): number
}
