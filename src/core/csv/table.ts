import { withoutGuard } from './write.ts'

/** A parsed file with one name for each column and no blank rows; every row is as wide as there are columns. */
export interface Table {
  columns: string[]
  rows: string[][]
}

/**
 * `header` is the place of the row with the names, null where there is none; what stands above it is no data. Cells and names are
 * kept as written but for spaces around names, and the apostrophe by which spreadsheets are kept from computing a cell.
 */
export function tableOf(parsed: readonly (readonly string[])[], header: number | null): Table {
  const names = header === null ? [] : (parsed[header] ?? [])
  const rows = parsed.slice(header === null ? 0 : header + 1).filter((row) => row.some((cell) => cell.trim() !== ''))
  const width = rows.reduce((most, row) => Math.max(most, namedWidth(row)), namedWidth(names))
  const columns = cleanNames(names, width)
  return { columns, rows: rows.map((row) => columns.map((_, i) => withoutGuard(row[i] ?? ''))) }
}

const namedWidth = (row: readonly string[]) => row.findLastIndex((cell) => cell.trim() !== '') + 1

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
