import { demandWrite } from '../../src/core/access/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import { balanced, join, jsonObject, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context.ts'
import { catalogChanged } from './catalog-changed.ts'
import type { Column } from './columns.ts'
import { cubeDelta } from './cube.ts'
import type { Row } from './database.ts'
import { counted, numberedColumns, numberedTexts } from './numbered.ts'
import { payloads } from './payloads.ts'
import { foldedTexts } from './texts.ts'
import { THINGS, type Thing, type ThingKind } from './things.ts'
import { distinct, refusingDouble } from './unique.ts'

/**
 * The one write path. A verb says what it changes, `commit` makes one batch of it: the change, a history row for each
 * thing with what it was before, the rows themselves, folded texts (and through their triggers the search index), and the
 * cube's differences. A D1 batch is atomic, so a change and its history and its consequences are there together or not at
 * all. Before-values are read by INSERT … SELECT ahead of the UPDATE, in the same batch: nothing can come between.
 *
 * Rows of one call have the same columns and travel as one JSON parameter, so a thousand cost as many statements as one.
 * `+r.project_id` keeps the planner from walking the project instead of the payload (8,800 rows: 39 s instead of 1).
 */
export class Write {
  readonly #context: Context
  readonly #statements: Sql[] = []
  readonly #last: Sql[] = []
  readonly #begin: Sql[] = []
  /** SQL of the change's id */
  readonly change: Sql
  #created = 0
  readonly #numbers = new Map<Project, number>()
  #catalog = false

