import type { FormDefinition } from '../../src/core/api/form/index.ts'
import { type Control, typeOf } from '../../src/core/fields/index.ts'
import type { Condition } from '../../src/core/forms/is-shown.ts'
import type { Catalog, Field, Project } from '../../src/core/model/index.ts'
import { accessOf, may } from '../../src/core/permissions/index.ts'

/** A field of a form as a visitor meets it. */
export interface LiveField {
  /** of its control: `title`, `description`, `files`, `f12` */
  name: string
  /** a field's id, or the name of what every record has */
  key: string
  /** null for what every record has */
  field: Field | null
  control: Control
  label: string
  help: string
  required: boolean
  showIf: Condition | null
  options: readonly { id: string; name: string }[]
  /** of a scale */
  most: number
  /** what browsers fill it in from */
  autocomplete: string
}

const nameOf = (key: string): string => (/^\d/.test(key) ? `f${key}` : key)

/** What of a form is there to be filled in: a field that is gone, or that the form's owner may not write any more, isn't asked for. */
export function liveFields(project: Project, { fields }: Pick<FormDefinition, 'fields'>): LiveField[] {
  return fields.flatMap((item): LiveField[] => {
    const field = project.fields.find(({ id }) => String(id) === item.field) ?? null
    const type = field && typeOf(field.type)
    const control = field ? type?.control : BUILT_IN[item.field]
    if (!control || field?.fixed) return []
    const { options = [] } = (field?.config ?? {}) as { options?: { id: string; name: string }[] }
    return [
      {
        name: nameOf(item.field),
        key: item.field,
        field,
        control,
        label: item.label || (field?.name ?? (item.field === 'title' ? project.titleName : '')),
        help: item.help,
        // Without a title there is no record.
        required: item.required || field?.required === true || item.field === 'title',
        showIf: item.showIf && { ...item.showIf, field: nameOf(item.showIf.field) },
        options: control === 'choice' || control === 'choices' ? options : [],
        most: (field && type?.whole?.(field.config)) ?? 0,
        autocomplete: AUTOCOMPLETE[control] ?? (type?.contact === 'place' ? 'street-address' : ''),
      },
    ]
  })
}

const BUILT_IN: Record<string, Control> = { title: 'text', description: 'lines', files: 'files' }
const AUTOCOMPLETE: Partial<Record<Control, string>> = { email: 'email', tel: 'tel', url: 'url' }

/** Whether its owner may still make records: what is sent in is taken in with their rights. */
export function mayTakeIn(catalog: Catalog, form: { ownerId: number; projectId: number }): boolean {
  const owner = catalog.people.find(({ id }) => id === form.ownerId)
  return owner !== undefined && !owner.deactivated && may(accessOf(catalog, owner), { id: form.projectId }, 'edit')
}
