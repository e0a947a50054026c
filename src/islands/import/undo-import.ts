import { api } from '../../client/api.ts'
import { toastUndo } from '../../client/changes/undo-toast.ts'
import { toastError } from '../../client/error-message.ts'
import * as format from '../../client/format.ts'
import { publishRecord } from '../../client/records/events.ts'
import { toast } from '../../client/toasts.ts'
import { refreshProjects } from '../../client/workspace.ts'
import type { ImportUndone, Named } from '../../core/api/answers.ts'
import { sayLater } from '../../i18n/later.ts'

/**
 * Takes an import back, and says what that did: how much was taken back, what others have made theirs since and so is kept. Fields
 * that it had made and that somebody has filled in stay too; the message offers to remove them.
 */
export async function undoImport(id: string): Promise<void> {
  const { undone, kept, made } = await api<ImportUndone>('DELETE', `/api/imports/${id}`)
  const { fields } = made
  // What belongs to no record is the fields and options that stay.
  const values = kept.filter(({ record }) => record !== '').length
  const sentences = [
    sayLater('imports.wasUndone', { count: undone }),
    values > 0 ? sayLater('imports.kept', { count: values }) : '',
    fields.length > 0 ? sayLater('imports.stays', { count: fields.length, names: namesOf(fields) }) : '',
  ]
  const offer = {
    action: { label: sayLater('imports.removeFields', { count: fields.length }), onClick: () => void remove(fields) },
    stays: true,
  }
  toast({ kind: 'done', text: sentences.filter(Boolean).join(' '), ...(fields.length > 0 && offer) })
  await refreshProjects()
  publishRecord({ kind: 'reload' })
}

async function remove(fields: readonly Named[]): Promise<void> {
  const changes: string[] = []
  try {
    for (const { id } of fields) changes.push((await api<{ change: string }>('DELETE', `/api/fields/${id}`)).change)
    toastUndo(sayLater('imports.fieldsRemoved', { count: fields.length, names: namesOf(fields) }), changes)
  } catch (error) {
    await toastError(error)
  }
  await refreshProjects()
  publishRecord({ kind: 'reload' })
}

export const namesOf = (fields: readonly Named[]): string => format.list(fields.map(({ name }) => name))
