import { type Recognised, recognise } from './recognise.ts'

/** A parsed file with one name for each column and no blank rows; every row is as wide as there are columns. */
export interface Table {
  columns: string[]
  rows: string[][]
}

/** `header` says whether the first row that isn't blank holds the names. Cells and names are kept as written but for spaces around names. */
export function tableOf(parsed: readonly (readonly string[])[], header: boolean): Table {
  const filled = parsed.filter((row) => row.some((cell) => cell.trim() !== ''))
  const width = filled.reduce((most, row) => Math.max(most, row.findLastIndex((cell) => cell.trim() !== '') + 1), 0)
  const columns = cleanNames(header ? (filled[0] ?? []) : [], Math.max(width, header ? namedWidth(filled[0]) : 0))
  const rows = header ? filled.slice(1) : filled
  return { columns, rows: rows.map((row) => columns.map((_, i) => row[i] ?? '')) }
}

const namedWidth = (row: readonly string[] = []) => row.findLastIndex((cell) => cell.trim() !== '') + 1

/** A column without a name is called by its letter, as spreadsheets do; a name that comes again gets a number. */
export function cleanNames(names: readonly string[], width: number): string[] {
  const taken = new Set<string>()
  return Array.from({ length: width }, (_, i) => {
    const name =
      (names[i] ?? '')
        .replace(/^\ufeff/, '')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 200) || letters(i)
    let free = name
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} (${n})`
    taken.add(free.toLowerCase())
    return free
  })
}

/** 0 -> A, 25 -> Z, 26 -> AA */
function letters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest >= 0 ? letters(rest) : '') + String.fromCharCode(65 + (index % 26))
}

/** Names look like names: a first row with a date, a number, an address in it is data already. */
export function hasHeader(parsed: readonly (readonly string[])[]): boolean {
  const first = parsed.find((row) => row.some((cell) => cell.trim() !== '')) ?? []
  const named = first.filter((cell) => cell.trim() !== '')
  const shapes: Recognised['type'][] = ['date', 'dateTime', 'email', 'url', 'number', 'currency', 'percent']
  return !named.some((cell) => shapes.includes(recognise([cell]).type))
}
