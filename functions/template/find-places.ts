import { typeOf } from '../../src/core/fields/index.ts'
import type { Json, Project } from '../../src/core/model/index.ts'
import type { ProjectKey, TemplateField, TemplateProject } from '../../src/core/template/index.ts'
import { isSameName } from '../../src/core/text/identity.ts'
import { PlannedProject, type PlannedProjects } from './assign-ids.ts'
import { FEWEST, fieldsAlike } from './likeness.ts'

/** One project of the template in each language. */
export type Wordings = Record<ProjectKey, readonly TemplateProject[]>

/**
 * What of the sales CRM is among these projects already, in whatever language, so that another of its projects can refer to it;
 * `project` itself stands for `key`. What is there of their fields has its id; the rest is not planned.
 */
export function findPlaces(
  { key, project, template }: { key: ProjectKey; project: Project; template: TemplateProject },
  projects: readonly Project[],
  wordings: Wordings,
): PlannedProjects {
  const all = new Map<ProjectKey, PlannedProject>()
  const found = new Map<ProjectKey, Project>()
  for (const [other, named] of Object.entries(wordings) as [ProjectKey, readonly TemplateProject[]][]) {
    const one = other === key ? project : likestTo(named, without(projects, [project, ...found.values()]))
    if (!one) continue
    found.set(other, one)
    all.set(other, new PlannedProject(other === key ? template : named[0]!, one.id))
  }
  // References are told apart by where they lead, so all projects come first.
  for (const [other, one] of found)
    for (const { fields } of wordings[other])
      for (const field of fields) {
        const same = one.fields.find((there) => isSameField(there, field, all))
        if (same) all.get(other)!.place(field.key, same.id)
      }
  return all
}

const without = (projects: readonly Project[], taken: readonly Project[]): Project[] =>
  projects.filter(({ id }) => !taken.some((one) => one.id === id))

/** Of these projects the one that was made as one of the wordings, or is called like it. */
function likestTo(wordings: readonly TemplateProject[], projects: readonly Project[]): Project | undefined {
  const likeness = (project: Project) =>
    Math.max(...wordings.map((one) => fieldsAlike(project, one) + (isSameName(one.name, project.name) ? FEWEST : 0)))
  const best = projects.toSorted((a, b) => likeness(b) - likeness(a))[0]
  return best && likeness(best) >= FEWEST ? best : undefined
}

function isSameField(
  there: { name: string; type: string; config: Json },
  { name, type, config }: TemplateField,
  all: PlannedProjects,
): boolean {
  if (there.type !== type || !isSameName(there.name, name)) return false
  if (typeOf(type)?.storage !== 'links') return true
  const { project } = there.config as { project?: string }
  return project === String(all.get(config.project as ProjectKey)?.id)
}
