import { describe, expect, test } from 'vitest'
import {
  environment,
  meanings,
  type Node,
  parseFormula,
  toShown,
  toStored,
  typeOfFormula,
} from '../../../src/core/formula/index.ts'
import { cases, row } from './cases.ts'
import { Engines, env, fields } from './engines.ts'

const namesIn = (node: Node): string[] =>
  node.kind === 'call' ? [node.meaning.name, ...node.args.flatMap(namesIn)] : []

const engines = new Engines()
engines.fill([row])

describe('each says what the table says', () => {
  test.each(cases)('%s', (formula, answer) => {
    const tree = parseFormula(formula, env)
    expect(engines.js(tree), 'JavaScript').toEqual([answer])
    expect(engines.sql(tree), 'SQL').toEqual([answer])
  })

  test('every function and operator has cases', () => {
    const used = new Set(cases.flatMap(([formula]) => namesIn(parseFormula(formula, env).root)))
    expect(meanings.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([])
  })
})

describe('what a formula is', () => {
  test.each([
    ['{Price} / {Cost}', { type: 'number', currency: null }],
    ['{Price} - {Cost} * 2', { type: 'money', currency: 'USD' }],
    ['{Fee} * 2', { type: 'money', currency: null }],
    ['IF({Done}, {Made}, {Start})', { type: 'date', currency: null }],
    ['{Tags}', { type: 'list', currency: null }],
  ])('%s', (formula, type) => expect(typeOfFormula(parseFormula(formula, env))).toEqual(type))

  test('and what it reads, each field once', () => {
    expect(parseFormula('{Price} + {price} + {#4}', env).uses).toEqual([3, 4])
  })
})

describe('stored by id, shown by name', () => {
  const text = 'IF( {Price}>1,  "{Price}" , {name} & "\\"" )'

  test('a rename breaks nothing, and spaces stay', () => {
    const stored = toStored(text, env)
    expect(stored).toBe('IF( {#3}>1,  "{Price}" , {#7} & "\\"" )')
    const renamed = environment(fields.map((field) => (field.id === 3 ? { ...field, name: 'A } \\ b' } : field)))
    const shown = toShown(stored, renamed)
    expect(shown).toBe('IF( {A \\} \\\\ b}>1,  "{Price}" , {Name} & "\\"" )')
    expect(toStored(shown, renamed)).toBe(stored)
    expect(parseFormula(stored, renamed).uses).toEqual([3, 7])
  })

  test('a field that is gone stays as it is stored', () => {
    expect(toShown('{#3} + {#99}', env)).toBe('{Price} + {#99}')
  })

  test('a name that looks like an id is not one', () => {
    const odd = environment([
      { id: 1, name: '#2', type: 'number' },
      { id: 2, name: 'x', type: 'text' },
    ])
    expect(toShown('{#1}', odd)).toBe('{\\#2}')
    expect(parseFormula('{\\#2}', odd).uses).toEqual([1])
  })
})
