import type { Action, AutomationDefinition } from '../../src/core/api/automation/index.ts'
import { namesInTemplate } from '../../src/core/automations/template.ts'
import { type Issue, issue } from '../../src/core/errors/index.ts'
import { storedIds } from '../../src/core/formula/index.ts'
import { BUILT_IN_ROLES, type Catalog, type Project } from '../../src/core/model/index.ts'
import { accessOf, visibleCatalog } from '../../src/core/permissions/index.ts'
import type { Context } from '../context/index.ts'

/** Of what an action writes where others read it: the fields that go into it, and where that is. */
interface Written {
  path: string
  fields: readonly number[]
  project: Project
  /** the field that it is written into; null for what everybody reads who sees the record */
  into: number | null
}

/** An issue for each field that an automation would write where somebody reads it who may not see that field. */
export function requireSeenByAll(
  { unfilteredCatalog: catalog, person }: Context,
  project: Project,
  definition: AutomationDefinition,
): Issue[] {
  const written = writtenBy(catalog, project, definition.actions, 'actions')
  if (written.every(({ fields }) => fields.length === 0)) return []
  const roles = [...BUILT_IN_ROLES.map((id) => ({ id: id as string, name: id as string })), ...catalog.roles]
  return roles.flatMap((role) => {
    const { projects } = visibleCatalog(catalog, accessOf(catalog, { ...person, role: role.id }))
    const seen = new Set(projects.flatMap(({ fields }) => fields.map(({ id }) => id)))
    return written.flatMap(({ path, fields, project, into }) => {
      const reads = projects.some(({ id }) => id === project.id) && (into === null || seen.has(into))
      const hidden = reads ? fields.filter((field) => !seen.has(field)) : []
      return hidden.map((field) => issue(path, 'hiddenFromSome', { name: nameOf(catalog, field), role: role.name }))
    })
  })
}

function writtenBy(catalog: Catalog, project: Project, actions: readonly Action[], path: string): Written[] {
  const text = (template: string, textPath: string, where = project, into: number | null = null): Written => ({
    path: textPath,
    fields: namesInTemplate(template).flatMap(idsIn),
    project: where,
    into,
  })
  return actions.flatMap((action, i): Written[] => {
    const actionPath = `${path}.${i}`
    switch (action.do) {
      case 'comment':
        return [text(action.body, `${actionPath}.body`)]
      case 'email':
        // History keeps it.
        return [text(action.subject, `${actionPath}.subject`), text(action.body, `${actionPath}.body`)]
      case 'set': {
        const into = /^\d+$/.test(action.field) ? Number(action.field) : null
        if ('formula' in action)
          return [{ path: `${actionPath}.formula`, fields: storedIds(action.formula), project, into }]
        return typeof action.value === 'string' ? [text(action.value, `${actionPath}.value`, project, into)] : []
      }
      case 'create': {
        const target = catalog.projects.find(({ id }) => String(id) === action.project)
        return Object.entries(action.values).flatMap(([key, value]) =>
          target && typeof value === 'string'
            ? [text(value, `${actionPath}.values.${key}`, target, /^\d+$/.test(key) ? Number(key) : null)]
            : [],
        )
      }
      case 'branch':
        return [
          ...writtenBy(catalog, project, action.then, `${actionPath}.then`),
          ...writtenBy(catalog, project, action.else ?? [], `${actionPath}.else`),
        ]
      default:
        return []
    }
  })
}

const idsIn = (path: string): number[] => path.split('.').flatMap((one) => (/^\d+$/.test(one) ? [Number(one)] : []))

const nameOf = ({ projects }: Catalog, id: number): string =>
  projects.flatMap(({ fields }) => fields).find((field) => field.id === id)?.name ?? String(id)
