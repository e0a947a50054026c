import type { ActionOf } from '../api/automation/index.ts'
import { type IssueCollector, invalid } from '../errors/index.ts'
import { typeOf } from '../fields/index.ts'
import { environment, FormulaError, parseFormula, toStored } from '../formula/index.ts'
import type { Field, Project } from '../model/index.ts'
import { type Filter, fieldNamed, filterById, nameById, operandNamed, type Scope, valueColumn } from '../query/index.ts'
import { findNamed } from '../text/identity.ts'
import { templateById } from './template.ts'

/** What one can wait for a change of, of what every record has. */
const WATCHED = new Set(['title', 'description', 'due', 'list', 'tags', 'assignees'])

/** Reads what a definition names, each name as its id; what leads nowhere is an issue at its place, and stays as it was sent. */
export class Names {
  readonly scope: Scope
  readonly #issues: IssueCollector

  constructor(scope: Scope, issues: IssueCollector) {
    this.scope = scope
    this.#issues = issues
  }

  filter(filter: Filter, path: string): Filter {
    return this.try(path, filter, () => {
      const byId = filterById(filter, this.scope)
      this.scope.language.matcher(byId, this.scope)
      return byId
    })
  }

  /** By ids; an error has its place in the text. */
  formula(text: string): string {
    const { scope } = this
    const env = environment(scope.project.fields.flatMap((field) => valueColumn(scope, field) ?? []))
    try {
      const stored = toStored(text, env)
      parseFormula(stored, env)
      return stored
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error
      const { at, length, code, message, suggestion } = error
      throw invalid('', 'formula', { reason: message, at, length, formula: code, suggestion })
    }
  }

  /** A reference of the new record's project to this one, or of this one to that. */
  linkOf(project: Project, name: string): string {
    const ownProject = this.scope.project
    const there = fieldNamed({ project }, name)
    if (there && this.target(there)?.id === ownProject.id) return String(there.id)
    const here = fieldNamed({ project: ownProject }, name)
    if (here && this.target(here)?.id === project.id) return String(here.id)
    throw invalid('', 'badLink', { name: there?.name ?? here?.name ?? name })
  }

  template(text: string, path: string): string {
    return this.try(path, text, () => templateById(text, this.scope))
  }

  recipient(to: ActionOf<'notify'>['to'][number]): void {
    const { catalog } = this.scope
    if (typeof to === 'string') return
    if ('person' in to) return void this.person(to.person)
    if ('team' in to && !catalog.teams.some(({ id }) => String(id) === to.team))
      throw invalid('', 'unknownTeam', { value: to.team })
  }

  person(id: string): void {
    const found = this.scope.catalog.people.find((one) => String(one.id) === id && !one.deactivated)
    if (!found) throw invalid('', 'unknownPerson', { value: id })
  }

  list(sent: string): string {
    const { lists } = this.scope.project
    const found = lists.find(({ id }) => String(id) === sent) ?? findNamed(lists, sent)
    if (!found) throw invalid('', 'unknownList', { name: sent })
    return String(found.id)
  }

  tag(sent: string): string {
    const { tags } = this.scope.project
    const found = tags.find(({ id }) => String(id) === sent) ?? findNamed(tags, sent)
    if (!found) throw invalid('', 'unknownTag', { name: sent })
    return String(found.id)
  }

  field(project: Project, name: string): Field {
    const field = fieldNamed({ project }, name)
    if (!field) throw invalid('', 'unknownField', { name })
    return field
  }

  watched(scope: Scope, names: readonly string[], path: string): string[] {
    return names.map((name, i) =>
      this.try(`${path}.fields.${i}`, name, () => {
        if (WATCHED.has(name)) return name
        const field = this.field(scope.project, name)
        const { storage, computed } = typeOf(field.type)!
        if (storage === 'computed' || computed) throw invalid('', 'notWatched', { name: field.name })
        return String(field.id)
      }),
    )
  }

  day(name: string): string {
    const { kind } = operandNamed(this.scope, name)
    if (kind !== 'date' && kind !== 'instant') throw invalid('', 'notDay', { name })
    return nameById(name, this.scope)
  }

  address(name: string): string {
    if (operandNamed(this.scope, name).kind !== 'text') throw invalid('', 'notAddress', { name })
    return nameById(name, this.scope)
  }

  summable(name: string): string {
    const { kind } = operandNamed(this.scope, name)
    if (kind !== 'number' && kind !== 'money') throw invalid('', 'badMeasure', { name })
    return nameById(name, this.scope)
  }

  button(name: string): string {
    const field = this.field(this.scope.project, name)
    if (typeOf(field.type)?.computed !== 'nothing') throw invalid('', 'notButton', { name: field.name })
    return String(field.id)
  }

  reference(project: Project, name: string): Field {
    const field = this.field(project, name)
    if (typeOf(field.type)?.storage !== 'links') throw invalid('', 'notReference', { name: field.name })
    return field
  }

  target(reference: Field): Project | undefined {
    const { project } = (reference.config ?? {}) as { project?: string }
    return this.scope.catalog.projects.find(({ id }) => String(id) === project)
  }

  optional<T, K extends keyof T>(
    of: T,
    key: K,
    path: string,
    read: (value: NonNullable<T[K]>) => T[K],
  ): Partial<Pick<T, K>> {
    const value = of[key]
    if (value === undefined || value === null) return {}
    return { [key]: this.try(`${path}.${String(key)}`, value, read as (value: T[K]) => T[K]) } as Partial<Pick<T, K>>
  }

  /** What `read` makes of it; the thing itself, and an issue at `path`, where it can't be read. */
  try<T>(path: string, sent: T, read: (sent: T) => T): T {
    return this.#issues.try(path, () => read(sent)) ?? sent
  }

  /** An issue at `path` where `step` refuses. */
  check(path: string, step: () => void): void {
    this.#issues.try(path, step)
  }
}
