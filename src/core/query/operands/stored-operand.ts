import { invalid } from '../../errors/index.ts'
import { encodeValue, typeOf } from '../../fields/index.ts'
import { type Field, idFrom } from '../../model/index.ts'
import { fold } from '../../text/fold.ts'
import { type Compared, isLive, type Row } from '../row.ts'
import type { Operand, Scope } from '../scope.ts'
import { worldOf } from './field-named.ts'
import { wordOf } from './read.ts'

/** A field that a record holds itself. */
export function storedOperand(scope: Scope, field: Field): Operand {
  const type = typeOf(field.type)!
  const world = worldOf(scope, field.name)
  const read = (sent: unknown): string | number => {
    const value = type.parse(sent, field.config, world)
    if (value === null) throw invalid('value', 'badOperand', { op: field.name })
    return (type.encode ? type.encode(value)[0] : value) as string | number
  }
  const storedIn = (row: Row) => {
    const value = row.values.get(field.id)
    return value === undefined ? [] : encodeValue(type, value)
  }
  const plain = { name: field.name, kind: type.kind, of: (row: Row): Compared => storedIn(row)[0] ?? null, read }
  // No default: a kind that is new does not compile until it is said here what it compares, and in SQL beside it.
  switch (type.kind) {
    case 'number':
    case 'boolean':
    case 'date':
    case 'instant':
      return plain
    case 'links':
      return {
        ...plain,
        membersOf: (row) => linkedIds(row, field),
        of: (row) => {
          const [first] = row.links(field.id).filter(isLive)
          return first ? fold(first.title) || null : null
        },
        read: id,
      }
    case 'files':
      return {
        ...plain,
        membersOf: (row) => row.files(field.id),
        // Files have no order that JavaScript knows of: only whether there are any is asked.
        of: (row) => row.files(field.id)[0] ?? null,
        read: id,
      }
    case 'text':
      return {
        ...plain,
        of(row) {
          const value = row.values.get(field.id)
          return value === undefined ? null : fold(type.text?.(value, field.config) ?? String(value)) || null
        },
        read: (sent) => fold(wordOf(sent)),
      }
    case 'set': {
      const member = (sent: unknown) => {
        const deletedOption = type.holds === 'options' ? optionId(sent) : null
        if (deletedOption !== null) return deletedOption
        const value = type.parse([sent], field.config, world) as unknown
        if (!Array.isArray(value) || value.length !== 1) throw invalid('value', 'badOperand', { op: field.name })
        return value[0] as string | number
      }
      const membersOf = (row: Row) => (row.values.get(field.id) ?? []) as (string | number)[]
      return { ...plain, membersOf, read: member }
    }
    case 'option':
      return { ...plain, read: (sent) => optionId(sent) ?? read(sent) }
    case 'money': {
      const main = (field.config as { currency: string }).currency
      const of = (sent: unknown) =>
        (type.parse(sent, field.config, world) as { currency: string } | null)?.currency ?? main
      return { ...plain, currency: { of, in: (row) => (storedIn(row)[1] as string | undefined) ?? null } }
    }
  }
}

const linkedIds = (row: Row, field: Field) =>
  row
    .links(field.id)
    .filter(isLive)
    .map((one) => one.id)

/** `{"id"}` means an option even where it was taken out: records may still have it. */
function optionId(sent: unknown): string | null {
  return typeof sent === 'object' && sent !== null && 'id' in sent && typeof sent.id === 'string' ? sent.id : null
}

function id(sent: unknown): number {
  const found = idFrom(typeof sent === 'object' && sent !== null && 'id' in sent ? sent.id : sent)
  if (found === null) throw invalid('value', 'notId', { value: sent })
  return found
}
