import { ApiProblem, api } from '../../../../client/api.ts'
import { toastUndo } from '../../../../client/changes/undo-toast.ts'
import { errorMessage } from '../../../../client/error-message.ts'
import { refetchAll } from '../../../../client/records/events.ts'
import type { FieldAnswer, ProjectAnswer } from '../../../../core/api/answers.ts'
import type { Json } from '../../../../core/model/json.ts'
import { t } from '../../../../i18n/index.ts'
import { type Config, changesOf, type Draft } from './draft.ts'
import { rebase } from './rebase.ts'

/** Error messages by path; '' is shown at the foot of the form. */
export type Problems = { [path: string]: string }

const SHOWN_AT = /^(name|default|help|section|required|unique|hidden|config(\..*)?)$/

/** Stores a draft. Returns the errors, if any. */
export async function saveField(
  project: ProjectAnswer,
  field: FieldAnswer | undefined,
  draft: Draft,
  saved: Draft,
  allowsEmptying: boolean,
): Promise<Problems | undefined> {
  const { name } = draft
  const changes = changesOf(draft, saved)
  const isRetyped = field && draft.type !== field.type
  try {
    const { change } = await (field
      ? patch(field, {
          ...changes,
          ...(isRetyped && { config: draft.config, misfits: allowsEmptying ? 'empty' : 'refuse' }),
          ...((isRetyped || changes.config) && { base: draft.base }),
        })
      : api<{ change: string }>('POST', `/api/projects/${project.id}/fields`, {
          ...changes,
          type: draft.type,
          config: draft.config,
          name,
        }))
    toastUndo(t(field ? 'fields.saved' : 'fields.created', { name: name.trim() }), change)
    await refetchAll()
    return undefined
  } catch (error) {
    return problemsOf(error)
  }
}

/** Somebody else may have changed the settings meanwhile, time and again: what was changed here is put on top of theirs. */
async function patch(field: FieldAnswer, body: { [part: string]: Json }): Promise<{ change: string }> {
  try {
    return await api('PATCH', `/api/fields/${field.id}`, body)
  } catch (error) {
    const current = conflictingConfig(error)
    const config = current && rebase(body.base as Config, body.config as Config, current)
    if (!config) throw error
    return patch(field, { ...body, config, base: current })
  }
}

function conflictingConfig(error: unknown): Config | undefined {
  const found =
    error instanceof ApiProblem && error.errors.find(({ code, path }) => code === 'conflict' && path === 'config')
  return found ? (found.current as Config) : undefined
}

export async function problemsOf(error: unknown): Promise<Problems> {
  if (!(error instanceof ApiProblem) || error.errors.length === 0) return { '': await errorMessage(error) }
  const { issueSentence } = await import('../../../../i18n/issue.ts')
  const problems: Problems = {}
  for (const issue of error.errors) {
    const path = SHOWN_AT.test(issue.path) ? issue.path : ''
    problems[path] ??= await issueSentence(issue)
  }
  return problems
}
