import type { ProjectAnswer } from '../core/api/answers.ts'
import { t } from '../i18n/index.ts'
import { api } from './api.ts'
import { toastUndo } from './changes/undo-toast.ts'
import { toastError } from './error-message.ts'
import { enqueue, hasQueued } from './mutation-queue.ts'
import { updateCached } from './optimistic.ts'
import { refetchAll } from './records/events.ts'
import { projectsQuery } from './workspace.ts'

interface Options {
  /** text of the toast with Undo that follows */
  undoText?: string
  /** the optimistic update of the cached project; refetched when the change is refused */
  optimistic?: { project: string; update: (project: ProjectAnswer) => ProjectAnswer }
}

const QUEUE = 'set-up'

/**
 * Changes a list, a tag or a field. Requests are sent one after the other; after the last one every screen
 * refetches. Returns whether the change was accepted.
 */
export async function mutateSettings(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  { undoText, optimistic }: Options = {},
): Promise<boolean> {
  if (optimistic) updateCached<ProjectAnswer>(projectsQuery, optimistic.project, optimistic.update)
  try {
    const result = await enqueue(QUEUE, () => api<{ change?: string } | undefined>(method, path, body))
    if (result?.change && undoText) toastUndo(undoText, result.change)
    if (!hasQueued(QUEUE)) await refetchAll()
    return true
  } catch (error) {
    await toastError(error)
    if (!hasQueued(QUEUE)) void refetchAll()
    return false
  }
}

export const deletedMessage = (name: string): string => t('settings.deleted', { name })
