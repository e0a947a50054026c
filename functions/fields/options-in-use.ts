import { issue, Problem } from '../../src/core/errors/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { sql } from '../../src/core/sql/index.ts'
import type { Change } from '../changes/index.ts'
import { optionsOf, selectOptionHolders } from '../changes/option-holders.ts'
import type { Context } from '../context/index.ts'
import { guard } from '../db/batch.ts'

/**
 * An option that records hold stays, or they would hold something without a name: it can be merged into another. What is in the
 * bin counts too, since it can come back.
 */
export async function requireUnusedOptions(
  context: Context,
  change: Change,
  project: Project,
  field: Field,
  changed: Field,
): Promise<void> {
  const remainingIds = new Set(optionsOf(changed).map(({ id }) => id))
  const removed = optionsOf(field).filter(({ id }) => !remainingIds.has(id))
  if (removed.length === 0) return
  const holders = selectOptionHolders(project, field, JSON.stringify(removed.map(({ id }) => id)))
  const [found] = await context.batch(holders)
  const issues = removed.flatMap(({ id, name }) => {
    const count = found.find((one) => one.id === id)?.n
    return count ? [issue('config.options', 'optionInUse', { name, option: id, count })] : []
  })
  if (issues.length > 0) throw new Problem(409, issues)
  change.add(guard(sql`NOT EXISTS (${holders})`, 'stale'))
}
