import { and, eq, gt } from 'drizzle-orm'
import { BYTE_ORDER_MARK, csvLine } from '../../src/core/csv/index.ts'
import { fill } from '../../src/core/errors/index.ts'
import { languageOf } from '../../src/core/model/index.ts'
import { ERROR_SENTENCES, REASON } from '../../src/i18n/errors.ts'
import { bytesOf, jsonChunks } from '../changes/json-chunks.ts'
import type { Context } from '../context/index.ts'
import { runBatch, type Statement } from '../db/batch.ts'
import { importRefusedRows } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { selectLanguage } from '../db/select-language.ts'
import type { ImportChunk, ImportJob } from './import-job.ts'
import type { Refusal } from './read-rows.ts'

/** Of one row so much is kept: what is beyond a row's own limit was refused for that. */
const LONGEST_ROW = 390_000
const LONGEST_CELL = 60_000

/** Keeps what stood in the rows that were refused, so that they can be fetched, mended and imported again. */
export function keepRefusedRows(
  { db }: Context,
  importId: number,
  first: number,
  rows: readonly (readonly string[])[],
  refused: readonly Refusal[],
): Statement[] {
  const numbers = [...new Set(refused.map(({ row }) => row))].sort((a, b) => a - b)
  const storedRows = numbers.map((row) => [row, ...fitting(rows[row - first] ?? [])])
  return [...jsonChunks(storedRows)].map(([start, json]) =>
    db.insert(importRefusedRows).values({ importId, row: numbers[start]!, cells: JSON.parse(json) }),
  )
}

function fitting(cells: readonly string[]): readonly string[] {
  if (bytesOf(JSON.stringify(cells)) <= LONGEST_ROW) return cells
  return cells.map((cell) => cell.slice(0, Math.floor(LONGEST_CELL / cells.length)))
}

/**
 * The refused rows as a CSV file: the columns of the file that was imported, and why each was refused, in the reader's language. It is
 * read piece by piece as it is sent: however many there are, a megabyte is in memory.
 */
export async function refusedRowsFile(context: Context, job: ImportJob): Promise<Response> {
  const [[reader]] = await context.batch(selectLanguage(context.db, context.person.id))
  const language = languageOf(reader?.language ?? context.catalog.workspace.locale)
  const reason = reasonIn(ERROR_SENTENCES[language])
  const { columns } = job.plan
  const lines = linesOf(context, job, columns.length, reason)
  const encoder = new TextEncoder()
  const head = BYTE_ORDER_MARK + csvLine([...columns, REASON[language]])
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  const name = `${job.file.replace(/\.\w{1,5}$/, '') || 'import'}-refused.csv`
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Chunk by chunk; of those that an earlier version has taken only the refused cells were kept. */
async function* linesOf(
  { db }: Context,
  { id, plan, chunks }: ImportJob,
  width: number,
  reason: (refusal: Refusal) => string,
): AsyncGenerator<string> {
  for (const chunk of chunks) {
    const byRow = Map.groupBy(chunk.refused as Refusal[], ({ row }) => row)
    for await (const pieces of piecesOf(db, id, chunk))
      for (const { cells } of pieces) {
        const lines = cells.map(([row, ...line]) => {
          const why = (byRow.get(row) ?? []).map(reason).join(' ')
          byRow.delete(row)
          return csvLine([...Array.from({ length: width }, (_, i) => line[i] ?? ''), why])
        })
        yield lines.join('')
      }
    const rest = [...byRow.values()].map((refusals) => {
      const cells = plan.columns.map((column) => refusals.find((one) => one.column === column)?.value ?? '')
      return csvLine([...cells, refusals.map(reason).join(' ')])
    })
    if (rest.length > 0) yield rest.join('')
  }
}

async function* piecesOf(db: Context['db'], id: number, { row, rows }: ImportChunk) {
  for (let after = row - 1; ; ) {
    const [pieces] = await runBatch(db, [
      db
        .select(selectColumns({ row: importRefusedRows.row, cells: importRefusedRows.cells }))
        .from(importRefusedRows)
        .where(and(eq(importRefusedRows.importId, id), gt(importRefusedRows.row, after)))
        .orderBy(importRefusedRows.row)
        .limit(1),
    ])
    const piece = pieces[0]
    if (!piece || piece.row >= row + rows) return
    yield pieces
    after = piece.row
  }
}

const reasonIn =
  (sentences: Record<string, string>) =>
  (refusal: Refusal): string => {
    const sentence = sentences[refusal.code]
    return sentence ? fill(sentence, { name: refusal.column, ...refusal.parts, value: refusal.value }) : refusal.message
  }
