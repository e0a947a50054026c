import { fill } from '../errors/index.ts'

/** Every way a formula can be wrong; the site has the same codes in the reader's language. */
export const SENTENCES = {
  empty: 'A formula is expected here.',
  unexpected: '“{found}” does not fit here.',
  unfinished: 'Something is missing at the end.',
  unclosed: '“{open}” is never closed.',
  badEscape: '“{found}” is no escape: \\" \\\\ \\n and \\t are, and \\} in a field’s name.',
  badText: 'This text holds a character that can’t be kept.',
  badNumber: 'A number has at most 15 digits.',
  comma: 'Arguments are separated by commas.',
  unknownField: 'There is no field called “{name}”.',
  unknownFunction: 'There is no function called “{name}”.',
  bareName: '“{name}” is no function. A field stands in braces: {field}.',
  argumentCount: '{name} takes {takes}, and {given} are given.',
  badArgument: '{name} takes {wanted} here, and this is {given}.',
  badChoice: '{name} takes one of {choices} here, written out in quotes.',
  badCurrency: '{name} takes a currency code here, written out: "USD".',
  badDigits: '{name} takes a whole number from -12 to 12 here, written out.',
  badPattern: '{name} takes a pattern like "DD.MM.YYYY" here, written out in quotes.',
  badOperands: '“{op}” can’t join {left} and {right}.',
  plainAmount: '“{op}” can’t join money and a plain number: what currency would it be in?',
  twoCurrencies: '“{op}” can’t join amounts in {currencies}: there is no rate between them here.',
  tooLong: 'A formula has at most {max} characters.',
  tooManyParts: 'A formula has at most {max} parts. Move some of them to a formula of their own.',
  tooDeep: 'This is nested too deeply, with the formulas it reads: {depth} levels, and {max} are possible.',
  tooLarge: 'This grows too large, with the formulas it reads: {size} characters of SQL, and {max} are possible.',
  tooManyTexts: 'This holds too many texts, with the formulas it reads: {bound}, and {max} are possible.',
} as const

export type FormulaCode = keyof typeof SENTENCES

/** Where in a formula something is, in UTF-16 units, as editors count. */
export interface Place {
  at: number
  length: number
}

/** What is wrong, where, and what was probably meant (`suggestion` can stand in the place as it is). */
export class FormulaError extends Error implements Place {
  readonly at: number
  readonly length: number
  readonly code: FormulaCode
  readonly suggestion: string | null
  readonly parts: Readonly<Record<string, unknown>>

  constructor(place: Place, code: FormulaCode, parts: Record<string, unknown> = {}, suggestion: string | null = null) {
    super(fill(SENTENCES[code], parts) + (suggestion === null ? '' : ` Did you mean ${suggestion}?`))
    this.name = 'FormulaError'
    this.at = place.at
    this.length = place.length
    this.code = code
    this.parts = parts
    this.suggestion = suggestion
  }
}
