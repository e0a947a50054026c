import { issue } from '../../src/core/errors/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { type ReadRow, type Refusal, refusal } from './read-rows.ts'

/** Rows that would give a unique field what another record, or an earlier row, has already. */
export async function findDuplicates(
  context: Context,
  project: Project,
  rows: readonly (ReadRow & { id?: number })[],
): Promise<Refusal[]> {
  const fields = project.fields.filter((field) => field.unique && rows.some((row) => normalized(row, field) !== ''))
  if (fields.length === 0) return []
  const found = await context.batch(
    ...fields.map((field) => {
      const values = JSON.stringify([...new Set(rows.map((row) => normalized(row, field)))].filter(Boolean))
      return sql<{
        id: number
        value: string
      }>`SELECT r.id, lower(r.s${raw(String(field.slot))}) AS value FROM records r
        WHERE r.project_id = ${raw(String(project.id))} AND r.deleted_at IS NULL
          AND lower(r.s${raw(String(field.slot))}) IN (SELECT value FROM json_each(${values}))`
    }),
  )
  const refused = new Map<number, Refusal>()
  for (const [i, field] of fields.entries()) {
    const holders = new Map(found[i]!.map(({ id, value }) => [String(value), id]))
    const earlier = new Set<string>()
    for (const row of rows) {
      const value = normalized(row, field)
      if (value === '') continue
      const holder = holders.get(value)
      if ((holder !== undefined && holder !== row.id) || earlier.has(value))
        refused.set(row.row, refusal(row.row, field.name, value, issue('', 'notUnique', { name: field.name })))
      earlier.add(value)
    }
  }
  return [...refused.values()]
}

/** As the index tells values apart: Latin letters without case. */
function normalized(row: ReadRow, field: Field): string {
  const value = row.values.get(String(field.id)) ?? ''
  return String(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
