import type { GenericSchema } from 'valibot'
import type { Type as FormulaType, Value as FormulaValue } from '../formula/types.ts'
import type { Person } from '../model/entities.ts'
import type { Json } from '../model/json.ts'
import type { Cell } from './cell.ts'

/**
 * What a field type says of itself. One file a type, one registry (index.ts), one test that runs over all of them.
 *
 * A value has four forms:
 *  - sent     what a client may send: forgiving ("1,250.50", "yes", an option's name)
 *  - value    what the program holds after `parse`: one shape, canonical, never null (null is "empty", for every type)
 *  - stored   what the record's slots hold: one primitive a slot, exact, comparable by SQLite as it stands
 *  - answered what the API answers (api.md, Values): made by `toJson` in JavaScript and by `json` in its SQL; the contract test
 *             demands that both say the same
 *
 * Only the first five members must be given; by-kind.ts has defaults for the rest. Nothing here is SQL, so that a
 * browser carries none: what a type must say in SQL besides stands in `<type>.sql.ts`. Whoever gives `toJson`, `encode`,
 * `compare` or `toFormula` here has to give its other meaning there, or the program does not compile (index.sql.ts).
 */
export interface Definition<Config = unknown, Value = unknown> {
  readonly type: string
  /** where values live: in one slot, in two (amount and ISO code), in rows of `links`, in rows of `files`, or nowhere */
  readonly storage: 'slot' | 'money' | 'links' | 'files' | 'computed'
  /** how values compare and which operators a filter may use: operators.ts */
  readonly kind: Kind
  /** fills defaults; what it refuses is answered as `badConfig` */
  readonly config: GenericSchema<unknown, Config>
  /** sent -> value; null for empty ('' and [] too). Throws `refuse('', code, {name, value, …})`; the caller adds the path. */
  parse(sent: unknown, config: Config, world: World): Value | null

  /** answered -> what a person reads, by Intl in their locale. Never empty for a value that isn't. Absent: the text of it */
  format?(answered: Json, config: Config, reader: Reader): string
  /** value -> one primitive a slot; absent where the value is the primitive itself */
  encode?(value: Value): Primitive[]
  /** stored -> value; the inverse of `encode` */
  decode?(stored: readonly (Primitive | null)[]): Value | null
  /** value -> answered; absent where the value is answered as it stands */
  toJson?(value: Value, config: Config, world: World): Json
  /** order of two values: negative, 0, positive; the order SQLite gives their compared form (kind text: of its folded text, then of itself) */
  compare?(a: Value, b: Value, config: Config): number
  /** the text by which search finds it and sort orders it (before folding); kind text: the value, if not said otherwise */
  text?(value: Value, config: Config): string
  /** that text, folded -> what a person reads where it was found; absent: as it stands */
  readText?(text: string): string

  /** what a formula computes with; absent where a formula can't read it */
  readonly formulaType?: FormulaType
  /** value -> what a formula computes with; absent where that is the value itself */
  toFormula?(value: Value, config: Config, world: World): FormulaValue
  /** how it is worked out, for what nobody stores; query/ has a meaning for each */
  readonly computed?: Computation
  /** computed `builtIn`: the name that the query language has for it */
  readonly builtIn?: string

  /** what its members are chosen from: the field's own options, or the workspace's people */
  readonly holds?: 'options' | 'people'
  /** false: the program gives its values, nobody sends them */
  readonly settable?: false
  /** the program counts its values up, record by record */
  readonly counted?: true
  /** what a value is a part of: stars of their most, percents of 100 */
  whole?(config: Config): number
  /** a sum of it means something */
  readonly summable?: true
  /** values can be told apart for certain, so a field may ask that no two records share one */
  readonly unique?: true
  /** by which somebody is reached: what a team wants to hear of when it changes */
  readonly contact?: 'mail' | 'phone' | 'place'
  /** too long to be shown whole where many records are */
  readonly long?: true
  /** false: no record is found by it in an import, since its text is only a part of the value */
  readonly findable?: false

  /** how it is asked for in a form of the public; absent: it can't stand in one */
  readonly control?: Control

  /** answered -> how another type reads it when a field is retyped; absent: the answered form */
  bare?(answered: Json, to: Definition, around: { zone: string; locale: string }, config: Config): unknown

  /** how an import reads a cell into it; absent: as it is written */
  readonly cell?: Cell
  /** it has a form of its own, so that "-" or "n/a" in a cell is no value but the lack of one */
  readonly formed?: true
  /** a word of its own, although files also write it for nothing: NA is Namibia where countries are meant */
  isOwnWord?(cell: string): boolean
  /** a cell looks like one: nine tenths of such cells make a column of this type */
  looksLike?(cell: string): boolean
  /** columns of which types may fill it; absent: of any but dates */
  readonly filledBy?: readonly string[] | 'any'
  /** what a column is that looks like nothing else */
  readonly fallback?: true
  /** a column of bare numbers that is called like this word is meant */
  readonly numbersCalled?: string
  /** a column of it may hold any words: a title as well as a choice */
  readonly anyWords?: true
  /** the settings of a field that an import makes of a column; the currencies are the column's, or the workspace's */
  newConfig?(currencies: readonly string[]): { [key: string]: Json }
}

/** A Definition completed by the defaults of its kind: what the registry holds. */
export interface FieldType<Config = unknown, Value = unknown> extends Definition<Config, Value> {
  toJson(value: Value, config: Config, world: World): Json
  format(answered: Json, config: Config, reader: Reader): string
  compare(a: Value, b: Value, config: Config): number
}

/**
 * text: folded text · number, instant: SQLite numbers · date: YYYY-MM-DD · money: integer minor units with a code ·
 * boolean: 0/1 · option: one id of a few · set: a JSON array of ids · links: rows · files: rows
 */
export type Kind = 'text' | 'number' | 'money' | 'boolean' | 'date' | 'instant' | 'option' | 'set' | 'links' | 'files'

/**
 * formula: an expression over the record · lookup: what a linked record has · rollup: a fold of the records that point here ·
 * duration: the time between two events · builtIn: what every record has · nothing: it has no value
 */
export type Computation = 'formula' | 'lookup' | 'rollup' | 'duration' | 'builtIn' | 'nothing'

/**
 * The control of a field in a form: an `<input>` of that type, or `lines`, some lines · `checkbox` · `choice`, one of the options ·
 * `choices`, some of them · `scale`, a whole number up to `whole` · `files`. What it sends, `parse` reads.
 */
export type Control =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'date'
  | 'datetime-local'
  | 'number'
  | 'lines'
  | 'checkbox'
  | 'choice'
  | 'choices'
  | 'scale'
  | 'files'

export type Primitive = string | number

/** What reading a value needs to know of its surroundings. */
export interface World {
  /** the field's own name, for messages */
  name: string
  /** ISO 3166-1 alpha-2: national phone numbers are this country's */
  country: string
  /** IANA zone: a date and time without offset is local there */
  zone: string
  people: readonly Person[]
  /** the person asking: what "me" means */
  me: number | null
}

/** Who reads: for Intl. */
export interface Reader {
  /** BCP 47 */
  locale: string
  /** IANA */
  zone: string
  yes: string
  no: string
}
