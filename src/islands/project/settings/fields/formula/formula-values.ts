import type { FieldAnswer, Named, ProjectAnswer } from '../../../../../core/api/answers.ts'
import { MINOR_DIGITS, type TypeName, typeOf } from '../../../../../core/fields/index.ts'
import type { FormulaField, Money, Type, Value } from '../../../../../core/formula/index.ts'
import type { Json } from '../../../../../core/model/json.ts'

/** People who made or changed a record are one each, though a lookup shows them in a list. */
const formulaType = (field: FieldAnswer): Type | undefined =>
  isLookup(field) && /^(created|updated)By$/.test(String(field.config.field))
    ? 'text'
    : typeOf((field.result ?? field).type)?.formulaType

const isLookup = ({ type }: FieldAnswer) => typeOf(type)?.computed === 'lookup'

/** The fields that a formula of this project may use; `exceptId` is the formula's own field. */
export function formulaFields(project: ProjectAnswer, exceptId?: string): FormulaField[] {
  return project.fields.flatMap((field) => {
    const type = formulaType(field)
    if (!type || field.id === exceptId) return []
    const { currency, others } = (field.result ?? field).config as {
      currency?: string
      others?: string[]
    }
    const single = type === 'money' && currency && !others?.length ? { currency } : {}
    return [{ id: Number(field.id), name: field.name, type, ...single }]
  })
}

/** An answered value as a formula computes with it: 15 % means 0.15, the first of a lookup's values counts. */
export function formulaValue(field: FieldAnswer, answer: Json | undefined): Value {
  const kind = formulaType(field)
  const isFirstOfLookup = isLookup(field) && kind !== 'list' && Array.isArray(answer)
  const value = isFirstOfLookup ? (answer[0] ?? null) : (answer ?? null)
  if (value === null) return null
  if (kind === 'number') return figureOf(field, value)
  switch (kind) {
    case 'money':
      return minorOf(value as unknown as { amount: string; currency: string })
    case 'instant':
      return Date.parse(String(value))
    case 'list':
      return Array.isArray(value) ? value.map(wordOf) : [wordOf(value)]
    case 'text':
      return wordOf(value)
    default:
      return value as Value
  }
}

/** A rollup's value is aggregated already. */
function figureOf(field: FieldAnswer, value: Json): Value {
  const resultField = field.result ?? field
  const { toFormula } = typeOf(resultField.type)!
  if (!toFormula || typeOf(field.type)?.computed === 'rollup') return value as number
  return toFormula(Number(value), resultField.config, {
    name: field.name,
    country: '',
    zone: 'UTC',
    people: [],
    me: null,
  })
}

function wordOf(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value)
  const { name, title, text } = value as Partial<Named> & { title?: string; text?: string }
  return name ?? title ?? text ?? ''
}

const digitsOf = (currency: string) => MINOR_DIGITS[currency] ?? 2

function minorOf({ amount, currency }: { amount: string; currency: string }): Money {
  return { minor: Math.round(Number(amount) * 10 ** digitsOf(currency)), currency }
}

/** A formula's result, as the API would return it. */
export function answeredOf(value: Value, type: Type): Json {
  if (value === null) return null
  if (type === 'money') {
    const { minor, currency } = value as Money
    return { amount: (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency)), currency }
  }
  if (type === 'instant') return new Date(value as number).toISOString()
  if (type === 'list') return (value as readonly string[]).join(', ')
  return value as Json
}

/** The field type that shows what a formula of a type gives. */
export const SHOWN_AS: Record<Type, TypeName> = {
  number: 'number',
  money: 'currency',
  text: 'text',
  boolean: 'checkbox',
  date: 'date',
  instant: 'dateTime',
  list: 'text',
}
