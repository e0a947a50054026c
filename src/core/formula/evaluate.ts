import { tidy, toMinor } from './decimal.ts'
import { scaleOf } from './functions/money.ts'
import { cut } from './functions/texts.ts'
import type { Node } from './tree.ts'
import type { Setting, Value } from './types.ts'

/** The value for one record; `values` gives each field's, null for empty. */
export function evaluateNode(node: Node, values: (id: number) => Value, setting: Setting): Value {
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'amount': {
      const minor = toMinor(tidy(node.units * scaleOf(setting, node.currency)))
      return minor === null ? null : { minor, currency: node.currency }
    }
    case 'field': {
      const value = values(node.id)
      return typeof value === 'string' ? cut(value) : value
    }
    case 'call': {
      const args = node.args.map((arg) => evaluateNode(arg, values, setting))
      return node.meaning.evaluate(args, { setting, types: node.types })
    }
  }
}
