import type { ProjectAnswer } from '../../core/api/answers.ts'
import type { Encoding, Mapping, Member, Profile, RowProblem } from '../../core/csv/index.ts'
import type { Reader, World } from '../../core/fields/contract.ts'

/** What the page asks of the worker that holds the file (file.worker.ts), and what it answers. */
export type WorkerRequest =
  | {
      kind: 'read'
      file: File
      how: HowToRead
      project: ProjectAnswer
      people: Member[]
      currency: string
    }
  | { kind: 'check'; mapping: Mapping; project: ProjectAnswer; world: Omit<World, 'name'>; reader: Reader }
  | { kind: 'rows'; from: number; count: number }

export type FileProblem = 'empty' | 'binary' | 'noRows' | 'tooLarge'

/** What the person says of a file, where it is not to be guessed. */
export interface HowToRead {
  /** the place of the row that names the columns, null for none */
  header?: number | null | undefined
  encoding?: Encoding | undefined
}

export interface FileFound {
  header: number | null
  /** the first rows that aren't blank, by their places: one of them may name the columns */
  top: { at: number; text: string }[]
  encoding: Encoding
  profiles: Profile[]
  mapping: Mapping
  rows: number
  /** the file ends within a letter */
  isCut: boolean
  /** the row where an unterminated quoted value begins */
  unclosed: number | null
}

export type FileRead = { problem: FileProblem } | FileFound

export interface Checked {
  /** how many rows will be refused */
  rows: number
  /** by the use of a column: how many of its cells don't fit, and the first of them */
  groups: { cells: number; example: RowProblem }[]
  /** the first of those for which rows are refused */
  shown: { row: number; problem: RowProblem }[]
  head: string[][]
  /** what those rows will be stored as, by the columns of the mapping (rowReader) */
  preview: (string | null)[][]
}

type WorkerAnswers = { read: FileRead; check: Checked; rows: string[][] }

/** One open file. The rows live in a worker of their own; `close` ends it. */
export class OpenFile {
  readonly #worker = new Worker(new URL('./file.worker.ts', import.meta.url), { type: 'module' })
  readonly #waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  #last = 0

  constructor() {
    this.#worker.addEventListener('message', ({ data }) => {
      const request = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if (data.error) request?.reject(new Error(data.error))
      else request?.resolve(data.answer as never)
    })
    this.#worker.addEventListener('error', ({ message }) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(message))
      this.#waiting.clear()
    })
  }

  send<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
  ): Promise<WorkerAnswers[Kind]> {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: never) => void, reject })
      this.#worker.postMessage({ id, request })
    })
  }

  close(): void {
    this.#worker.terminate()
  }
}
