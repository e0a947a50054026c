import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { isEmpty, textFrom } from '../scalars.ts'

const MAX = 2000

/** One line, kept exactly as written. */
export const text = {
  type: 'text',
  storage: 'slot',
  kind: 'text',
  control: 'text',
  formulaType: 'text',
  unique: true,
  cell: 'line',
  filledBy: 'any',
  fallback: true,
  anyWords: true,
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    const line = textFrom(sent, name)
    if (/[\r\n]/.test(line)) throw invalid('', 'notOneLine', { name })
    if (line.length > MAX && [...line].length > MAX) throw invalid('', 'textTooLong', { name, max: MAX })
    return line
  },
} satisfies Definition<object, string>
