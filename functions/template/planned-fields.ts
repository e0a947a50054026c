import * as v from 'valibot'
import { slotCount, typeOf } from '../../src/core/fields/index.ts'
import { type Field, type Json, PLAIN_FIELD } from '../../src/core/model/index.ts'
import type { TemplateField } from '../../src/core/template/index.ts'
import type { Change } from '../changes/index.ts'
import { configWithIds, type PlannedProject, type PlannedProjects } from './assign-ids.ts'

/** How many columns these fields own together. */
export const slotsOf = (fields: readonly TemplateField[]): number =>
  fields.reduce((sum, { type }) => sum + slotCount(typeOf(type)!), 0)

/** A template's fields as they are stored: under their ids, in columns from `slot` on, with settings that name things by id. */
export function plannedFields(
  planned: PlannedProject,
  fields: readonly TemplateField[],
  all: PlannedProjects,
  { slot, position }: { slot: number; position: number },
): Field[] {
  let next = slot
  return fields.map((field, i) => {
    const type = typeOf(field.type)!
    const width = slotCount(type)
    return {
      id: Number(planned.field(field.key)),
      name: field.name,
      type: field.type,
      config: v.parse(type.config, configWithIds(field, planned, all)) as Json,
      slot: width > 0 ? next++ : null,
      slot2: width > 1 ? next++ : null,
      ...PLAIN_FIELD,
      section: field.section ?? '',
      position: position + i,
    }
  })
}

export const addFields = (change: Change, project: number, fields: readonly Field[]): void =>
  change.createEntities(
    'field',
    project,
    fields.map(({ id, name, type, slot, slot2, cubeSlot, position, config, section }) => ({
      ...{ id, name, type, slot, slot2, cubeSlot, position, config, section },
      projectId: project,
    })),
  )
