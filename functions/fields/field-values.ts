import { decodeValue, type FieldType, type Primitive, typeOf, valueToJson } from '../../src/core/fields/index.ts'
import type { Field, Json, Project } from '../../src/core/model/index.ts'
import { slotsOf } from '../../src/core/query/index.sql.ts'
import { worldOf } from '../../src/core/query/index.ts'
import { join, literal, raw, type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'

/** What a record has in a field, as the API answers it. */
export interface FieldValue {
  id: number
  /** its running number */
  number: number
  title: string
  json: Json
  /** as its first column has it */
  stored: Primitive
}

/** So much is read at once: a field's values may be 200 MB of notes, and a Worker has 128. */
const PAGE_ROWS = 4000
const PAGE_LETTERS = 2_000_000

/** Every record's value, of those in the archive and in the bin too; page by page, in the order of their numbers. */
export async function* valuePages(context: Context, project: Project, field: Field): AsyncGenerator<FieldValue[]> {
  const { size, filled, columns, read } = reader(context, project, field)
  for (let after = 0; ; ) {
    const [rows] = await context.batch(
      sql<ValueRow>`WITH found AS (SELECT r.id, r.number, ${size} AS size FROM records r
          WHERE r.project_id = ${project.id} AND r.number > ${after} AND ${filled} ORDER BY r.number LIMIT ${PAGE_ROWS}),
        page AS (SELECT id, size, sum(size) OVER (ORDER BY number) AS total FROM found)
        SELECT r.id, r.number, r.title, ${columns} FROM page CROSS JOIN records r ON r.id = page.id
        WHERE total - size <= ${PAGE_LETTERS} ORDER BY r.number`,
    )
    if (rows.length === 0) return
    yield rows.map(read)
    after = rows.at(-1)!.number
  }
}

/** The values of those records whose value was written after history row `seq`; null where there is none by now. */
export async function valuesSince(
  context: Context,
  project: Project,
  field: Field,
  seq: number,
): Promise<{ id: number; title: string; json: Json | null }[]> {
  const { filled, columns, read } = reader(context, project, field)
  const [rows] = await context.batch(
    sql<
      ValueRow & { filled: 0 | 1 }
    >`SELECT r.id, r.number, r.title, ${filled} AS filled, ${columns} FROM records r WHERE r.id IN (
      SELECT h.thing_id FROM history h WHERE h.project_id = ${project.id} AND h.seq > ${seq} AND h.kind = 'record'
        AND json_type(h.fields, ${literal(`$."${field.id}"`)}) IS NOT NULL)`,
  )
  return rows.map((row) => (row.filled === 1 ? read(row) : { id: row.id, title: row.title, json: null }))
}

interface ValueRow {
  id: number
  number: number
  title: string
  v0: Primitive
  v1?: Primitive
}

interface Reader {
  /** in letters, of record `r` */
  size: Sql
  /** whether it has a value */
  filled: Sql
  columns: Sql
  read(row: ValueRow): FieldValue
}

function reader(context: Context, project: Project, field: Field): Reader {
  const from = typeOf(field.type)!
  if (from.storage === 'links') return linkReader(field)
  const world = worldOf(context.scope(project), field.name)
  const slots = slotsOf({ row: 'r' }, field)
  return {
    size: sql`length(${slots[0]!})`,
    filled: sql`${slots[0]!} IS NOT NULL`,
    columns: join(slots.map((slot, i) => sql`${slot} AS ${raw(`v${i}`)}`)),
    read: ({ id, number, title, v0, v1 = null }) => {
      const value = decodeValue(from as FieldType, [v0, v1].slice(0, slots.length))
      return { id, number, title, json: valueToJson(from, value, field.config, world), stored: v0 }
    },
  }
}

/** The records that are linked, each with its title, in their order. */
function linkReader({ id: field }: Field): Reader {
  const links = sql`FROM links l JOIN records o ON o.id = l.to_id AND o.deleted_at IS NULL WHERE l.from_id = r.id AND l.field_id = ${field}`
  return {
    size: sql`0`,
    filled: sql`EXISTS (SELECT 1 ${links})`,
    columns: sql`(SELECT json_group_array(json_object('id', CAST(id AS TEXT), 'title', title))
      FROM (SELECT o.id, o.title ${links} ORDER BY l.position)) AS v0`,
    read: ({ v0, ...row }) => ({ ...row, json: JSON.parse(String(v0)) as Json, stored: v0 }),
  }
}
