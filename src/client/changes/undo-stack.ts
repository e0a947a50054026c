/**
 * What was changed in this tab, in order, to be taken back and done again; it outlives a reload. Every answer of a write that names its
 * change is noted by `api`, so that nothing has to be remembered by who writes.
 */
interface Entry {
  /** of one action, in the order they were made: pasting a column is one step to take back */
  changes: string[]
  /** an import is taken back whole, and isn't done again */
  once?: true
}

interface Stacks {
  undo: Entry[]
  redo: Entry[]
}

const KEY = 'tonle.undo'
const MOST = 100

/** People, roles and keys have no undo. */
const UNDOABLE = /^\/api\/(projects|records|lists|fields|tags|comments|files|imports|dashboards|charts|automations)\b/

const ownChanges = new Set<string>()

/** Whether this page has made it, undo and redo among them: what it has written isn't somebody else's. */
export const isOwnChange = (change: string): boolean => ownChanges.has(change)

export function noteChange(method: string, path: string, answer: unknown): void {
  const { change } = (answer ?? {}) as { change?: unknown }
  if (method === 'GET' || typeof change !== 'string') return
  ownChanges.add(change)
  if (!UNDOABLE.test(path)) return
  // What an import has undone is nothing to do again.
  const isImport = path.startsWith('/api/imports/')
  if (isImport && method === 'DELETE') return
  update(({ undo }) => ({ undo: [...undo, { changes: [change], ...(isImport && { once: true }) }], redo: [] }))
}

export const newest = (stack: keyof Stacks): Entry | undefined => read()[stack].at(-1)

export const put = (stack: keyof Stacks, entry: Entry): void =>
  update((stacks) => ({ ...stacks, [stack]: [...stacks[stack], entry] }))

/** Takes a change out of its entry, which goes with its last one. */
export function drop(stack: keyof Stacks, change: string): Entry | undefined {
  const entry = read()[stack].find(({ changes }) => changes.includes(change))
  if (entry) update((stacks) => ({ ...stacks, [stack]: without(stacks[stack], [change]) }))
  return entry
}

/** What was noted one by one and belongs to one action becomes one entry. */
export function join(changes: string[]): void {
  update(({ undo, redo }) => ({ undo: [...without(undo, changes), { changes }], redo }))
}

const without = (entries: Entry[], gone: string[]): Entry[] =>
  entries
    .map((entry) => ({ ...entry, changes: entry.changes.filter((change) => !gone.includes(change)) }))
    .filter(({ changes }) => changes.length > 0)

export const forgetAll = (): void => write({ undo: [], redo: [] })

// Without storage (private mode) it is kept as long as the page.
let memoryStacks: Stacks = { undo: [], redo: [] }

function read(): Stacks {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Stacks | null) ?? memoryStacks
  } catch {
    return memoryStacks
  }
}

function write({ undo, redo }: Stacks): void {
  memoryStacks = { undo: undo.slice(-MOST), redo: redo.slice(-MOST) }
  try {
    sessionStorage.setItem(KEY, JSON.stringify(memoryStacks))
  } catch {
    // As above.
  }
}

const update = (change: (stacks: Stacks) => Stacks): void => write(change(read()))
