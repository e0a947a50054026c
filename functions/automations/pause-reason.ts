import type { AutomationDefinition, Pause } from '../../src/core/api/automation/index.ts'
import { definitionById } from '../../src/core/automations/by-id.ts'
import { Problem } from '../../src/core/errors/index.ts'
import { type Automation, type Catalog, memoize } from '../../src/core/model/index.ts'
import { type Access, accessOf, may, visibleCatalog } from '../../src/core/permissions/index.ts'
import { LANGUAGE, type Scope } from '../../src/core/query/index.ts'

export const definitionOf = ({ definition }: Pick<Automation, 'definition'>): AutomationDefinition =>
  definition as unknown as AutomationDefinition

/** The project as the automation's owner sees it; null where they may not enter it. */
export function ownerScope(catalog: Catalog, automation: Automation, now: number): Scope | null {
  const access = ownerAccess(catalog, automation)
  const visible = access && visibleCatalog(catalog, access)
  const project = visible?.projects.find(({ id }) => id === automation.project)
  if (!visible || !project) return null
  return { catalog: visible, project, me: automation.owner, now, row: 'r', language: LANGUAGE }
}

function ownerAccess(catalog: Catalog, { owner }: Automation): Access | null {
  const person = catalog.people.find(({ id }) => id === owner)
  return person && !person.deactivated ? accessOf(catalog, person) : null
}

/**
 * Why an automation can't run as things are: its owner has left or may not manage the project any more, or something that it names
 * is gone. It follows from the catalog, so it is worked out once for each; when what was missing is back, it runs again.
 */
export const pauseReason = memoize(findReason, ({ id }: Automation) => id)

function findReason(catalog: Catalog, automation: Automation): Pause | null {
  const person = catalog.people.find(({ id }) => id === automation.owner)
  const access = ownerAccess(catalog, automation)
  if (!access) return { code: 'ownerGone', what: person?.name ?? '' }
  const scope = ownerScope(catalog, automation, 0)
  if (!scope || !may(access, scope.project, 'manage')) return { code: 'ownerMayNot', what: person?.name ?? '' }
  try {
    definitionById(definitionOf(automation), scope)
    return null
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const [issue] = problem.issues
    return { code: issue!.code, what: String(issue!.name ?? issue!.value ?? '') }
  }
}
