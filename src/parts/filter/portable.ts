import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Filter } from '../../core/query/filters/ast.ts'
import type { Subject } from './subject.ts'
import { subjectNamed } from './subjects.ts'

/** By names instead of ids, so that it holds for other projects that have what it names. What has no name stays. */
export const portable = (filter: Filter, project: ProjectAnswer): Filter =>
  translated(filter, project, {
    name: portableName,
    option: (options, id) => options.find((option) => option.id === id)?.name ?? id,
  })

/** The same by the ids of one project, as its editors have them. */
export const fromPortable = (filter: Filter, project: ProjectAnswer): Filter =>
  translated(filter, project, {
    name: (name) => name,
    option: (options, name) =>
      options.some(({ id }) => id === name) ? name : (options.find((option) => option.name === name)?.id ?? name),
  })

/** `12.40` is "Customer.Country"; a built-in name is one everywhere. */
export const portableName = (name: string, { label }: Subject): string =>
  /^\d/.test(name) ? label.replaceAll(' › ', '.') : name

type Option = { id: string; name: string }

interface Translation {
  name: (name: string, subject: Subject) => string
  option: (options: readonly Option[], value: unknown) => unknown
}

function translated(filter: Filter, project: ProjectAnswer, to: Translation): Filter {
  const inner = (part: Filter) => translated(part, project, to)
  if ('not' in filter) return { not: inner(filter.not) }
  if ('and' in filter) return { and: filter.and.map(inner) }
  if ('or' in filter) return { or: filter.or.map(inner) }
  const subject = subjectNamed(project, filter.field)
  if (!subject) return filter
  const { value } = filter
  const options = (subject.config.options ?? []) as unknown as Option[]
  // Kinds of lists are called the same in every project and every language.
  const one = (each: unknown) => (subject.name === 'listKind' ? each : to.option(options, each))
  return {
    ...filter,
    field: to.name(filter.field, subject),
    ...(value !== undefined && { value: (Array.isArray(value) ? value.map(one) : one(value)) as never }),
  }
}
