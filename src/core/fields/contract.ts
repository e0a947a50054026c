import type { GenericSchema } from 'valibot'
import type { Person } from '../model/entities.ts'
import type { Json } from '../model/json.ts'
import type { Sql } from '../sql/index.ts'

/**
 * What a field type must say of itself. One file a type, one registry (index.ts), one test that runs over all of them.
 *
 * A value has four forms:
 *  - sent     what a client may send: forgiving ("1,250.50", "yes", an option's name)
 *  - value    what the program holds after `parse`: one shape, canonical, never null (null is "empty", for every type)
 *  - stored   what the record's slots hold: one primitive a slot, exact, comparable by SQLite as it stands
 *  - answered what the API answers (api.md, Values): made by `answer` in JavaScript and by `json` in SQL; the contract test
 *             demands that both say the same
 */
export interface FieldType<Config = unknown, Value = unknown> {
  readonly type: string
  /** where values live: in one slot, in two (amount and ISO code), in rows of `links`, in rows of `files`, or nowhere */
  readonly storage: 'slot' | 'money' | 'links' | 'files' | 'computed'
  /** how values compare and which operators a filter may use: operators.ts */
  readonly kind: Kind
  /** fills defaults; what it refuses is answered as `badConfig` */
  readonly config: GenericSchema<unknown, Config>
  /** sent -> value; null for empty ('' and [] too). Throws `refuse('', code, {name, value, …})`; the caller adds the path. */
  parse(sent: unknown, config: Config, world: World): Value | null
  /** value -> one primitive a slot; absent where the value is the primitive itself */
  encode?(value: Value): Primitive[]
  /** stored -> value; the inverse of `store` */
  decode?(stored: readonly (Primitive | null)[]): Value | null
  /** value -> answered */
  toJson(value: Value, config: Config, world: World): Json
  /** answered -> what a person reads, by Intl in their locale. Never empty for a value that isn't. */
  format(answered: Json, config: Config, reader: Reader): string
  /** order of two values: negative, 0, positive; the order SQLite gives their compared form (kind text: of its folded text, then of itself) */
  compare(a: Value, b: Value, config: Config): number
  /**
   * SQL of the answered form, where the first slot isn't it as it stands. `slots` are the columns; empty is SQL NULL. Types that live in links or
   * files have none.
   */
  jsonSql?(slots: readonly Sql[], config: Config): Sql
  /** SQL that sorts and compares; absent where the first slot does it as it stands */
  sortSql?(slots: readonly Sql[], config: Config): Sql
  /** the text by which search finds it and sort orders it (before folding); absent for what isn't text */
  text?(value: Value, config: Config): string
  /** false: the program gives its values, nobody sends them */
  readonly settable?: false
  /** a sum of it means something */
  readonly summable?: true
}

/**
 * text: folded text · number, instant: SQLite numbers · date: YYYY-MM-DD · money: integer minor units with a code ·
 * boolean: 0/1 · option: one id of a few · set: a JSON array of ids · links: rows · files: rows
 */
export type Kind = 'text' | 'number' | 'money' | 'boolean' | 'date' | 'instant' | 'option' | 'set' | 'links' | 'files'

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
