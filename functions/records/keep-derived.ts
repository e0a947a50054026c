import { addAxis, recountCube } from '../../src/core/charts/index.sql.ts'
import {
  type AxisOnDemand,
  CUBE_SLOTS,
  fieldAxis,
  isFieldAxis,
  keptFields,
  MOST_FIELD_AXES,
} from '../../src/core/charts/index.ts'
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
  {
    indexes = [],
    sums = [],
    axes = [],
  }: { indexes?: readonly AutoIndex[]; sums?: readonly Field[]; axes?: readonly AxisOnDemand[] },
): void {
  if (indexes.length + sums.length + axes.length === 0) return
  const unfiltered = context.unfilteredProject(project)
  context.waitUntil(async () => {
    const { zone } = context.catalog.workspace
    const statements = [...indexes.map(createIndexSql), ...keepCubed(unfiltered, { sums, axes }, zone)]
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

/** Gives the fields free numbers in the cube, if there are any, and their values axes of it, and counts it anew with them. */
function keepCubed(
  project: Project,
  { sums, axes }: { sums: readonly Field[]; axes: readonly AxisOnDemand[] },
  zone: string,
): Sql[] {
  const taken = new Set(keptFields(project.fields).map(({ cubeSlot }) => cubeSlot))
  const free = Array.from({ length: CUBE_SLOTS }, (_, i) => i + 1).filter((slot) => !taken.has(slot))
  const ids = [...new Set(sums.map(({ id }) => id))]
  const slots = new Map(ids.slice(0, free.length).map((id, i) => [id, free[i]!]))
  const room = MOST_FIELD_AXES - project.fields.filter(({ cubeAxis }) => cubeAxis).length
  const wantedAxes = new Set(axes)
  const newAxes: AxisOnDemand[] = [...wantedAxes].filter(isFieldAxis).slice(0, Math.max(0, room))
  if (wantedAxes.has('createdByList')) newAxes.push('createdByList')
  if (slots.size === 0 && newAxes.length === 0) return []
  const fields = project.fields.map((field) => ({
    ...field,
    cubeSlot: slots.get(field.id) ?? field.cubeSlot,
    cubeAxis: field.cubeAxis || newAxes.includes(fieldAxis(field)),
  }))
  const cubed = {
    id: project.id,
    fields,
    cubeCreatedByList: project.cubeCreatedByList || newAxes.includes('createdByList'),
  }
  return [
    ...[...slots].map(([id, slot]) => sql`UPDATE fields SET cube_slot = ${slot} WHERE id = ${id}`),
    ...newAxes.map((axis) =>
      axis === 'createdByList'
        ? sql`UPDATE projects SET cube_created_by_list = 1 WHERE id = ${project.id}`
        : sql`UPDATE fields SET cube_axis = 1 WHERE id = ${Number(axis.slice(1))}`,
    ),
    ...(slots.size > 0 ? recountCube(cubed, zone) : newAxes.map((axis) => addAxis(cubed, zone, axis))),
  ]
}
