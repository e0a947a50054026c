import { typeOf } from '../../src/core/fields/index.ts'
import type { ListAsk } from '../../src/core/model/index.ts'
import type {
  FieldName,
  ProjectKey,
  TemplateField,
  TemplateList,
  TemplateProject,
} from '../../src/core/template/index.ts'

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

/** Where a project of the template is, or will be: its id, and those of its fields by the template's keys. */
export class PlannedProject {
  readonly template: TemplateProject
  readonly id: number
  readonly #fields = new Map<unknown, number>()

  constructor(template: TemplateProject, id: number) {
    this.template = template
    this.id = id
  }

  place(key: FieldName, id: number): void {
    this.#fields.set(key, id)
  }

  has(key: unknown): boolean {
    return this.template.fields.some((field) => field.key === key)
  }

  /** A field's id by its key; a built-in name stays one. Undefined where the template has it and the project doesn't. */
  field(key: unknown): string | undefined {
    const id = this.#fields.get(key)
    if (id !== undefined) return String(id)
    return this.has(key) ? undefined : String(key)
  }
}

/** A list's questions by the ids of their fields; those that the project doesn't have are left out. */
export const asksWithIds = ({ asks }: TemplateList, planned: PlannedProject): ListAsk[] =>
  asks.flatMap((key) => {
    const id = planned.has(key) ? planned.field(key) : undefined
    return id === undefined ? [] : { field: Number(id), required: false }
  })

export type PlannedProjects = ReadonlyMap<ProjectKey, PlannedProject>

/** Each names fields of the others, so all have their ids before any is there. */
export function assignIds(projects: Partial<Record<ProjectKey, TemplateProject>>, ids: NextIds): PlannedProjects {
  let next = ids.fields
  const all = Object.entries(projects) as [ProjectKey, TemplateProject][]
  return new Map(
    all.map(([key, template], i) => {
      const planned = new PlannedProject(template, ids.projects + i)
      for (const field of template.fields) planned.place(field.key, next++)
      return [key, planned] as const
    }),
  )
}

/** The template names projects and fields by their keys; they are stored by id. Null where something that is named isn't there. */
export function configWithIds(
  { type, config }: TemplateField,
  planned: PlannedProject,
  all: PlannedProjects,
): Record<string, unknown> | null {
  const project = (key: unknown) => all.get(key as ProjectKey)
  const { computed, storage } = typeOf(type)!
  if (storage === 'links') {
    const target = project(config.project)
    return target ? { ...config, project: String(target.id) } : null
  }
  switch (computed) {
    case 'lookup': {
      const through = planned.template.fields.find((field) => field.key === config.reference)!
      return completeOrNull({
        reference: planned.field(config.reference),
        field: project(through.config.project)?.field(config.field),
      })
    }
    case 'formula': {
      // Replaces the template's keys by the ids of their fields.
      const parts = config.formula as string[]
      if (parts.some((part) => planned.field(part) === undefined)) return null
      return { formula: parts.map((part) => (planned.has(part) ? `{#${planned.field(part)}}` : part)).join('') }
    }
    case 'rollup': {
      const other = project(config.project)
      const measure = config.measure as { op: string; field: string }
      const named = completeOrNull({ reference: other?.field(config.reference), field: other?.field(measure.field) })
      if (!other || !named) return null
      const { reference, field } = named
      return { ...config, project: String(other.id), reference, measure: { ...measure, field } }
    }
    case 'duration': {
      const moments = completeOrNull({
        from: planned.field((config.from as { field: string }).field),
        to: planned.field((config.to as { field: string }).field),
      })
      const event = (field: unknown) => ({ event: 'field', field })
      return moments && { ...config, from: event(moments.from), to: event(moments.to) }
    }
    default:
      return config
  }
}

const completeOrNull = (ids: Record<string, string | undefined>): Record<string, string> | null =>
  Object.values(ids).includes(undefined) ? null : (ids as Record<string, string>)
