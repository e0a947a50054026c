import { t } from '../../i18n/index.ts'
import { ApiProblem, api } from '../api.ts'
import { toastError } from '../error-message.ts'
import { toast } from '../toasts.ts'
import { refetchAll } from './record-events.ts'
import { drop, newest, put } from './undo-stack.ts'

interface UndoAnswer {
  change: string
  kept: unknown[]
}

const takeBack = (change: string) => api<UndoAnswer>('POST', `/api/changes/${change}/undo`, {})

/** Takes these changes back, the last one first: what belongs to one action. What others changed since is kept, and said. */
export async function undo(change: string | string[]): Promise<void> {
  let keptCount = 0
  try {
    for (const id of [change].flat().reverse()) keptCount += (await takeBackNoted(id)).length
    say(t('undone'), keptCount)
  } catch (error) {
    await toastError(error)
  }
  await refetchAll()
}

async function takeBackNoted(change: string): Promise<unknown[]> {
  try {
    const { change: undoing, kept } = await takeBack(change)
    if (!drop('undo', change)?.once) put('redo', { change: undoing })
    return kept
  } catch (error) {
    // What can't be taken back would stand before all that can.
    if (isFinal(error)) drop('undo', change)
    throw error
  }
}

let running: Promise<void> = Promise.resolve()

/** The newest change of this tab is taken back, or what was taken back last is done again; one after the other, however fast the keys are. */
export function step(direction: 'undo' | 'redo'): Promise<void> {
  const turn = running.then(async () => {
    const entry = newest(direction)
    if (!entry) toast({ kind: 'done', text: t(direction === 'undo' ? 'nothingToUndo' : 'nothingToRedo') })
    else if (direction === 'undo') await undo(entry.change)
    else await redo(entry.change)
  })
  // One that fails must not stop those after it.
  running = turn.catch(() => {})
  return running
}

async function redo(undoing: string): Promise<void> {
  try {
    const { change, kept } = await takeBack(undoing)
    put('undo', { change })
    say(t('redone'), kept.length)
    drop('redo', undoing)
  } catch (error) {
    if (isFinal(error)) drop('redo', undoing)
    await toastError(error)
  }
  await refetchAll()
}

/** Refused for good; a network or a server that fails can be asked again, and goes on where it was cut off. */
const isFinal = (error: unknown): boolean => error instanceof ApiProblem && [403, 404, 409, 422].includes(error.status)

const say = (text: string, keptCount: number): void =>
  void toast({ kind: 'done', text: keptCount > 0 ? t('undoKept', { count: keptCount }) : text })