  /** `part` joins an earlier change (an import's chunks are one change); `undoes` marks what this takes back. */
  constructor(
    context: Context,
    { part, undoes, via, viaId }: { part?: number; undoes?: number; via?: string; viaId?: number } = {},
  ) {
    // No route has to remember it.
    demandWrite(context.access)
    this.#context = context
    if (part === undefined) {
      this.#begin.push(sql`INSERT INTO changes (at, person_id, via, via_id, undoes)
        VALUES (${context.now}, ${context.person.id}, ${via ?? null}, ${viaId ?? null}, ${undoes ?? null}) RETURNING id`)
      this.change = sql`(SELECT max(id) FROM changes)`
    } else {
      this.#begin.push(sql`SELECT id FROM changes WHERE id = ${part}`)
      this.change = sql`${part}`
    }
  }

  add(...statements: Sql[]): void {
    this.#statements.push(...statements)
  }

  /** New records. Payload rows: [null, …columns]; list, title, position and createdAt must be among the columns. */
  create(project: Project, columns: readonly Column[], rows: readonly unknown[][], { history = true } = {}): Made {
    const base = sql`(SELECT next_record FROM workspace)`
    const offset = this.#created
    // Numbers, counts and uniqueness hold for fields that the writer can't see, too.
    const whole = this.#context.wholeOf(project)
    const numbers = this.#numbers.get(whole) ?? 0
    for (const [start, payload] of payloads(rows)) {
      const at = sql`((${base} + ${offset + start} + p.key) * 4096 + ${project.id})`
      const all = [...columns, ...numberedColumns(whole, numbers + start)]
      const sets = all.flatMap((column, i) => column.set(i + 1))
      this.add(
        sql`INSERT INTO records (id, project_id, number, updated_at, updated_by, ${raw(sets.map(([name]) => name).join(', '))})
          SELECT ${at}, ${project.id}, (SELECT next_number FROM projects WHERE id = ${project.id}) + ${numbers + start} + p.key,
            ${this.#context.now}, ${this.#context.person.id}, ${join(sets.map(([, value]) => value))} FROM json_each(${payload}) p`,
        ...(history
          ? [
              sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, version, fields)
                SELECT ${this.change}, ${project.id}, 'record', ${at}, 'created', 1,
                  ${jsonObject(all.map((column, i) => [column.key, sql`json_array(NULL, ${column.after(i + 1).json})`]))} FROM json_each(${payload}) p`,
            ]
          : []),
        ...columns.flatMap((column, i) => column.side?.(payload, i + 1, at, true) ?? []),
        ...numberedTexts(whole, numbers + start, payload, at),
        ...distinct(whole, columns, payload, at),
        cubeDelta(1, whole, this.#zone, sql`SELECT ${at} FROM json_each(${payload}) p`),
      )
    }
    this.add(...foldedTexts(columns, rows, sql`((${base} + ${offset} + (p.value ->> 0)) * 4096 + ${project.id})`))
    this.#created += rows.length
    this.#numbers.set(whole, numbers + rows.length)
    return { id: (row) => sql`((${base} + ${offset + row}) * 4096 + ${project.id})`, row: (row) => offset + row }
  }

  /** Sets columns of records that are there. Payload rows: [id, …columns]. Rows that change nothing are left alone. */
  update(project: Project, columns: readonly Column[], rows: readonly unknown[][], what = 'updated'): void {
    const whole = this.#context.wholeOf(project)
    const cubed = columns.some((column) => column.cube)
    const told = columns.flatMap((column, i): [string, Sql][] =>
      column.carried ? [] : [[column.key, sql`json_array(${column.before.json}, ${column.after(i + 1).json})`]],
    )
    const changed = balanced(
      columns.map((column, i) => sql`${column.before.plain} IS NOT ${column.after(i + 1).plain}`),
      'OR',
    )
    for (const [, payload] of payloads(rows)) {
      const ids = sql`SELECT p.value ->> 0 FROM json_each(${payload}) p`
      const sets = columns.flatMap((column, i) => column.set(i + 1))
      if (cubed) this.add(cubeDelta(-1, whole, this.#zone, ids))
      this.add(
        sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, version, fields)
          SELECT ${this.change}, r.project_id, 'record', r.id, ${what}, r.version + 1,
            ${jsonObject(told)}
          FROM json_each(${payload}) p CROSS JOIN records r ON r.id = p.value ->> 0 WHERE +r.project_id = ${project.id} AND ${changed}`,
        sql`UPDATE records AS r SET ${join([
          ...sets.map(([name, value]) => sql`${raw(name)} = ${value}`),
          sql`updated_at = ${this.#context.now}, updated_by = ${this.#context.person.id}`,
          raw('version = r.version + 1'),
        ])} FROM json_each(${payload}) p WHERE r.id = p.value ->> 0 AND +r.project_id = ${project.id} AND ${changed}`,
        ...columns.flatMap((column, i) => column.side?.(payload, i + 1, raw('p.value ->> 0'), false) ?? []),
      )
      if (cubed) this.add(cubeDelta(1, whole, this.#zone, ids))
      this.add(...distinct(whole, columns, payload, raw('p.value ->> 0')))
    }
    this.add(...foldedTexts(columns, rows))
  }

  /** A new list, field, tag, comment, … Its id comes back from `read`, or is given in `values`. */
  createThing(kind: ThingKind, project: number | Sql, values: Thing): void {
    const { table, catalog } = THINGS[kind]
    const names = Object.keys(values)
    this.add(
      sql`INSERT INTO ${raw(table)} (${raw(names.join(', '))}) VALUES (${join(Object.values(values).map((value) => sql`${value}`))})`,
      sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, fields)
        SELECT ${this.change}, ${project}, ${kind}, t.id, 'created', ${jsonObject(names.map((name) => [name, sql`json_array(NULL, t.${raw(name)})`]))}
        FROM ${raw(table)} t WHERE t.id = last_insert_rowid()`,
    )
    if (catalog) this.#catalog = true
  }

