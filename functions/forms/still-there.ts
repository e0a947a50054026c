import type { FormDefinition } from '../../src/core/api/form/index.ts'
import type { Project } from '../../src/core/model/index.ts'
import type { Context } from '../context/index.ts'

const BUILT_IN = ['title', 'description', 'files']

/**
 * A saved definition without what is gone by now, so that who changes one thing in it isn't refused for another; and without the record of
 * another project where the reader sees nothing of that.
 */
export function stillThere({ catalog }: Context, project: Project, definition: FormDefinition): FormDefinition {
  const keys = new Set([...BUILT_IN, ...project.fields.map(({ id }) => String(id))])
  const isPerson = (id: string) => catalog.people.some((one) => String(one.id) === id && !one.deactivated)
  const has = (things: readonly { id: number }[], id: string | null) => things.some((one) => String(one.id) === id)
  const { then } = definition
  const target = then && catalog.projects.find(({ id }) => String(id) === then.project)
  const followerIn = ({ fields, lists }: Project) => {
    const known = new Set([...BUILT_IN, ...fields.map(({ id }) => String(id))])
    return {
      ...then!,
      list: has(lists, then!.list) ? then!.list : null,
      assignees: then!.assignees.filter(isPerson),
      values: Object.fromEntries(Object.entries(then!.values).filter(([key]) => known.has(key))),
    }
  }
  return {
    ...definition,
    fields: definition.fields
      .filter(({ field }) => keys.has(field))
      .map((item) => ({ ...item, showIf: item.showIf && keys.has(item.showIf.field) ? item.showIf : null })),
    hidden: definition.hidden.filter(({ field }) => keys.has(field)),
    list: has(project.lists, definition.list) ? definition.list : null,
    tags: definition.tags.filter((tag) => has(project.tags, tag)),
    assignees: definition.assignees.filter(isPerson),
    // biome-ignore lint/suspicious/noThenProperty: api.md's name for what follows
    then: target ? followerIn(target) : null,
  }
}
