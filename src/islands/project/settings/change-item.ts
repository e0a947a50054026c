import { deletedMessage, mutateSettings } from '../../../client/mutate-settings.ts'
import { withoutItem, withPatch } from '../../../client/optimistic.ts'
import type { ListAnswer, ProjectAnswer, TagAnswer } from '../../../core/api/answers.ts'

export interface ItemOf {
  project: ProjectAnswer
  collection: 'lists' | 'tags'
  item: ListAnswer | TagAnswer
}

/** Changes a property of a list or tag, optimistically. */
export const patchItem = ({ project, collection, item }: ItemOf, patch: object, undoText?: string) =>
  mutateSettings('PATCH', `/api/${collection}/${item.id}`, patch, {
    ...(undoText && { undoText }),
    optimistic: { project: project.id, update: withPatch(collection, item.id, patch) },
  })

export const removeItem = ({ project, collection, item }: ItemOf) =>
  mutateSettings('DELETE', `/api/${collection}/${item.id}`, undefined, {
    undoText: deletedMessage(item.name),
    optimistic: { project: project.id, update: withoutItem(collection, item.id) },
  })
