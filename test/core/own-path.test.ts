import { expect, test } from 'vitest'
import { sameOriginPath } from '../../src/client/same-origin-path.ts'

const HERE = 'https://crm.example'

test.each([
  ['/p/7/?list=3', '/p/7/?list=3'],
  ['/settings/people', '/settings/people'],
  [null, '/'],
  ['', '/'],
  ['https://crm.example/d/1', '/d/1'],
])('%s leads to %s', (next, path) => expect(sameOriginPath(next, HERE)).toBe(path))

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
  expect(new URL(sameOriginPath(next, HERE), `${HERE}/sign-in/`).origin).toBe(HERE)
})
