/**
 * SQL text with its values apart: whatever stands in `${}` is bound, never spliced, unless it is itself Sql.
 * D1 allows 100 bound values a statement; lists go in as one JSON value read by json_each.
 *
 * A statement is a tree of its parts until somebody asks for its text, so that putting parts together copies nothing.
 * `R` is what a row of its result looks like, for who runs it.
 */
export class Sql<R = unknown> {
  readonly #strings: readonly string[]
  readonly #parts: readonly (Sql | Bound)[]
  #flat: { strings: readonly string[]; values: readonly Bound[] } | undefined
  /** only a type: no statement has one */
  declare readonly row: R

  /** `strings` stand around `parts`: one more of them than of those. */
  constructor(strings: readonly string[], parts: readonly (Sql | Bound)[]) {
    this.#strings = strings
    this.#parts = parts
  }

  get text(): string {
    return this.strings.join('?')
  }

  /** The text around the values: one more of these than of those. */
  get strings(): readonly string[] {
    return this.#flattened().strings
  }

  /** In the order in which the text names them. */
  get values(): readonly Bound[] {
    return this.#flattened().values
  }

  #flattened() {
    if (!this.#flat) {
      const strings = ['']
      const values: Bound[] = []
      this.#flattenInto(strings, values)
      this.#flat = { strings, values }
    }
    return this.#flat
  }

  #flattenInto(strings: string[], values: Bound[]): void {
    // A part that was asked for its text before, because it is kept (query/compile-once.sql.ts), needn't be walked again.
    if (this.#flat) {
      const [first = '', ...rest] = this.#flat.strings
      strings[strings.length - 1] += first
      strings.push(...rest)
      values.push(...this.#flat.values)
      return
    }
    strings[strings.length - 1] += this.#strings[0] ?? ''
    for (let i = 0; i < this.#parts.length; i++) {
      const part = this.#parts[i]!
      const after = this.#strings[i + 1] ?? ''
      if (part instanceof Sql) {
        part.#flattenInto(strings, values)
        strings[strings.length - 1] += after
      } else {
        values.push(part)
        strings.push(after)
      }
    }
  }
}

export type Bound = string | number | null

/** A row of which nothing more is known. */
export type Row = Record<string, string | number | null>

/** `sql<{ id: number }>` tells what its rows look like. */
export const sql = <R = Row>(strings: TemplateStringsArray, ...parts: (Sql | Bound)[]): Sql<R> =>
  new Sql<R>(strings, parts)

/** Text that the program itself wrote: a column's name, a keyword. Never anything that came from outside. */
export const raw = <R = Row>(text: string): Sql<R> => new Sql<R>([text], [])

export const empty = raw('')

export const join = (parts: readonly Sql[], between = ', '): Sql =>
  parts.length === 0
    ? empty
    : new Sql(
        parts.map((_, i) => (i === 0 ? '' : between)),
        parts,
      )

/** D1 takes no longer UNION than of five. */
const LONGEST_UNION = 5

/** The rows of all of them, of the same columns; of many as unions of unions. */
export function unionAll(parts: readonly Sql[]): Sql {
  if (parts.length <= LONGEST_UNION) return join(parts, ' UNION ALL ')
  const size = Math.ceil(parts.length / LONGEST_UNION)
  const groups = Array.from({ length: Math.ceil(parts.length / size) }, (_, i) => parts.slice(i * size, (i + 1) * size))
  return join(
    groups.map((group) => sql`SELECT * FROM (${unionAll(group)})`),
    ' UNION ALL ',
  )
}

/** AND/OR as a balanced tree: SQLite on D1 refuses expressions deeper than 100. */
export function balanced(parts: readonly Sql[], operator: 'AND' | 'OR'): Sql {
  if (parts.length === 0) return raw(operator === 'AND' ? '1' : '0')
  if (parts.length === 1) return parts[0] as Sql
  const middle = parts.length >> 1
  return sql`(${balanced(parts.slice(0, middle), operator)} ${raw(operator)} ${balanced(parts.slice(middle), operator)})`
}

/** A JSON object of any width: D1 allows 32 arguments a function, so pairs are set 15 at a time. Keys are the program's own. */
export function jsonObject(pairs: readonly (readonly [key: string, value: Sql])[]): Sql {
  const first = pairs.slice(0, 15)
  let object = sql`json_object(${join(first.map(([key, value]) => sql`${literal(key)}, ${value}`))})`
  for (let i = 15; i < pairs.length; i += 15) {
    const more = pairs.slice(i, i + 15).map(([key, value]) => sql`${literal(`$."${key}"`)}, ${value}`)
    object = sql`json_set(${object}, ${join(more)})`
  }
  return object
}

/** Texts one after the other, NULL as nothing; of any number, thirty at a time. */
export function concat(parts: readonly Sql[]): Sql {
  if (parts.length <= 30) return sql`concat(${join(parts)})`
  const groups = Array.from({ length: Math.ceil(parts.length / 30) }, (_, i) => parts.slice(i * 30, i * 30 + 30))
  return concat(groups.map(concat))
}

/** A text literal inside the statement, for keys the program chose: they'd use up bound values. */
export function literal(text: string): Sql {
  if (!/^[\w$." -]*$/.test(text)) throw new Error(`not a plain key: ${text}`)
  return raw(`'${text}'`)
}
