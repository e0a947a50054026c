import type { Named, ProjectAnswer } from '../../core/api/answers.ts'
import type { Encoding, Mapping, Profile, RowProblem } from '../../core/csv/index.ts'
import type { World } from '../../core/fields/contract.ts'

/** What the page asks of the worker that holds the file (file.worker.ts), and what it answers. */
export type Ask =
  | { what: 'read'; file: File; header: boolean | null; project: ProjectAnswer; people: Named[]; currency: string }
  | { what: 'check'; mapping: Mapping; project: ProjectAnswer; world: Omit<World, 'name'> }
  | { what: 'rows'; from: number; count: number }

export type FileProblem = 'empty' | 'binary' | 'noRows' | 'tooLarge'

export interface FileFound {
  header: boolean
  encoding: Encoding
  profiles: Profile[]
  mapping: Mapping
  rows: number
  /** the row in which a quoted text begins that never ends */
  unclosed: number | null
}

export type FileRead = { problem: FileProblem } | FileFound

export interface Checked {
  /** how many rows have a problem */
  rows: number
  kinds: { count: number; first: RowProblem }[]
  shown: { row: number; problem: RowProblem }[]
  head: string[][]
}

type Answers = { read: FileRead; check: Checked; rows: string[][] }

/** One open file. The rows live in a worker of their own; `close` ends it. */
export class OpenFile {
  readonly #worker = new Worker(new URL('./file.worker.ts', import.meta.url), { type: 'module' })
  readonly #waiting = new Map<number, { done: (answer: never) => void; failed: (error: Error) => void }>()
  #last = 0

  constructor() {
    this.#worker.addEventListener('message', ({ data }) => {
      const waiting = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if (data.error) waiting?.failed(new Error(data.error))
      else waiting?.done(data.answer as never)
    })
    this.#worker.addEventListener('error', ({ message }) => {
      for (const { failed } of this.#waiting.values()) failed(new Error(message))
      this.#waiting.clear()
    })
  }

  ask<What extends Ask['what']>(ask: Extract<Ask, { what: What }>): Promise<Answers[What]> {
    this.#last += 1
    const id = this.#last
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done: done as (answer: never) => void, failed })
      this.#worker.postMessage({ id, ask })
    })
  }

  close(): void {
    this.#worker.terminate()
  }
}
