import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/core/errors/index.ts'
import type { select } from '../../src/core/fields/choices/select.ts'
import { formulaSql, jsonSql, type NeededSql, sortSql } from '../../src/core/fields/index.sql.ts'
import {
  bareValue,
  decodeValue,
  emptyOf,
  encodeValue,
  type FieldType,
  fieldTypes,
  operatorsOf,
  type Reader,
  toFormulaOf,
  typeOf,
  valueToJson,
  type World,
} from '../../src/core/fields/index.ts'
import type { percent } from '../../src/core/fields/numbers/percent.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { NO_LINES, STRING_LISTS } from '../data/odd-strings.ts'
import { samples } from './samples/index.ts'
import { Slots } from './slots.ts'

const people = [
  { id: 1, name: 'Sokha', email: 'sokha@example.com' },
  { id: 2, name: 'បុប្ផា', email: 'bopha@example.com' },
  { id: 3, name: 'Twin', email: 'twin1@example.com' },
  { id: 4, name: 'Twin', email: 'twin2@example.com' },
].map((one) => ({ ...one, role: 'member' as const, image: null, deactivated: false, away: null }))
const world: World = { name: 'Field', country: 'KH', zone: 'Asia/Phnom_Penh', people, me: 1 }
const readers: Reader[] = ['en', 'km', 'ar'].map((locale) => ({
  locale,
  zone: 'Asia/Phnom_Penh',
  yes: 'yes',
  no: 'no',
}))
const slots = new Slots(people)

/** Only values that live in the record itself have SQL. */
const inSlots = (type: FieldType) => type.storage === 'slot' || type.storage === 'money'
const foldedOf = (type: FieldType, value: unknown, config: unknown) =>
  type.text ? fold(type.text(value, config)) : null

test('every type has samples, and nothing else has', () => {
  expect(Object.keys(samples).sort()).toEqual(Object.keys(fieldTypes).sort())
  expect(typeOf('constructor')).toBeUndefined()
})

describe.each(Object.values(fieldTypes).map((type) => [type.type, type] as const))('%s', (name, type) => {
  const sample = samples[name]!
  const config = v.parse(type.config, sample.config)
  const parse = (sent: unknown) => type.parse(sent, config, world)
  const values = sample.good.map(([sent]) => parse(sent))

  test('answers what was sent in its one form', () => {
    expect(values.map((value) => valueToJson(type, value, config, world))).toEqual(
      sample.good.map(([, answered]) => answered),
    )
  })

  test('what it answers can be sent back and means the same', () => {
    for (const value of values) expect(parse(type.toJson(value, config, world))).toEqual(value)
  })

  test('null, nothing, an empty text and an empty set are empty', () => {
    for (const sent of [null, undefined, '']) expect(parse(sent)).toBeNull()
    if (emptyOf(type) !== null) expect(parse([])).toBeNull()
  })

  test.each(sample.bad)('refuses %j with %s', (sent, code) => {
    expect(codeOf(() => parse(sent))).toBe(code)
  })

  test('whatever is sent, it answers or refuses, and never breaks', () => {
    const strange = [
      true,
      0,
      -1,
      1e300,
      Number.NaN,
      [],
      {},
      [[]],
      { id: {} },
      { amount: [] },
      { text: {} },
      'x',
      '\u0000',
      '𓀀',
    ]
    for (const sent of strange) codeOf(() => parse(sent))
  })

  test('reads for people in any language, and is never blank', () => {
    for (const value of values)
      for (const reader of readers)
        if (name !== 'text') expect(type.format(type.toJson(value, config, world), config, reader).trim()).not.toBe('')
  })

  test('has operators, and refuses settings that are none', () => {
    expect(operatorsOf(type.kind)).toContain('notEmpty')
    expect(v.safeParse(type.config, 'no object').success).toBe(false)
  })

  test('what fills a field of it is a type, and looks like one where it can be told', () => {
    for (const other of type.filledBy === 'any' ? [] : (type.filledBy ?? [])) expect(typeOf(other)).toBeDefined()
    if (!type.looksLike) return
    expect(sample.good.some(([sent]) => type.looksLike!(String(sent)))).toBe(true)
    for (const cell of ['two words', '—', '12']) expect(type.looksLike(cell)).toBe(false)
  })

  test('the settings that an import gives it are its own', () => {
    const importConfig = type.newConfig?.(['KHR', 'USD'])
    if (importConfig) expect(v.parse(type.config, importConfig)).toMatchObject(importConfig)
  })

  // Links and files are rows of other tables: there is no slot to be read.
  if (!inSlots(type)) return

  test('loads what it stored', () => {
    for (const value of values) expect(decodeValue(type, encodeValue(type, value))).toEqual(value)
    expect(decodeValue(type, [null, null])).toBeNull()
  })

  test('something is left of it when it becomes a text, and all of it when it stays what it is', () => {
    const around = { zone: world.zone, locale: 'en' }
    for (const value of values) {
      const answered = type.toJson(value, config, world)
      expect(bareValue(type, typeOf('text')!, answered, around, config)).toEqual(expect.stringMatching(/./))
      if (!type.bare) expect(parse(bareValue(type, type, answered, around, config))).toEqual(value)
    }
  })

  test('SQL answers what JavaScript answers, inside a larger JSON too', () => {
    slots.fill(
      type,
      values.map((value) => ({ value, folded: null })),
    )
    const answered = slots.column(sql`json_object('it', ${jsonSql(type, slots.columns, config)})`)
    expect(answered.map((text) => JSON.parse(text as string).it)).toEqual(
      values.map((value) => type.toJson(value, config, world)),
    )
  })

  test('SQL answers empty as JavaScript does', () => {
    const [answered] = slots.column(sql`json_object('it', ${jsonSql(type, [raw('NULL'), raw('NULL')], config)})`)
    expect(JSON.parse(answered as string).it).toEqual(emptyOf(type))
  })

  test('a formula computes with the same in SQL as in JavaScript', () => {
    if (!type.formulaType) return
    slots.fill(
      type,
      values.map((value) => ({ value, folded: null })),
    )
    expect(inFormula(type, config)).toEqual(values.map((value) => toFormulaOf(type, value, config, world)))
  })

  test('SQL orders as JavaScript does, and the samples stand in that order', () => {
    const rows = values.toReversed().map((value) => ({ value, folded: foldedOf(type, value, config) }))
    slots.fill(type, rows)
    const compared = sortSql(type, slots.columns, config)
    const order =
      type.kind === 'text' ? sql`folded, ${compared}` : type.kind === 'money' ? sql`s2, ${compared}` : compared
    const bySql = slots.column(raw('id'), sql`${order}, id`).map((id) => rows[(id as number) - 1]!.value)
    expect(bySql).toEqual(rows.map(({ value }) => value).sort((a, b) => type.compare(a, b, config)))
    for (let i = 1; i < values.length; i++)
      if (name !== 'person') expect(type.compare(values[i - 1], values[i], config)).toBeLessThanOrEqual(0)
  })
})

