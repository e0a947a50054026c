import { type OptionsConfig, typeOf } from '../../src/core/fields/index.ts'
import type { Field, Project } from '../../src/core/model/index.ts'
import { raw, type Sql, sql } from '../../src/core/sql/index.ts'

/** The options that a field has now; none where it is of a type without. */
export const optionsOf = (field: Pick<Field, 'type' | 'config'> | undefined): OptionsConfig['options'] =>
  field && typeOf(field.type)?.holds === 'options' ? (field.config as unknown as OptionsConfig).options : []

/** Records of a project, archived and binned ones too, with each option that they hold: `r` the record, `m.value` the option's id. */
const heldOptions = (project: Pick<Project, 'id'>, field: Field): Sql => {
  const slot = raw(`r.s${field.slot}`)
  const members = typeOf(field.type)?.kind === 'option' ? sql`json_array(${slot})` : slot
  return sql`FROM records r JOIN json_each(${members}) m WHERE +r.project_id = ${project.id} AND ${slot} IS NOT NULL`
}

/** How many of the records that `condition` holds of have each of these options (a JSON list of ids). */
export const selectOptionHolders = (
  project: Pick<Project, 'id'>,
  field: Field,
  ids: string,
  condition: Sql = sql`TRUE`,
) =>
  sql<{
    id: string
    n: number
  }>`SELECT m.value AS id, count(DISTINCT r.id) AS n ${heldOptions(project, field)} AND m.value IN (SELECT value FROM json_each(${ids}))
      AND ${condition} GROUP BY 1`
