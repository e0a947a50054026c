import { issue } from '../../src/core/errors/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { identityOf } from '../../src/core/text/identity.ts'
import { selectValueHolders } from '../changes/unique.ts'
import type { Context } from '../context/index.ts'
import { type ReadRow, type Refusal, refusal } from './read-rows.ts'

/** Rows that would give a unique field what another record, or an earlier row, has already. */
export async function findDuplicates(
  context: Context,
  project: Project,
  rows: readonly (ReadRow & { id?: number })[],
): Promise<Refusal[]> {
  const fields = project.fields.filter((field) => field.unique && rows.some((row) => identityIn(row, field) !== ''))
  if (fields.length === 0) return []
  const found = await context.batch(
    ...fields.map((field) =>
      selectValueHolders(
        project,
        field,
        JSON.stringify([...new Set(rows.map((row) => identityIn(row, field)))].filter((value) => value !== '')),
      ),
    ),
  )
  const refused = new Map<number, Refusal>()
  for (const [i, field] of fields.entries()) {
    const holders = new Map(found[i]!.map(({ id, value }) => [value, id]))
    const earlier = new Set<string | number>()
    for (const row of rows) {
      const value = identityIn(row, field)
      if (value === '') continue
      const holder = holders.get(value)
      if ((holder !== undefined && holder !== row.id) || earlier.has(value))
        refused.set(row.row, refusal(row.row, field.name, String(value), issue('', 'notUnique', { name: field.name })))
      earlier.add(value)
    }
  }
  return [...refused.values()]
}

/** What the row's value is told apart by; '' where it has none. */
function identityIn(row: ReadRow, field: Field): string | number {
  const value = row.values.get(String(field.id)) ?? ''
  return typeof value === 'number' ? value : identityOf(String(value))
}
