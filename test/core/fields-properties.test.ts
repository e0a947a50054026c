import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCell } from '../../src/core/csv/index.ts'
import { digitsSql, instantSql } from '../../src/core/fields/index.sql.ts'
import { decimalFrom, digitsOf, minorFrom, typeOf, type World } from '../../src/core/fields/index.ts'
import { raw, sql } from '../../src/core/sql/index.ts'
import { fold } from '../../src/core/text/fold.ts'
import { Slots } from './slots.ts'

const world: World = { name: 'Field', country: 'KH', zone: 'Asia/Phnom_Penh', people: [], me: null }
const slots = new Slots([])
const type = (name: string) => typeOf(name)!
const fill = (name: string, values: readonly unknown[]) =>
  slots.fill(
    type(name),
    values.map((value) => ({ value, folded: null })),
  )

const number = fc.double({ noNaN: true, min: -1e14, max: 1e14 }).map((any) => Number(any.toPrecision(15)) + 0)
const currency = fc.constantFrom('USD', 'KHR', 'JPY', 'KWD')
const minor = fc.integer({ min: -(10 ** 12), max: 10 ** 12 })
const instant = fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') })

test('a number of 15 digits is the same number after text, JSON and a slot', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 20 }), (values) => {
      expect(values.map((value) => type('number').parse(value, {}, world))).toEqual(values)
      const plain = values.filter((value) => !String(value).includes('e'))
      expect(plain.map((value) => type('number').parse(String(value), {}, world))).toEqual(plain)
      fill('number', values)
      expect(slots.column(raw('s1'))).toEqual(values)
    }),
  )
})

test('money goes to minor units and back without losing one, in SQL as in JavaScript', () => {
  fc.assert(
    fc.property(minor, currency, (units, code) => {
      const decimal = decimalFrom(units, code)
      expect(minorFrom(decimal, code, 'Amount')).toBe(units === 0 ? 0 : units)
      fill('currency', [{ minor: units, currency: code }])
      expect(String(slots.column(digitsSql(raw('s1'), raw('s2')))[0])).toBe(decimal)
    }),
  )
})

test('an instant is written by SQLite as JavaScript writes it, to the millisecond', () => {
  fc.assert(
    fc.property(fc.array(instant, { minLength: 1, maxLength: 20 }), (instants) => {
      fill('dateTime', instants)
      expect(slots.column(instantSql(raw('s1')))).toEqual(instants.map((time) => new Date(time).toISOString()))
    }),
  )
})

test('texts are ordered by JavaScript as SQLite orders their folded form', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 6 })
    .filter((any) => any.isWellFormed() && !/[\0\r\n]/.test(any))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
      slots.fill(
        type('text'),
        texts.map((value) => ({ value, folded: fold(value) })),
      )
      expect(slots.column(raw('s1'), sql`folded, s1`)).toEqual(
        [...texts].sort((a, b) => type('text').compare(a, b, {})),
      )
    }),
  )
})

test('an amount is read from a file however its country writes it', () => {
  const column = { column: 'c', to: 'Amount' }
  const styles = [
    { locale: 'en-US', decimal: '.' },
    { locale: 'de-DE', decimal: ',' },
    { locale: 'fr-FR', decimal: ',' },
    { locale: 'de-CH', decimal: '.' },
    { locale: 'en-IN', decimal: '.' },
    { locale: 'km-KH', decimal: '.' },
  ] as const
  fc.assert(
    fc.property(
      minor,
      currency,
      fc.constantFrom(...styles),
      fc.boolean(),
      (units, code, { locale, decimal }, named) => {
        const value = decimalFrom(units, code) as Intl.StringNumericLiteral
        const digits = { minimumFractionDigits: digitsOf(code), maximumFractionDigits: digitsOf(code) }
        const style = named ? ({ style: 'currency', currency: code, currencyDisplay: 'code' } as const) : {}
        const cell = new Intl.NumberFormat(locale, { ...digits, ...style }).format(value)
        const read = readCell(cell, column, { type: 'currency', config: {} }, { dates: 'YMD', decimal })
        const amount = typeof read === 'object' && read !== null ? (read as { amount: string }).amount : read
        expect(minorFrom(amount, code, 'Amount')).toBe(units)
      },
    ),
  )
})