test('what a type means in JavaScript alone does not compile', () => {
  // @ts-expect-error its share of one has no SQL
  const nothing: NeededSql<{ percent: typeof percent }> = {}
  // @ts-expect-error its order has none
  const part: NeededSql<{ select: typeof select }> = { select: { json: () => raw('1'), formula: () => raw('1') } }
  const all: NeededSql<{ text: { storage: 'slot'; kind: 'text' } }> = {}
  expect([nothing, part, all]).toHaveLength(3)
})

/** A column of what formulas compute with, as JavaScript has it. */
function inFormula(type: FieldType, config: unknown): unknown[] {
  const value = formulaSql(type, slots.columns, config)
  const read: Record<string, (found: unknown) => unknown> = {
    boolean: (found) => found === 1,
    list: (found) => JSON.parse(String(found)),
  }
  if (type.formulaType === 'money')
    return slots
      .column(sql`json_object('minor', ${value}, 'currency', s2)`)
      .map((found) => JSON.parse(String(found)) as unknown)
  return slots.column(value).map((found) => read[type.formulaType!]?.(found) ?? found)
}

test('an option that was taken out is answered by its id, by both', () => {
  for (const [name, value] of [
    ['select', 'gone'],
    ['multiSelect', ['z', 'gone']],
  ] as const) {
    const type = typeOf(name)!
    const config = v.parse(type.config, samples[name]!.config)
    slots.fill(type, [{ value, folded: null }])
    const [answered] = slots.column(sql`json_object('it', ${jsonSql(type, slots.columns, config)})`)
    expect(JSON.parse(answered as string).it).toEqual(type.toJson(value, config, world))
  }
})

describe.each(STRING_LISTS)('$name', ({ strings }) => {
  test.each(['text', 'longText'])('%s keeps them to the letter, through SQLite', (name) => {
    const type = typeOf(name)!
    slots.fill(
      type,
      strings.map((sent) => ({ value: type.parse(sent, {}, world), folded: null })),
    )
    expect(slots.column(raw('s1'))).toEqual(strings)
  })

  test('no other type breaks on them', () => {
    for (const type of Object.values(fieldTypes)) {
      const config = v.parse(type.config, samples[type.type]!.config)
      for (const sent of [...strings, ...NO_LINES]) codeOf(() => type.parse(sent, config, world))
    }
  })
})

/** The code of the one fault it is refused with, or undefined. Anything but a Problem fails the test. */
function codeOf(step: () => unknown): string | undefined {
  try {
    step()
    return undefined
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    expect(problem.issues).toHaveLength(1)
    return problem.issues[0]!.code
  }
}

test.each([
  [33.3, 0.333],
  [7, 0.07],
  [0.1, 0.001],
])('%s %% means the decimal %s to formulas', (percent, decimal) =>
  expect(typeOf('percent')!.toFormula!(percent, {}, {} as never)).toBe(decimal),
)
