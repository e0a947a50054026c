import { invalid } from '../../src/core/errors/index.ts'
import { mayBeUnique } from '../../src/core/fields/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Change } from '../changes/index.ts'
import { createUniqueIndex, selectDuplicates } from '../changes/unique.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'

/** Asks a field to be unique from this change on, if its values are now. */
export async function requireDistinctValues(
  context: Context,
  change: Change,
  project: Project,
  field: Pick<Field, 'id' | 'name' | 'type' | 'slot'>,
): Promise<void> {
  if (!mayBeUnique(field.type)) throw invalid('unique', 'neverUnique')
  const duplicates = selectDuplicates(project, field)
  const [[duplicate]] = await context.batch(duplicates)
  if (duplicate) throw invalid('unique', 'notDistinct', { name: field.name, value: String(duplicate.value) })
  change.add(createUniqueIndex(project, field), guard(sql`NOT EXISTS (${duplicates})`, 'stale'))
}
