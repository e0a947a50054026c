import { expect, test } from 'vitest'
import { ownPath } from '../../src/client/own-path.ts'

const HERE = 'https://crm.example'

test.each([
  ['/p/7/?list=3', '/p/7/?list=3'],
  ['/settings/people', '/settings/people'],
  [null, '/'],
  ['', '/'],
  ['https://crm.example/d/1', '/d/1'],
])('%s leads to %s', (next, path) => expect(ownPath(next, HERE)).toBe(path))

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\\\evil.example',
  '/.//evil.example',
  '/x/..//evil.example/a',
  '/\t/x//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'https:evil.example',
])('%s leads to no other site, also where a path is read as an address again', (next) => {
  expect(new URL(ownPath(next, HERE), `${HERE}/sign-in/`).origin).toBe(HERE)
})
