import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { delimiterOf, encodingOf, hasHeader, type Table, tableOf } from '../../../src/core/csv/index.ts'

export const DATA = new URL('../../../../shared/data/', import.meta.url).pathname
export const hasData = existsSync(DATA)

/** A file read the way the site reads it: bytes, encoding, separator, rows, table. */
export function parsed(path: string): string[][] {
  const bytes = readFileSync(DATA + path)
  const encoding = encodingOf(bytes)
  if (!encoding) throw new Error(`${path} is no text`)
  const text = new TextDecoder(encoding).decode(bytes)
  return Papa.parse<string[]>(text, { delimiter: delimiterOf(text) }).data
}

export function tableFrom(path: string): Table {
  const rows = parsed(path)
  return tableOf(rows, hasHeader(rows))
}
