import { ApiProblem, api } from '../../client/api.ts'
import type { ImportAnswer } from '../../core/api/answers.ts'

/** Concurrent chunks: one is uploaded while another is written. */
const CONCURRENCY = 2
const MAX_ATTEMPTS = 6

interface SendOptions {
  job: ImportAnswer
  /** chunks that were taken already, by their first row: they are not sent again */
  sentRows: Set<number>
  total: number
  rows: (from: number, count: number) => Promise<string[][]>
  isStopped: () => boolean
  onProgress: (rowsDone: number, job: ImportAnswer) => void
}

/** Sends all rows in chunks. Chunks are idempotent, so one whose response was lost is simply sent again. */
export async function sendRows({
  job,
  sentRows,
  total,
  rows,
  isStopped: stopped,
  onProgress: progress,
}: SendOptions): Promise<void> {
  const starts: number[] = []
  for (let row = 1; row <= total; row += job.chunk) if (!sentRows.has(row)) starts.push(row)
  let rowsDone = [...sentRows].reduce((sum, row) => sum + Math.min(job.chunk, total - row + 1), 0)
  let failure: unknown

  async function sendNext(): Promise<void> {
    for (let row = starts.shift(); row !== undefined && !failure && !stopped(); row = starts.shift()) {
      try {
        const chunk = await rows(row - 1, job.chunk)
        const answer = await withRetry(() => putChunk(job.id, row as number, chunk))
        sentRows.add(row)
        rowsDone += chunk.length
        progress(rowsDone, answer)
      } catch (error) {
        failure ??= error
      }
    }
  }

  await Promise.all(Array.from({ length: CONCURRENCY }, sendNext))
  if (failure) throw failure
}

async function putChunk(id: string, row: number, rows: string[][]): Promise<ImportAnswer> {
  return (await api<{ import: ImportAnswer }>('PUT', `/api/imports/${id}/rows/${row}`, { rows })).import
}

/** Retries when offline, rate-limited or on a server error, with exponential back-off. */
async function withRetry<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step()
    } catch (error) {
      const isTemporary =
        error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)
      if (!isTemporary || attempt === MAX_ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** (attempt - 1)))
    }
  }
}
