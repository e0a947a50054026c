import { t } from '../i18n/index.ts'
import { ApiProblem } from './api.ts'
import { DroppedWrite } from './offline/write.ts'
import { toast } from './toasts.ts'

const SLOWED: readonly string[] = ['tooManyAttempts', 'tooManySignIns']

/** The error as one sentence in the reader's language: what was refused and why. */
export async function errorMessage(error: unknown): Promise<string> {
  if (!(error instanceof ApiProblem)) return t('problem.unknown')
  if (error.status === 0) return t('problem.offline')
  const firstError = error.errors[0]
  // At the door a rate limit says why and how long to wait; other rate limits pass within moments.
  if (error.status === 429 && !SLOWED.includes(firstError?.code ?? '')) return t('problem.slowDown')
  if (!firstError) return error.status >= 500 ? t('problem.server') : error.message || t('problem.unknown')
  return (await import('../i18n/issue.ts')).issueSentence(firstError)
}

export async function toastError(error: unknown): Promise<void> {
  if (error instanceof DroppedWrite) return
  toast({ kind: 'problem', text: await errorMessage(error) })
}

/** Of what is only read: that there is no network is told by the state of the line already, and what is on screen stays. */
export async function toastReadError(error: unknown): Promise<void> {
  if (!(error instanceof ApiProblem && error.status === 0)) await toastError(error)
}
