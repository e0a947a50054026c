import { sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'

export interface ImportAdditions {
  fields: { id: string; name: string }[]
  /** how many options, of fields that were there before */
  options: { id: string; name: string; count: number }[]
}

/** Of the changes of imports: the fields and options that each has made and that still stand, of those that the reader sees. */
export async function readAdditions(
  context: Context,
  projectId: number,
  changes: readonly number[],
): Promise<(change: number) => ImportAdditions> {
  const fields = context.catalog.projects.find(({ id }) => id === projectId)?.fields ?? []
  const ids = JSON.stringify(fields.filter(({ fixed }) => !fixed).map(({ id }) => id))
  const [rows] = await context.batch(
    sql<{ change_id: number; field: number; made: 0 | 1; options: number }>`SELECT h.change_id, h.thing_id AS field,
        max(h.what = 'created') AS made, coalesce(sum((SELECT count(*) FROM json_each(json_extract(h.fields, '$.config[1]'), '$.options') o
          WHERE o.value ->> 'id' NOT IN (SELECT b.value ->> 'id' FROM json_each(json_extract(h.fields, '$.config[0]'), '$.options') b)
            AND o.value ->> 'id' IN (SELECT c.value ->> 'id' FROM fields f, json_each(f.config, '$.options') c WHERE f.id = h.thing_id))), 0) AS options
      FROM json_each(${ids}) i CROSS JOIN history h ON h.kind = 'field' AND h.thing_id = i.value
      WHERE h.what IN ('created', 'updated') AND h.change_id IN (SELECT value FROM json_each(${JSON.stringify(changes)}))
      GROUP BY h.change_id, h.thing_id`,
  )
  return (change) => {
    const changeRows = rows.filter((row) => row.change_id === change)
    const named = fields.flatMap(({ id, name }) => {
      const row = changeRows.find(({ field }) => field === id)
      return row ? [{ id: String(id), name, made: row.made === 1, count: row.options }] : []
    })
    return {
      fields: named.filter(({ made }) => made).map(({ id, name }) => ({ id, name })),
      options: named
        .filter(({ made, count }) => !made && count > 0)
        .map(({ id, name, count }) => ({ id, name, count })),
    }
  }
}
