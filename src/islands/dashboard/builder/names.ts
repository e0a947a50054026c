import { cachedProject } from '../../../client/workspace.ts'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { say } from '../../../i18n/dashboard/builder.ts'
import { portable, portableName } from '../../../parts/filter/portable.ts'
import type { Subject } from '../../../parts/filter/subject.ts'
import { subjectNamed } from '../../../parts/filter/subjects.ts'
import type { Draft, Split } from './definition.ts'

/** Records are also split by the teams of those they are assigned to, which is no field. */
export const TEAM = 'team'

/** A field as it is sent: by its id, or over several projects by its name, since there it is what is called so in each. */
export const sentName = (subject: Subject, projects: readonly string[]): string =>
  projects.length > 1 ? portableName(subject.name, subject) : subject.name

/** Whether every one of the projects has it. */
export const isEverywhere = (subject: Subject, projects: readonly ProjectAnswer[]): boolean =>
  projects.every((project) => subjectNamed(project, portableName(subject.name, subject)) !== null)

export const labelOf = (project: ProjectAnswer | undefined, name: string | undefined): string => {
  if (name === TEAM) return say('teams')
  return (project && name && subjectNamed(project, name)?.label) || '…'
}

export const isDated = (project: ProjectAnswer | undefined, name: string | undefined): boolean => {
  const kind = project && name ? subjectNamed(project, name)?.kind : undefined
  return kind === 'date' || kind === 'instant'
}

/** With a second project, what was chosen by id is named. */
export function namedFor(draft: Draft, projects: string[]): Draft {
  const project = cachedProject(draft.projects[0] ?? '')
  if (!project || projects.length < 2) return { ...draft, projects }
  const named = (name: string): string => {
    const subject = subjectNamed(project, name)
    return subject ? portableName(name, subject) : name
  }
  const split = (one: Split | null) => one && { ...one, by: named(one.by) }
  const { measure, time, filter } = draft
  return {
    ...draft,
    projects,
    measure: {
      ...measure,
      ...(measure.field && { field: named(measure.field) }),
      ...(typeof measure.weight === 'object' && { weight: { field: named(measure.weight.field) } }),
    },
    time: time && { ...time, by: named(time.by) },
    split: split(draft.split),
    second: split(draft.second),
    filter: filter && portable(filter, project),
  }
}
