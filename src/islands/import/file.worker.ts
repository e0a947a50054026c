import Papa from 'papaparse'
import {
  type Decode,
  delimiterOf,
  encodingOf,
  guessMapping,
  headerRow,
  isCutUtf8,
  type Mapping,
  profileOf,
  rowReader,
  type Table,
  tableOf,
  withoutSeparatorLine,
} from '../../core/csv/index.ts'
import type { Checked, FileFound, FileRead, WorkerRequest } from './file.ts'

/** Reads a file, keeps its rows and checks them, so that the page stays quick however large it is. */
let table: Table = { columns: [], rows: [] }

addEventListener('message', async ({ data }: MessageEvent<{ id: number; request: WorkerRequest }>) => {
  try {
    postMessage({ id: data.id, answer: await answer(data.request) })
  } catch (error) {
    postMessage({ id: data.id, error: String(error) })
  }
})

async function answer(request: WorkerRequest): Promise<unknown> {
  if (request.kind === 'read') return read(request)
  return request.kind === 'check' ? check(request) : table.rows.slice(request.from, request.from + request.count)
}

async function read({
  file,
  how: given,
  project,
  people,
  currency,
}: Extract<WorkerRequest, { kind: 'read' }>): Promise<FileRead> {
  if (file.size > MAX_BYTES) return { problem: 'tooLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length === 0) return { problem: 'empty' }
  const recognised = encodingOf(bytes, decode)
  const encoding = recognised && (given.encoding ?? recognised)
  if (encoding === null) return { problem: 'binary' }
  const text = decode(bytes, encoding)
  if (text.trim() === '') return { problem: 'empty' }
  const { data, errors } = Papa.parse<string[]>(withoutSeparatorLine(text), { delimiter: delimiterOf(text) })
  const header = given.header === undefined ? headerRow(data) : given.header
  table = tableOf(data, header)
  if (table.rows.length === 0) return { problem: 'noRows' }
  const profiles = profileOf(table)
  const unclosed = errors.find(({ code }) => code === 'MissingQuotes')
  return {
    header,
    top: topOf(data),
    encoding,
    profiles,
    mapping: guessMapping(profiles, project, { people, currency }),
    rows: table.rows.length,
    isCut: recognised === 'utf-8' && isCutUtf8(bytes),
    unclosed: unclosed ? Math.max(1, (unclosed.row ?? 0) - (header ?? -1)) : null,
  }
}

/** So many of the first rows can be chosen to be the names. */
const TOP = 12

const topOf = (parsed: readonly (readonly string[])[]): FileFound['top'] =>
  parsed
    .slice(0, 50)
    .map((row, index) => ({ at: index, cells: row.map((cell) => cell.trim()).filter((cell) => cell !== '') }))
    .filter(({ cells }) => cells.length > 0)
    .slice(0, TOP)
    .map(({ at, cells }) => ({ at, text: cells.join(' · ').slice(0, 44) }))

const decode: Decode = (bytes, encoding) => new TextDecoder(encoding).decode(bytes)

const MAX_BYTES = 300_000_000

/** All rows are checked and counted; at most this many problems are listed. */
const SHOWN = 100

function check({ mapping, project, world, reader }: Extract<WorkerRequest, { kind: 'check' }>): Checked {
  const shown: Checked['shown'] = []
  const groups = new Map<number, Checked['groups'][number]>()
  const reading = rowReader(mapping as Mapping, project, world)
  let rows = 0
  table.rows.forEach((row, index) => {
    const problems = reading.check(row)
    const refusing = problems.filter(({ emptied, isAsked }) => !emptied && !isAsked)
    if (refusing.length > 0) rows += 1
    for (const problem of problems) {
      const group = groups.get(problem.use)
      if (group) group.cells += 1
      else groups.set(problem.use, { cells: 1, example: problem })
    }
    for (const problem of refusing.slice(0, SHOWN - shown.length)) shown.push({ row: index + 1, problem })
  })
  const head = table.rows.slice(0, 5)
  return {
    rows,
    groups: [...groups.values()].sort((a, b) => b.cells - a.cells),
    shown,
    head,
    preview: head.map((row) => reading.preview(row, reader)),
  }
}
