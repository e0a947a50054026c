import { cachedProject } from '../../client/workspace.ts'
import type { FieldAnswer, ProjectAnswer } from '../../core/api/answers.ts'
import { kindOf } from '../field-types/index.ts'
import { builtInsOf } from './built-ins.ts'
import type { Subject } from './subject.ts'

/** A path from a project along its references to another one. */
export interface ReferencePath {
  /** what dotted names begin with: "12." */
  prefix: string
  /** "Customer › " */
  label: string
  project: ProjectAnswer
}

export const rootPath = (project: ProjectAnswer): ReferencePath => ({ prefix: '', label: '', project })

/** A lookup compares like the field it shows, a formula by its result type. */
export function subjectOf(field: FieldAnswer): Subject {
  const { type, config } = field.result ?? field
  return { name: field.id, label: field.name, type, kind: kindOf(type), config }
}

export function subjectsAt({ prefix, label, project }: ReferencePath): Subject[] {
  const ownSubjects = [
    ...builtInsOf(project).slice(0, 1),
    ...project.fields.map(subjectOf),
    ...builtInsOf(project).slice(1),
  ]
  return ownSubjects.map((subject) => ({ ...subject, name: prefix + subject.name, label: label + subject.label }))
}

/** The reference paths that start from here, up to a depth that people can follow. */
export function pathsFrom({ prefix, label, project }: ReferencePath): ReferencePath[] {
  if (prefix.split('.').length > 2) return []
  return project.fields.flatMap((field) => {
    const target = kindOf(field.type) === 'links' ? cachedProject(String(field.config.project)) : undefined
    if (!target) return []
    return [{ prefix: `${prefix}${field.id}.`, label: `${label}${field.name} › `, project: target }]
  })
}

/** All reference paths, transitively. */
export const pathsBeyond = (path: ReferencePath): ReferencePath[] =>
  pathsFrom(path).flatMap((next) => [next, ...pathsBeyond(next)])

/** By id, exact name or built-in name; a dot follows a reference. Null where there is nothing of that name (any more). */
export function subjectNamed(project: ProjectAnswer, name: string): Subject | null {
  const field = fieldNamed(project, name)
  if (field) return { ...subjectOf(field), name }
  const builtIn = builtInsOf(project).find((builtIn) => builtIn.name === name)
  if (builtIn) return builtIn
  const dot = name.indexOf('.')
  const reference = dot > 0 ? fieldNamed(project, name.slice(0, dot)) : undefined
  const target = reference && cachedProject(String(reference.config.project))
  const innerSubject = target && subjectNamed(target, name.slice(dot + 1))
  return innerSubject ? { ...innerSubject, name, label: `${reference.name} › ${innerSubject.label}` } : null
}

const fieldNamed = ({ fields }: ProjectAnswer, name: string): FieldAnswer | undefined =>
  fields.find((field) => field.name === name) ??
  fields.find((field) => field.id === name) ??
  fields.find((field) => field.name.toLocaleLowerCase() === name.toLocaleLowerCase())
