import { recountCube } from '../../src/core/charts/index.sql.ts'
import { CUBE_SLOTS, keptFields } from '../../src/core/charts/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { type AutoIndex, createIndexSql } from '../../src/core/query/index.sql.ts'
import { type Sql, sql } from '../../src/core/sql/index.ts'
import type { Context } from '../context/index.ts'
import { guard, runBatch, StaleError } from '../db/batch.ts'
import { bumpCatalogVersion } from '../db/catalog-version.ts'
import { openDatabase } from '../db/client.ts'

/**
 * What a large project is asked for gets kept: an index of a field that is sorted or filtered by, the sums of one that is
 * added up. Done after the answer is out; the next one of its kind is quick.
 */
export function keepDerived(
  context: Context,
  project: Project,
  { indexes = [], sums = [] }: { indexes?: readonly AutoIndex[]; sums?: readonly Field[] },
): void {
  const unfiltered = context.unfilteredProject(project)
  context.waitUntil(async () => {
    const statements = [...indexes.map(createIndexSql), ...keepSums(unfiltered, sums, context.catalog.workspace.zone)]
    if (statements.length === 0) return
    const { version } = context.unfilteredCatalog
    const unchanged = guard(sql`(SELECT catalog_version FROM workspace) = ${version}`, 'stale')
    try {
      await runBatch(openDatabase(context.env.DB), [unchanged, ...statements, bumpCatalogVersion])
    } catch (error) {
      // Somebody changed fields, or kept the same, meanwhile: the next one who asks sees to it.
      if (!(error instanceof StaleError)) throw error
    }
  })
}

/** Gives the fields free numbers in the cube, if there are any, and counts it anew with them. */
function keepSums(project: Project, fields: readonly Field[], zone: string): Sql[] {
  const taken = new Set(keptFields(project.fields).map(({ cubeSlot }) => cubeSlot))
  const free = Array.from({ length: CUBE_SLOTS }, (_, i) => i + 1).filter((slot) => !taken.has(slot))
  const ids = [...new Set(fields.map(({ id }) => id))]
  const slots = new Map(ids.slice(0, free.length).map((id, i) => [id, free[i]!]))
  if (slots.size === 0) return []
  const kept = project.fields.map((field) => ({ ...field, cubeSlot: slots.get(field.id) ?? field.cubeSlot }))
  return [
    ...[...slots].map(([id, slot]) => sql`UPDATE fields SET cube_slot = ${slot} WHERE id = ${id}`),
    ...recountCube({ id: project.id, fields: kept }, zone),
  ]
}