  /** Several at once, of the same columns, with ids or without: two statements however many they are. */
  createThings(kind: ThingKind, project: number, things: readonly Record<string, string | number | null>[]): void {
    if (things.length === 0) return
    const { table, catalog } = THINGS[kind]
    const names = Object.keys(things[0]!)
    const payload = JSON.stringify(things.map((thing) => names.map((name) => thing[name] ?? null)))
    this.add(
      sql`INSERT INTO ${raw(table)} (${raw(names.join(', '))})
        SELECT ${join(names.map((_, i) => raw(`p.value ->> ${i}`)))} FROM json_each(${payload}) p`,
      sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, fields)
        SELECT ${this.change}, ${project}, ${kind}, t.id, 'created', ${jsonObject(names.map((name) => [name, sql`json_array(NULL, t.${raw(name)})`]))}
        FROM ${raw(table)} t WHERE t.id > (SELECT max(id) FROM ${raw(table)}) - ${things.length}`,
    )
    if (catalog) this.#catalog = true
  }

  /** Sets columns of a thing; deleting one is setting its `deleted_at`. */
  updateThing(kind: ThingKind, project: number, id: number, values: Thing, what = 'updated'): void {
    const { table, catalog } = THINGS[kind]
    const pairs = Object.entries(values)
    if (pairs.length === 0) return
    const changed = balanced(
      pairs.map(([name, value]) => sql`t.${raw(name)} IS NOT ${value}`),
      'OR',
    )
    this.add(
      sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, fields)
        SELECT ${this.change}, ${project}, ${kind}, t.id, ${what}, ${jsonObject(pairs.map(([name, value]) => [name, sql`json_array(t.${raw(name)}, ${value})`]))}
        FROM ${raw(table)} t WHERE t.id = ${id} AND ${changed}`,
      sql`UPDATE ${raw(table)} AS t SET ${join(pairs.map(([name, value]) => sql`${raw(name)} = ${value}`))} WHERE t.id = ${id}`,
    )
    if (catalog) this.#catalog = true
  }

  /** Links between records that this write creates: [from (its number among them), to, the target's project]. */
  link(field: number, pairs: readonly (readonly [from: number, to: number, project: number])[]): void {
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
  past(
    events: readonly { at: number; project: number; row: number; what: string; fields: Record<string, unknown> }[],
  ): void {
    const rows = events.map(({ at, project, row, what, fields }) => [at, project, row, what, JSON.stringify(fields)])
    for (const [, payload] of payloads(rows))
      this.add(
        sql`INSERT INTO changes (at, person_id, via) SELECT p.value ->> 0, ${this.#context.person.id}, 'sample' FROM json_each(${payload}) p`,
        sql`INSERT INTO history (change_id, project_id, kind, thing_id, what, version, fields)
          SELECT (SELECT max(id) FROM changes) - json_array_length(${payload}) + 1 + p.key, p.value ->> 1, 'record',
            ((SELECT next_record FROM workspace) + (p.value ->> 2)) * 4096 + (p.value ->> 1), p.value ->> 3, 1, p.value ->> 4
          FROM json_each(${payload}) p`,
      )
  }

  /** For what changes the catalog without being one of its things. */
  touchCatalog(): void {
    this.#catalog = true
  }

  /** Runs the batch; `reads` come last in it and see what was written. */
  async commit(...reads: Sql[]): Promise<{ change: string; rows: Row[][] }> {
    const { remember } = this.#context
    const head = [...(remember ? [remember] : []), ...this.#begin]
    if (this.#created > 0) {
      this.#last.push(sql`UPDATE workspace SET next_record = next_record + ${this.#created}`)
      for (const [project, count] of this.#numbers) {
        this.#last.push(sql`UPDATE projects SET next_number = next_number + ${count} WHERE id = ${project.id}`)
        this.#last.push(...counted(project, count))
      }
    }
    if (this.#catalog) this.#last.push(catalogChanged)
    const body = [...head, ...this.#statements]
    const results = await refusingDouble(this.#context, () => this.#context.ask(...body, ...reads, ...this.#last))
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
interface Made {
  id(row: number): Sql
  row(row: number): number
}
