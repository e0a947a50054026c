import { typeOf } from '../../src/core/fields/index.ts'
import type { ProjectKey, TemplateProject } from '../../src/core/template/index.ts'

/** The ids that come next in each table. */
export interface NextIds {
  projects: number
  lists: number
  fields: number
  tags: number
  dashboards: number
  charts: number
  /** the last history row when the ids were read: if it has moved on, they are read again */
  lastSeq: number
}

/** A template's project with the ids that it and its fields will have. */
export class PlannedProject {
  readonly template: TemplateProject
  readonly id: number
  readonly #first: number

  constructor(template: TemplateProject, id: number, first: number) {
    this.template = template
    this.id = id
    this.#first = first
  }

  has(key: string): boolean {
    return this.template.fields.some((field) => field.key === key)
  }

  /** A field's id by its key; a built-in name stays one. */
  field(key: unknown): string {
    const index = this.template.fields.findIndex((field) => field.key === key)
    return index < 0 ? String(key) : String(this.#first + index)
  }
}

export type PlannedProjects = ReadonlyMap<ProjectKey, PlannedProject>

/** Each names fields of the others, so all have their ids before any is there. */
export function assignIds(projects: Partial<Record<ProjectKey, TemplateProject>>, ids: NextIds): PlannedProjects {
  let first = ids.fields
  const all = Object.entries(projects) as [ProjectKey, TemplateProject][]
  return new Map(
    all.map(([key, template], i) => {
      const placed = new PlannedProject(template, ids.projects + i, first)
      first += template.fields.length
      return [key, placed] as const
    }),
  )
}

/** The template names projects and fields by their keys; they are stored by id. */
export function configWithIds(
  type: string,
  config: Record<string, unknown>,
  planned: PlannedProject,
  all: PlannedProjects,
): Record<string, unknown> {
  const project = (key: unknown) => all.get(key as ProjectKey)!
  const { computed, storage } = typeOf(type)!
  if (storage === 'links') return { ...config, project: String(project(config.project).id) }
  switch (computed) {
    case 'lookup': {
      const through = planned.template.fields.find((field) => field.key === config.reference)!
      return { reference: planned.field(config.reference), field: project(through.config.project).field(config.field) }
    }
    case 'formula':
      // Replaces the template's keys by the ids of their fields.
      return {
        formula: (config.formula as string[])
          .map((part) => (planned.has(part) ? `{#${planned.field(part)}}` : part))
          .join(''),
      }
    case 'rollup': {
      const other = project(config.project)
      const measure = config.measure as { op: string; field: string }
      return {
        ...config,
        project: String(other.id),
        reference: other.field(config.reference),
        measure: { ...measure, field: other.field(measure.field) },
      }
    }
    case 'duration': {
      const event = (of: unknown) => ({ event: 'field', field: planned.field((of as { field: string }).field) })
      return { ...config, from: event(config.from), to: event(config.to) }
    }
    default:
      return config
  }
}
