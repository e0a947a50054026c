import type { RateTable } from '../model/rates.ts'

/**
 * What a formula computes with. A list is a list of texts (the names of tags, of people, of referenced records).
 * Empty is null for every type; "" and an empty list count as empty too.
 */
export const TYPES = ['number', 'money', 'text', 'boolean', 'date', 'instant', 'list'] as const
export type Type = (typeof TYPES)[number]

/** Integer minor units, |minor| < 10^15; in the middle of a formula they may have a rest (decimal.ts). */
export interface Money {
  minor: number
  /** ISO 4217 */
  currency: string
}

/** date: YYYY-MM-DD · instant: integer ms UTC · number: at most 15 significant digits, in the middle of a formula any double */
export type Value = null | number | string | boolean | Money | readonly string[]

/** What a formula's SQL costs. A formula that reads other formulas pays for them each time it names them. */
export interface Cost {
  /** how deep its expression is nested; D1 refuses more than 100 */
  depth: number
  /** characters of SQL; D1 refuses statements of more than 100 KB */
  size: number
  /** bound values; D1 refuses more than 100 a statement */
  bound: number
}

/** A field as formulas see it. */
export interface FormulaField {
  id: number
  name: string
  type: Type
  /** ISO 4217, if every amount of this field is in that currency; absent if each record has its own */
  currency?: string
  /** of its SQL, where that is more than a plain column; only the Worker knows it */
  cost?: Cost
}

/** The fields that a formula may name. A hidden field isn't in it: it is answered like one that doesn't exist. */
export interface Environment {
  resolve(name: string): FormulaField | null
  byId(id: number): FormulaField | null
  /** for "Did you mean" */
  names(): readonly string[]
}

/** What a formula's answer depends on besides the record. */
export interface Setting {
  /** ms UTC: what NOW and TODAY mean */
  now: number
  /** IANA: whose days and hours */
  zone: string
  /** digits of the minor unit, of the currencies where it isn't two (ISO 4217) */
  digits: Readonly<Record<string, number>>
  /** what CONVERT goes by; without it every conversion is empty */
  rates?: RateTable
}

/** Exact spelling first; then any case, if only one field has that. */
export function environment(fields: readonly FormulaField[]): Environment {
  const byName = new Map(fields.map((field) => [field.name, field]))
  const byId = new Map(fields.map((field) => [field.id, field]))
  const lowered = Map.groupBy(fields, (field) => field.name.toLowerCase())
  return {
    resolve(name) {
      const alike = lowered.get(name.toLowerCase())
      return byName.get(name) ?? (alike?.length === 1 ? alike[0]! : null)
    },
    byId: (id) => byId.get(id) ?? null,
    names: () => fields.map((field) => field.name),
  }
}
