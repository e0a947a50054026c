/** How a cell begins that a spreadsheet would compute: as OWASP names them under “CSV injection”. */
const COMPUTED = /^'*[=+\-@\t\r]/
/** A figure or a phone begins so too, and computes nothing. */
const FIGURE = /^[+-]?[\d\s().,]+%?$|^\+[\d\s().-]+$/

/** A cell as a CSV file has it: quoted where it must be, and with an apostrophe before what a spreadsheet would compute. */
export function cellText(cell: string): string {
  const guarded = COMPUTED.test(cell) && !FIGURE.test(cell) ? `'${cell}` : cell
  return /[",;\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** What was written by `cellText`, as it was: the apostrophe is no part of it. */
export const withoutGuard = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** A line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellText).join(',')}\r\n`

/** What a CSV file begins with, or Excel takes it for the old encoding of its country. */
export const BYTE_ORDER_MARK = '\ufeff'
