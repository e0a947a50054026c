import type { Env } from '../env.ts'
import { messageOf, type Outcome } from './outcome.ts'

/** ms that one try may take, reading the answer included. */
const LONGEST = 10_000
/** bytes that are read of an answer */
const MOST_READ = 64 * 1024
/** letters that are kept of it, where it says what is wrong */
const MOST_KEPT = 300

/** Posts a body and tells what was answered. It follows no redirect: what was allowed is this address and no other. */
export async function post(
  { SEND_TIMEOUT }: Env,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(Number(SEND_TIMEOUT ?? LONGEST))
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    const { status } = response
    if (response.ok) {
      // What they say is of no interest, however long it is.
      await response.body?.cancel().catch(() => {})
      return { result: 'taken', status, error: null }
    }
    const text = await readStart(response.body).catch(() => '')
    return { result: 'failed', status, error: `${status} ${text}`.trim().slice(0, MOST_KEPT) }
  } catch (error) {
    return { result: 'lost', status: null, error: messageOf(error) }
  }
}

async function readStart(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (!body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let read = 0
  // Leaving the loop cancels what would follow.
  for await (const chunk of body) {
    text += decoder.decode(chunk.subarray(0, MOST_READ - read), { stream: true })
    read += chunk.length
    if (read >= MOST_READ) break
  }
  return text
}
