import { boundedMinor, tidy } from './decimal.ts'
import { scaleOf } from './functions/money.ts'
import { cut } from './functions/texts.ts'
import type { Node } from './tree.ts'
import type { Setting, Value } from './types.ts'

/** A part's value for one record, not rounded yet (decimal.ts); `values` gives each field's, null for empty. */
export function evaluateNode(node: Node, values: (id: number) => Value, setting: Setting): Value {
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'amount': {
      const minor = boundedMinor(tidy(node.units * scaleOf(setting, node.currency))!)
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
