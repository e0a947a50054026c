import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { computedTypes, fieldTypes, typeOf } from '../../src/core/fields/index.ts'

/*
 * core/fields weighs too much for a board, so a type's half on screen (src/parts/field-types) repeats the little that it has to
 * know. Its files are read as texts: they hold components, which there is nothing here to run.
 */
const room = new URL('../../src/parts/field-types/', import.meta.url).pathname
const widgets = new Map(
  globSync('**/*.ts', { cwd: room }).flatMap((file) => {
    const text = readFileSync(room + file, 'utf8')
    const name = /export const (\w+): FieldWidget = \{/.exec(text)?.[1]
    return name ? [[name, text] as const] : []
  }),
)
const memberOf = (text: string, member: string) => new RegExp(`^ {2}${member}: '?(\\w+)'?,$`, 'm').exec(text)?.[1]

test('every type has its half on screen, and nothing else has', () => {
  expect([...widgets.keys()].sort()).toEqual([...Object.keys(fieldTypes), ...Object.keys(computedTypes)].sort())
})

test('every type compares there as its registry says', () => {
  // These compare like what they show, which only the field knows.
  const known = ['formula', 'lookup', 'rollup']
  for (const [name, text] of widgets)
    if (!known.includes(name)) expect([name, memberOf(text, 'kind')]).toEqual([name, typeOf(name)!.kind])
})

test('every type may be unique there as its registry says, and is as long', () => {
  for (const [name, text] of widgets) {
    const { unique, long } = typeOf(name)!
    expect([name, memberOf(text, 'unique'), memberOf(text, 'long')]).toEqual([
      name,
      unique && String(unique),
      long && String(long),
    ])
  }
})

test('what can be chosen from options or people there is made of them', () => {
  for (const [name, text] of widgets) {
    const chosen = text.includes('...chosenFrom') ? 'options' : memberOf(text, 'choices')
    expect([name, chosen === 'records' ? undefined : chosen]).toEqual([name, typeOf(name)!.holds])
  }
})
