import { t } from '../../i18n/index.ts'
import { ApiProblem, api } from '../api.ts'
import { toastError } from '../error-message.ts'
import { refetchAll } from '../records/events.ts'
import { navigateTo } from '../route.ts'
import { toast } from '../toasts.ts'
import { drop, newest, put } from './undo-stack.ts'

interface UndoAnswer {
  change: string
  kept: unknown[]
  automations: { id: string; name: string; record: string | null }[]
}

const WORDS = { undo: 'undone', redo: 'redone' } as const

/** Takes these changes back: what belongs to one action. What others changed since is kept, and said. */
export const undo = (change: string | string[]): Promise<void> => takeBack('undo', [change].flat())

/** The last one first. What has undone an action is taken back by the same call: that does it again. */
async function takeBack(stack: 'undo' | 'redo', changes: string[]): Promise<void> {
  const undoing: string[] = []
  let keptCount = 0
  const followed: UndoAnswer['automations'] = []
  try {
    for (const id of [...changes].reverse()) {
      const answer = await takeBackOne(stack, id)
      keptCount += answer.kept.length
      followed.push(...answer.automations)
      if (!drop(stack, id)?.once) undoing.push(answer.change)
    }
    say(t(WORDS[stack]), keptCount)
    if (stack === 'undo') sayFollowed(followed)
  } catch (error) {
    await toastError(error)
  }
  if (undoing.length > 0) put(stack === 'undo' ? 'redo' : 'undo', { changes: undoing })
  await refetchAll()
}

async function takeBackOne(stack: 'undo' | 'redo', change: string): Promise<UndoAnswer> {
  try {
    return await api<UndoAnswer>('POST', `/api/changes/${change}/undo`, {})
  } catch (error) {
    // What can't be taken back would stand before all that can.
    if (isFinal(error)) drop(stack, change)
    throw error
  }
}

let running: Promise<void> = Promise.resolve()

/** The newest change of this tab is taken back, or what was taken back last is done again; one after the other, however fast the keys are. */
export function step(direction: 'undo' | 'redo'): Promise<void> {
  const turn = running.then(async () => {
    const entry = newest(direction)
    if (!entry) toast({ kind: 'done', text: t(direction === 'undo' ? 'nothingToUndo' : 'nothingToRedo') })
    else await takeBack(direction, entry.changes)
  })
  // One that fails must not stop those after it.
  running = turn.catch(() => {})
  return running
}

/** Refused for good; a network or a server that fails can be asked again, and goes on where it was cut off. */
const isFinal = (error: unknown): boolean => error instanceof ApiProblem && [403, 404, 409, 422].includes(error.status)

const say = (text: string, keptCount: number): void =>
  void toast({ kind: 'done', text: keptCount > 0 ? t('undoKept', { count: keptCount }) : text })

/** What automations did because of it stays, and can be looked at. */
function sayFollowed(automations: UndoAnswer['automations']): void {
  if (automations.length === 0) return
  const text = t('undoFollowed', { count: new Set(automations.map(({ id }) => id)).size })
  const record = automations.find((one) => one.record !== null)?.record
  const show = { label: t('undoFollowedShow'), onClick: () => void navigateTo(`/r/${record}?stream=automations`) }
  toast({ kind: 'done', text, joins: true, ...(record && { action: show }) })
}
