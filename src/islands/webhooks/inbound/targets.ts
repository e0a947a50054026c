import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { isSettable, typeOf } from '../../../core/fields/index.ts'
import { t } from '../../../i18n/index.ts'

export interface Target {
  id: string
  name: string
  /** a record can be found by what is put there */
  isKey: boolean
}

/** The places of a record that what comes in can be put into. */
export function targetsOf(project: ProjectAnswer): Target[] {
  const { parts } = project
  const builtIn = (['list', 'description', 'tags', 'assignees', 'due'] as const).filter(
    (name) => name === 'list' || name === 'description' || parts[name],
  )
  return [
    { id: 'title', name: project.titleName, isKey: true },
    ...builtIn.map((id) => ({ id, name: t(`builtIn.${id}`), isKey: false })),
    ...project.fields
      .filter(({ type }) => isSettable(type) && typeOf(type)!.storage !== 'files')
      .map(({ id, name, type }) => {
        const { kind, findable } = typeOf(type)!
        return { id, name, isKey: kind === 'text' && findable !== false }
      }),
  ]
}
