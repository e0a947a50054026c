import type { WebhookEvent } from '../../src/core/api/outside/webhook.ts'
import type { HistoryEvent } from '../../src/core/automations/history-event.ts'
import { isSameJson, memoize, type Project } from '../../src/core/model/index.ts'

/** What follows from other columns: that it changed is told by them, or by nothing. */
const DERIVED = new Set([
  'list',
  'position',
  'enteredListAt',
  'closedAt',
  'createdAt',
  'createdBy',
  'archivedAt',
  'deletedAt',
])
/** Rows of history that change no value. */
const NO_EDIT = new Set(['submitted', 'pressed', 'mailed'])

/** Under which history keeps what is seen of a project: asked for every row and every webhook. */
const keysSeen = memoize((project: Project) => new Set(project.fields.map(({ id }) => String(id))))

/**
 * What a row of history is told as, the most telling first: by what it did and not by who asked for it, since a receiver that keeps a
 * copy must hear of an undo, too. `project` is as the webhook's owner sees it: that something hidden was changed is hidden.
 */
export function eventsOf({ kind, what, fields }: HistoryEvent, project: Project): WebhookEvent[] {
  if (kind === 'comment') return what === 'created' ? ['comment.created'] : []
  if (kind !== 'record') return []
  if (what === 'created') return ['record.created']
  if (what === 'submitted') return ['form.submitted']
  if (NO_EDIT.has(what)) return []
  const isEdited = (key: string) => {
    const pair = fields[key]
    return pair !== undefined && !isSameJson(pair[0] ?? null, pair[1] ?? null)
  }
  if (isEdited('deletedAt')) return [fields.deletedAt![1] === null ? 'record.restored' : 'record.deleted']
  if (isEdited('archivedAt')) return [fields.archivedAt![1] === null ? 'record.restored' : 'record.archived']
  const seen = keysSeen(project)
  const isUpdated = Object.keys(fields).some(
    (key) => (/^\d/.test(key) ? seen.has(key) : !DERIVED.has(key)) && isEdited(key),
  )
  return [...(isEdited('list') ? ['record.moved' as const] : []), ...(isUpdated ? ['record.updated' as const] : [])]
}
