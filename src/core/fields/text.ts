import * as v from 'valibot'
import { invalid } from '../errors/index.ts'
import type { FieldType } from './contract.ts'
import { compareTexts, isEmpty, textFrom } from './scalars.ts'

const MAX = 2000

/** One line, kept exactly as written. */
export const text: FieldType<object, string> = {
  type: 'text',
  storage: 'slot',
  kind: 'text',
  config: v.object({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    const line = textFrom(sent, name)
    if (/[\r\n]/.test(line)) throw invalid('', 'notOneLine', { name })
    if (line.length > MAX && [...line].length > MAX) throw invalid('', 'textTooLong', { name, max: MAX })
    return line
  },
  toJson: (value) => value,
  format: (answered) => answered as string,
  compare: compareTexts,
  text: (value) => value,
}
