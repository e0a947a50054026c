/** A statement as it is sent: its text, and the values it is bound to. */
export interface SentStatement {
  text: string
  values: unknown[]
}

/** The Worker's half, as a module's text: `runBatch(DB, statements)` runs what was sent as one batch of D1. */
export const RUN_BATCH = `const runBatch = (DB, statements) =>
  DB.batch(statements.map(({ text, values }) => DB.prepare(text).bind(...values)))`

/** Sends JSON to a Worker of the tests, which answers JSON. Throws what went wrong there. */
export async function postJson(
  url: string | URL,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

/**
 * The part of D1's interface that tests, migrations and Drizzle's session use; `send` brings a batch to a Worker and back. The
 * bindings that Miniflare hands out stop this process for a round trip at each statement that is prepared or given its values,
 * which takes five times as long as a request.
 */
export function d1OverHttp(send: (statements: SentStatement[]) => Promise<unknown>): D1Database {
  const batch = async (statements: SentStatement[]) => (await send(statements)) as D1Result<Record<string, unknown>>[]
  const prepare = (text: string, values: unknown[] = []) => {
    const all = async () => (await batch([{ text, values }]))[0]!
    return {
      text,
      values,
      bind: (...given: unknown[]) => prepare(text, given),
      all,
      run: all,
      async first(column?: string) {
        const row = (await all()).results[0] ?? null
        return row && column !== undefined ? row[column] : row
      },
    }
  }
  return { prepare, batch } as unknown as D1Database
}
