/**
 * What was changed in this tab, in order, to be taken back and done again; it outlives a reload. Every answer of a write that names its
 * change is noted by `api`, so that nothing has to be remembered by who writes.
 */
interface Entry {
  change: string
  /** an import is taken back whole, and isn't done again */
  once?: true
}

interface Stacks {
  undo: Entry[]
  redo: Entry[]
}

const KEY = 'tonle.changes'
const MOST = 100

/** People, roles and keys have no undo. */
const UNDOABLE = /^\/api\/(projects|records|lists|fields|tags|comments|files|imports|dashboards|charts)\b/

export function noteChange(method: string, path: string, answer: unknown): void {
  const { change } = (answer ?? {}) as { change?: unknown }
  if (method === 'GET' || typeof change !== 'string' || !UNDOABLE.test(path)) return
  // What an import has undone is nothing to do again.
  const isImport = path.startsWith('/api/imports/')
  if (isImport && method === 'DELETE') return
  update(({ undo }) => ({ undo: [...undo, { change, ...(isImport && { once: true }) }], redo: [] }))
}

export const newest = (stack: keyof Stacks): Entry | undefined => read()[stack].at(-1)

export const put = (stack: keyof Stacks, entry: Entry): void =>
  update((stacks) => ({ ...stacks, [stack]: [...stacks[stack], entry] }))

export function drop(stack: keyof Stacks, change: string): Entry | undefined {
  const entry = read()[stack].find((one) => one.change === change)
  if (entry) update((stacks) => ({ ...stacks, [stack]: stacks[stack].filter((one) => one.change !== change) }))
  return entry
}

export const forgetAll = (): void => write({ undo: [], redo: [] })

// Without storage (private mode) it is kept as long as the page.
let kept: Stacks = { undo: [], redo: [] }

function read(): Stacks {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Stacks | null) ?? kept
  } catch {
    return kept
  }
}

function write({ undo, redo }: Stacks): void {
  kept = { undo: undo.slice(-MOST), redo: redo.slice(-MOST) }
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // As above.
  }
}

const update = (change: (stacks: Stacks) => Stacks): void => write(change(read()))
