import { t } from '../i18n/index.ts'
import { api } from './api.ts'
import { readAnew, toastUndo } from './records.ts'
import { toastProblem } from './say-problem.ts'

/** Changes how something is set up (a list, a tag, a field): stores it, lets every screen read anew, offers the way back. Answers when it is on screen. */
export async function change(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  said?: string,
): Promise<boolean> {
  try {
    const answer = await api<{ change?: string }>(method, path, body)
    if (answer?.change && said) toastUndo(said, answer.change)
    await readAnew()
    return true
  } catch (error) {
    await toastProblem(error)
    void readAnew()
    return false
  }
}

export const saidDeleted = (name: string): string => t('settings.deleted', { name })
