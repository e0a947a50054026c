import { invalid } from '../../errors/index.ts'
import { CURRENCIES, type Kind, type TypeName, typeOf } from '../../fields/index.ts'
import type { Money, Tree, Type, Value } from '../../formula/index.ts'
import type { Compared, Row } from '../row.ts'
import type { Operand, Scope } from '../scope.ts'
import { wordOf } from './read.ts'
import { formulaValue } from './value-column.ts'

const KINDS: Record<Type, Kind> = {
  number: 'number',
  money: 'money',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  list: 'text',
}

/** The type of field that a formula's result is shown and read like. */
export const RESULTS: Record<Type, TypeName> = {
  number: 'number',
  money: 'currency',
  text: 'text',
  boolean: 'checkbox',
  date: 'date',
  instant: 'dateTime',
  list: 'text',
}

/** A formula's value is not stored: it is worked out each time, and sorted and filtered like that of any field. */
export function formulaOperand(scope: Scope, tree: Tree, name: string): Operand {
  const kind = KINDS[tree.type]
  if (kind === 'text')
    return {
      name,
      kind,
      // Folded in ASCII only, as its SQL has to be: SQLite's lower() knows no other letters.
      of(row) {
        const text = formulaValue(scope, tree, row)
        if (text === null) return null
        return (typeof text === 'string' ? text : JSON.stringify(text)).replace(/[A-Z]/g, lower)
      },
      read: (sent) => wordOf(sent).replace(/[A-Z]/g, lower),
    }
  const main = tree.currency ?? scope.catalog.workspace.currency
  const read = reader(scope, tree, name, main)
  if (kind === 'money')
    return {
      name,
      kind,
      of: (row) => amountOf(formulaValue(scope, tree, row))?.minor ?? null,
      read,
      currency: {
        of: (sent) => (sent as { currency?: string } | null)?.currency ?? main,
        in: (row) => amountOf(formulaValue(scope, tree, row))?.currency ?? null,
      },
    }
  const of = (row: Row) => {
    const plain = formulaValue(scope, tree, row)
    return typeof plain === 'boolean' ? Number(plain) : (plain as Compared)
  }
  return { name, kind, of, read }
}

/** What is sent is read as a value of the type of field that the result is like. */
function reader({ catalog }: Scope, tree: Tree, name: string, currency: string): Operand['read'] {
  const { country, zone } = catalog.workspace
  const type = typeOf(RESULTS[tree.type])!
  const others = tree.currency === null ? [...CURRENCIES] : []
  const config = tree.type === 'money' ? { currency, others } : {}
  return (sent) => {
    const parsed = type.parse(sent, config, { name, country, zone, people: [], me: null })
    if (parsed === null) throw invalid('value', 'badOperand', { op: name })
    return (type.encode ? type.encode(parsed)[0] : parsed) as string | number
  }
}

const lower = (letter: string) => letter.toLowerCase()
const amountOf = (value: Value) => value as Money | null
