import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OUTLETS, UNFILTERED } from './sinks.ts'

const files = readdirSync('functions', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('local/'))
  .map((file) => `functions/${file}`)
const having = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, 'utf8'))).sort()

test('what calls out of the house is registered', () => {
  expect(having(/\bfetch\(|\.MAIL\.send|new WebSocket|\bconnect\(\{/)).toEqual(Object.keys(OUTLETS).sort())
})

test('who reads the catalog with what is hidden is registered', () => {
  expect(having(/\bunfiltered(Catalog|Project)\b/)).toEqual(Object.keys(UNFILTERED).sort())
})
