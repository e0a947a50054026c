/**
 * SQL text with its values apart: whatever stands in `${}` is bound, never spliced, unless it is itself Sql.
 * D1 allows 100 bound values a statement; lists go in as one JSON value read by json_each.
 */
export class Sql {
  readonly text: string
  readonly values: readonly Bound[]

  constructor(text: string, values: readonly Bound[]) {
    this.text = text
    this.values = values
  }
}

export type Bound = string | number | null

export function sql(parts: TemplateStringsArray, ...values: (Sql | Bound)[]): Sql {
  let text = parts[0] ?? ''
  const bound: Bound[] = []
  values.forEach((value, i) => {
    if (value instanceof Sql) {
      text += value.text
      bound.push(...value.values)
    } else {
      text += '?'
      bound.push(value)
    }
    text += parts[i + 1] ?? ''
  })
  return new Sql(text, bound)
}

/** Text that the program itself wrote: a column's name, a keyword. Never anything that came from outside. */
export const raw = (text: string): Sql => new Sql(text, [])

export const empty = raw('')

export function join(parts: readonly Sql[], between = ', '): Sql {
  return new Sql(
    parts.map((part) => part.text).join(between),
    parts.flatMap((part) => part.values),
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
  let whole = sql`json_object(${join(first.map(([key, value]) => sql`${literal(key)}, ${value}`))})`
  for (let i = 15; i < pairs.length; i += 15) {
    const more = pairs.slice(i, i + 15).map(([key, value]) => sql`${literal(`$."${key}"`)}, ${value}`)
    whole = sql`json_set(${whole}, ${join(more)})`
  }
  return whole
}

/** A text literal inside the statement, for keys the program chose: they'd use up bound values. */
export function literal(text: string): Sql {
  if (!/^[\w$." -]*$/.test(text)) throw new Error(`not a plain key: ${text}`)
  return raw(`'${text}'`)
}
