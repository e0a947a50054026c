import { editBase } from '../../../client/changes/edit-base.ts'
import { recordOf } from '../../../client/records/store.ts'
import { toast } from '../../../client/toasts.ts'
import type { RecordAnswer } from '../../../core/api/answers.ts'
import type { Json } from '../../../core/model/json.ts'
import { t } from '../../../i18n/index.ts'
import type { Typed } from './editing.ts'

/** Stores a value of a record without an editor, which could say why not. Resolves to a problem of the value. */
export type Keep = (
  record: RecordAnswer,
  value: Json,
  onRefused: (message: string) => void,
) => Promise<string | undefined>

/** A value that was refused when its editor was gone: it stays on screen until it is closed. */
export const tellNotKept = (name: string, typed: string, why: string): void =>
  toast({ kind: 'problem', text: t('value.notKept', { name, typed, why }), stays: true })

/**
 * What is typed in an editor that is taken away (the browser's Back, a row scrolled out of sight) is stored as if one had left it. What
 * can't be is told, and stays until it is closed.
 */
export function keepTyped(id: string, key: string, name: string, keep: Keep) {
  return async (typed: string, read: Typed | Promise<Typed>): Promise<void> => {
    const record = recordOf(id)
    // Known as long as the editor is there.
    const version = editBase(id, key)?.version
    const result = await read
    if ('problem' in result) return tellNotKept(name, typed, result.problem)
    if (!record) return
    const problem = await keep({ ...record, version: version ?? record.version }, result.value, (why) =>
      tellNotKept(name, typed, why),
    )
    if (problem) tellNotKept(name, typed, problem)
  }
}
