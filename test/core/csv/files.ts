import Papa from 'papaparse'
import {
  type Decode,
  delimiterOf,
  encodingOf,
  headerRow,
  type Table,
  tableOf,
  withoutSeparatorLine,
} from '../../../src/core/csv/index.ts'

export const decode: Decode = (bytes, encoding) => new TextDecoder(encoding).decode(bytes)

/** A file read the way the site reads it: bytes, encoding, separator, rows, table. */
export function parseFile(bytes: Uint8Array): string[][] {
  const encoding = encodingOf(bytes, decode)
  if (!encoding) throw new Error('the file is no text')
  const text = decode(bytes, encoding)
  return Papa.parse<string[]>(withoutSeparatorLine(text), { delimiter: delimiterOf(text) }).data
}

export function tableFrom(bytes: Uint8Array): Table {
  const rows = parseFile(bytes)
  return tableOf(rows, headerRow(rows))
}
