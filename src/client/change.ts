import { t } from '../i18n/index.ts'
import { api } from './api.ts'
import { tell, toastUndo } from './records.ts'
import { toastProblem } from './say-problem.ts'

/** Changes how something is set up (a list, a tag, a field): stores it, lets every screen read anew, offers the way back. */
export async function change(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  said?: string,
): Promise<boolean> {
  try {
    const answer = await api<{ change?: string }>(method, path, body)
    tell({ kind: 'reload' })
    if (answer?.change && said) toastUndo(said, answer.change)
    return true
  } catch (error) {
    tell({ kind: 'reload' })
    await toastProblem(error)
    return false
  }
}

export const saidDeleted = (name: string): string => t('settings.deleted', { name })
