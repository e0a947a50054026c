import type { EntityKind } from '../entities.ts'

/** A history row of an entity. */
export interface EntityHistory {
  seq: number
  kind: EntityKind
  thing_id: number
  project_id: number
  what: string
  /** JSON: {"<column>": [before, after]} */
  fields: string
}
