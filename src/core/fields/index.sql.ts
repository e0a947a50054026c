import type { Sql } from '../sql/index.ts'
import { checkbox } from './choices/checkbox.sql.ts'
import { multiSelect } from './choices/multiSelect.sql.ts'
import { person } from './choices/person.sql.ts'
import { select } from './choices/select.sql.ts'
import type { FieldSql } from './contract.sql.ts'
import type { FieldType } from './contract.ts'
import { dateTime } from './dates/dateTime.sql.ts'
import type { Definitions } from './index.ts'
import { currency } from './numbers/currency.sql.ts'
import { percent } from './numbers/percent.sql.ts'
import { location } from './text/location.sql.ts'

export { instantSql } from './dates/dateTime.sql.ts'
export { digitsSql } from './numbers/currency.sql.ts'

/**
 * The types whose slot isn't at once what is answered, compared and computed with. One that says so in JavaScript and lacks
 * its SQL here does not compile.
 */
const fieldSql = {
  checkbox,
  currency,
  dateTime,
  location,
  multiSelect,
  percent,
  person,
  select,
} satisfies NeededSql<Definitions>

type Has<Type, Member extends string> = Extract<keyof Type, Member> extends never ? false : true

/** Which members of FieldSql a type has to give because of what it gives in JavaScript. */
type NeededBy<Type> =
  | (Has<Type, 'toJson' | 'encode'> extends true ? 'json' : never)
  | (Has<Type, 'compare'> extends true
      ? 'sort'
      : Type extends { text: unknown; encode: unknown; kind: 'text' }
        ? 'sort'
        : never)
  | (Has<Type, 'toFormula'> extends true ? 'formula' : never)

/** Links and files are rows of other tables, which query/ reads: there is no slot of theirs. */
type InSlots<Types extends object> = {
  [Name in keyof Types as Types[Name] extends { storage: 'slot' | 'money' } ? Name : never]: Types[Name]
}

/** What types have to give in SQL. */
export type NeededSql<Types extends object> = {
  [Name in keyof InSlots<Types> as NeededBy<Types[Name]> extends never ? never : Name]: {
    [Member in NeededBy<Types[Name]>]: NonNullable<FieldSql<never>[Member]>
  }
}

const sqlOf = ({ type }: Pick<FieldType, 'type'>): FieldSql =>
  Object.hasOwn(fieldSql, type) ? (fieldSql[type as keyof typeof fieldSql] as FieldSql) : {}

/** SQL of the answered form, empty too. */
export const jsonSql = (type: FieldType, slots: readonly Sql[], config: unknown): Sql =>
  sqlOf(type).json?.(slots, config) ?? slots[0]!

/** SQL that sorts and compares. Texts are compared by their folded form, which lives in `texts`, not in the slot. */
export const sortSql = (type: FieldType, slots: readonly Sql[], config: unknown): Sql =>
  sqlOf(type).sort?.(slots, config) ?? slots[0]!

/** Whether it is compared by something else than its first slot, so that an index over that is of no use. */
export const hasSortSql = (type: FieldType): boolean => sqlOf(type).sort !== undefined

/** SQL of what a formula computes with. */
export const formulaSql = (type: FieldType, slots: readonly Sql[], config: unknown): Sql =>
  sqlOf(type).formula?.(slots, config) ?? slots[0]!
