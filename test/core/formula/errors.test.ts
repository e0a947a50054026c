import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { compile, depthOf, parseCompilable } from '../../../src/core/formula/index.sql.ts'
import { environment, FormulaError, type FormulaField, findCycle } from '../../../src/core/formula/index.ts'
import { raw } from '../../../src/core/sql/index.ts'
import { cpuTime } from '../../cpu-time.ts'
import { cases } from './cases.ts'
import { Engines, env, setting } from './engines.ts'

function errorOf(text: string, environment = env): FormulaError {
  try {
    parseCompilable(text, environment)
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
  throw new Error(`${text} is no error`)
}

function codeOf(text: string): string | null {
  try {
    parseCompilable(text, env)
    return null
  } catch (error) {
    if (error instanceof FormulaError) return error.code
    throw error
  }
}

describe('what is wrong, where, and what was meant', () => {
  test.each([
    // the place is marked by ‹ ›
    ['‹{Prise}› + 1', 'unknownField', '{Price}'],
    ['{Price} + ‹{price tag of it all}›', 'unknownField', null],
    ['‹Price› + 1', 'bareName', '{Price}'],
    ['‹ROUNDD›(1)', 'unknownFunction', 'ROUND'],
    ['1 + ‹foo›', 'unknownFunction', null],
    ['‹ROUND()›', 'argumentCount', null],
    ['‹IF({Done}, 1, 2, 3)›', 'argumentCount', null],
    ['ROUND(‹"a"›)', 'badArgument', null],
    ['IF(‹{Number}›, 1, 2)', 'badArgument', null],
    ['IF({Done}, 1, ‹"a"›)', 'badArgument', null],
    ['ROUND(1, ‹{Number}›)', 'badDigits', null],
    ['DATEADD({Start}, 1, ‹"mnth"›)', 'badChoice', '"month"'],
    ['DATETEXT({Start}, ‹"Q"›)', 'badPattern', null],
    ['‹{Name} + 1›', 'badOperands', null],
    ['1 + 2 + ‹{Name} * 2›', 'badOperands', null],
    ['‹{Fee} + 1›', 'plainAmount', null],
    ['‹{Price} + {Number}›', 'plainAmount', null],
    ['NOT ‹{Name}›', 'badArgument', null],
    ['-‹{Name}›', 'badArgument', null],
    ['{Done} AND ‹{Name}›', 'badArgument', null],
    ['1 +‹›', 'unfinished', null],
    ['‹(›1 + 2', 'unclosed', null],
    ['ROUND‹(›1', 'unclosed', null],
    ['1 + ‹"abc›', 'unclosed', null],
    ['‹{abc›', 'unclosed', null],
    ['1 ‹)›', 'unexpected', null],
    ['1 ‹2›', 'unexpected', null],
    ['1 + ‹*› 2', 'unexpected', null],
    ['1 ‹==› 1', 'unexpected', '='],
    ['{Done} ‹&&› {Done}', 'unexpected', 'AND'],
    ['IF({Done}‹;› 1)', 'comma', ','],
    ['1 ‹$› 2', 'unexpected', null],
    ['"‹\\x›"', 'badEscape', null],
    ['‹1234567890123456›', 'badNumber', null],
    ['‹"\0"›', 'badText', null],
    ['‹›', 'empty', null],
    ['‹  ›', 'empty', null],
  ])('%s: %s', (marked, code, suggestion) => {
    const position = marked.indexOf('‹')
    const error = errorOf(marked.replace(/[‹›]/g, ''))
    expect({ at: error.at, length: error.length, code: error.code, suggestion: error.suggestion }).toEqual({
      at: position,
      length: marked.indexOf('›') - position - 1,
      code,
      suggestion,
    })
    expect(error.message).not.toContain('undefined')
  })

  test('two currencies, known beforehand', () => {
    const two = environment([
      { id: 1, name: 'Euros', type: 'money', currency: 'EUR' },
      { id: 2, name: 'Dollars', type: 'money', currency: 'USD' },
    ])
    expect(errorOf('1 * ({Euros} + {Dollars})', two)).toMatchObject({ at: 5, length: 19, code: 'twoCurrencies' })
    expect(parseCompilable('COALESCE({Euros}, {Dollars})', two).currency).toBeNull()
  })

  test('in words', () => {
    expect(errorOf('{Prise} + 1').message).toBe('There is no field called “Prise”. Did you mean {Price}?')
    expect(errorOf('IF({Number}, 1)').message).toBe('IF takes a yes or no here, and this is a number.')
  })
})

describe('limits answer at once', () => {
  parseCompilable('DATE({Made})', env)
  test.each([
    ['a text of 10,001', 'x'.repeat(10_001), 'tooLong'],
    ['10,000 brackets', '('.repeat(10_000), 'tooDeep'],
    ['10,000 minus signs', '-'.repeat(10_000), 'tooDeep'],
    ['10,000 powers', '2^'.repeat(4_999) + 2, 'tooDeep'],
    ['5,000 terms', Array(5_000).fill('1').join('+'), 'tooManyParts'],
    ['calls in calls', `${'ABS('.repeat(55)}1${')'.repeat(55)}`, null],
    ['rounding in rounding', `${'ROUND('.repeat(40)}{Number}${')'.repeat(40)}`, 'tooDeep'],
    ['quotients of quotients', `{Number}${'/2'.repeat(200)}`, 'tooDeep'],
    ['many texts', Array(60).fill('"a"').join('&'), 'tooManyTexts'],
    ['nested money of any currency', `${Array(9).fill('COALESCE({Fee}, ').join('')}{Tax}${')'.repeat(9)}`, null],
    ['nothing but quotes', '"'.repeat(9_999), 'unclosed'],
    ['a thousand unknown fields', '{a}+'.repeat(2_400) + 1, 'tooManyParts'],
  ])('%s', (_name, text, code) => {
    expect(cpuTime(() => codeOf(text))).toBeLessThan(50)
    expect(codeOf(text)).toBe(code)
  })

  test('a sum of 200 fields and a chain of 100 ORs are fine, in SQL too', () => {
    const engines = new Engines()
    engines.fill([{ Number: 0.1 }])
    const sum = parseCompilable(Array(200).fill('{Number}').join(' + '), env, { size: 90_000 })
    expect(engines.sql(sum)).toEqual(engines.js(sum))
    const any = parseCompilable(Array(100).fill('{Number} = 0.1').join(' OR '), env)
    expect(engines.sql(any)).toEqual([true])
  })

  test.each([
    ['CONCAT doubling', '{last} & {last}', 'text', 15],
    ['one step after another', '{last} * 1.1', 'number', 1000],
  ] as const)('a chain of formulas: %s', (_name, step, type, length) => {
    const grown = () => {
      let last: FormulaField = { id: 0, name: 'last', type }
      for (let id = 1; id <= length; id++)
        last = { id, name: 'last', type, cost: parseCompilable(step, environment([last])).cost }
    }
    expect(grown).toThrow(/with the formulas it reads/)
    expect(cpuTime(grown)).toBeLessThan(50)
  })
})

test('what is found to be deep is at least as deep as SQLite finds it', () => {
  for (const [formula] of cases) {
    const column = () => ({ value: raw('r.s1'), currency: raw('r.s2') })
    const { text } = compile(parseCompilable(formula, env), column, setting).value
    const database = new DatabaseSync(':memory:', { limits: { exprDepth: depthOf(text) } } as object)
    const query = `WITH r (s1, s2) AS (SELECT 1, 2) SELECT ${text} FROM r`
    expect(() => database.prepare(query), `${depthOf(text)}: ${formula}`).not.toThrow()
    database.close()
  }
})

describe('circles', () => {
  const graph = (uses: Record<string, number[]>) =>
    new Map(Object.entries(uses).map(([id, used]) => [Number(id), { name: `f${id}`, uses: used }]))

  test.each([
    [{ 1: [2], 2: [3], 3: [] }, null],
    [{ 1: [1] }, ['f1', 'f1']],
    [{ 1: [2, 3], 2: [3], 3: [9] }, null],
    [{ 1: [2], 2: [3], 3: [4], 4: [2] }, ['f2', 'f3', 'f4', 'f2']],
  ] as const)('%j: %j', (uses, cycle) => {
    expect(findCycle(graph(uses as unknown as Record<string, number[]>))).toEqual(cycle)
  })

  test('a chain of 100,000 is no circle', () => {
    const chain = new Map(Array.from({ length: 100_000 }, (_, i) => [i, { name: `f${i}`, uses: [i + 1] }]))
    expect(findCycle(chain)).toBeNull()
  })
})
