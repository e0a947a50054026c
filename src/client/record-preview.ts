import type { RecordAnswer } from '../core/api/answers.ts'

/** What a board or a table has of a record already. */
type Known = Pick<RecordAnswer, 'id' | 'title' | 'list' | 'tags' | 'assignees' | 'due' | 'enteredListAt' | 'values'>

const sources = new Set<(id: string) => Known | undefined>()

/** A view says what it shows of a record, until the returned function is called. */
export function offerPreviews(source: (id: string) => Known | undefined): () => void {
  sources.add(source)
  return () => sources.delete(source)
}

/** A record as far as a view on screen shows it, to be seen until all of it has come. What nobody shows is empty. */
export function previewOf(id: string, project: string): RecordAnswer | undefined {
  for (const source of sources) {
    const known = source(id)
    if (known) return { ...UNKNOWN, ...structuredClone(known), project }
  }
  return undefined
}

const UNKNOWN = {
  number: 0,
  position: '',
  description: '',
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  closedAt: null,
  version: 0,
  archivedAt: null,
  deletedAt: null,
}
