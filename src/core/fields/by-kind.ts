import { byCodePoint } from '../text/fold.ts'
import type { Definition, FieldType, Kind } from './contract.ts'
import { compareTexts } from './scalars.ts'

const byNumber = (a: unknown, b: unknown): number => Number(a) - Number(b)
const byCode = (a: unknown, b: unknown): number => byCodePoint(String(a), String(b))
/** How many there are: which of them come first only the database knows. */
const byLength = (a: unknown, b: unknown): number => (a as unknown[]).length - (b as unknown[]).length

/** The order of values as SQLite gives it to what is stored, told by their kind. */
const COMPARE: Record<Kind, (a: unknown, b: unknown) => number> = {
  text: (a, b) => compareTexts(String(a), String(b)),
  number: byNumber,
  instant: byNumber,
  boolean: byNumber,
  date: byCode,
  option: byCode,
  set: (a, b) => byCodePoint(JSON.stringify(a), JSON.stringify(b)),
  money: (a, b) => byMoney(a as Amount, b as Amount),
  links: byLength,
  files: byLength,
}

interface Amount {
  minor: number
  currency: string
}

/** Amounts of several currencies have no order among them: each stands with its own. */
const byMoney = (a: Amount, b: Amount): number =>
  a.currency === b.currency ? a.minor - b.minor : a.currency < b.currency ? -1 : 1

/** A type with everything that it left to its kind. */
export function completed(type: Definition): FieldType {
  const text = type.text ?? (type.kind === 'text' && type.storage === 'slot' ? String : undefined)
  const compare: FieldType['compare'] =
    type.kind === 'text' && type.text
      ? (a, b, config) => compareTexts(type.text!(a, config), type.text!(b, config))
      : COMPARE[type.kind]
  return {
    toJson: (value) => value as never,
    format: (answered) => String(answered),
    compare,
    ...type,
    ...(text && { text }),
  }
}
