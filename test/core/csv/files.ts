import Papa from 'papaparse'
import {
  delimiterOf,
  encodingOf,
  hasHeader,
  type Table,
  tableOf,
  withoutSeparatorLine,
} from '../../../src/core/csv/index.ts'

/** A file read the way the site reads it: bytes, encoding, separator, rows, table. */
export function parseFile(bytes: Uint8Array): string[][] {
  const encoding = encodingOf(bytes)
  if (!encoding) throw new Error('the file is no text')
  const text = new TextDecoder(encoding).decode(bytes)
  return Papa.parse<string[]>(withoutSeparatorLine(text), { delimiter: delimiterOf(text) }).data
}

export function tableFrom(bytes: Uint8Array): Table {
  const rows = parseFile(bytes)
  return tableOf(rows, hasHeader(rows))
}
