import type { Pause } from '../../src/core/api/automation/index.ts'
import { nameOfPath } from '../../src/core/automations/template.ts'
import { Problem } from '../../src/core/errors/index.ts'
import type { Catalog, Project } from '../../src/core/model/index.ts'
import type { Scope } from '../../src/core/query/index.ts'
import { type Gone, goneOf, idsIn } from '../db/gone.ts'

/**
 * A pause with the name that people knew what is missing by, instead of its id; '' where nobody knows it any more, or the reader may
 * not. `mayRead`: whether they see what that project has.
 */
export function namedPause(
  { code, what }: Pause,
  {
    catalog,
    project,
    gone,
    mayRead,
  }: { catalog: Catalog; project: Project; gone: Gone; mayRead: (project: number) => boolean },
): Pause {
  if (code === 'unknownPerson') return { code, what: catalog.people.find(({ id }) => String(id) === what)?.name ?? '' }
  const ids = idsIn(what)
  if (ids.length === 0) return { code, what }
  const found = ids.map((id) => goneOf(gone, code, id)).find((one) => one && mayRead(one.project))
  return { code, what: found?.name ?? nameNow(what, { catalog, project }) ?? '' }
}

function nameNow(path: string, { catalog, project }: Pick<Scope, 'catalog' | 'project'>): string | null {
  try {
    return nameOfPath(path, { catalog, project } as Scope)
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
}
