import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import { fold } from '../../text/fold.ts'
import type { Definition } from '../contract.ts'
import { isEmpty } from '../scalars.ts'

/** Folded words that files and forms use; Khmer has two words for yes, said by men and by women. */
const YES = new Set(['true', 'yes', 'y', 'on', '1', 'x', '✓', '✔', 'បាទ', 'ចាស', 'បាទ/ចាស'].map(fold))
const NO = new Set(['false', 'no', 'n', 'off', '0', 'ទេ'].map(fold))

/** Ticked, not ticked, or (empty) never said. */
export const checkbox = {
  type: 'checkbox',
  storage: 'slot',
  kind: 'boolean',
  control: 'checkbox',
  formulaType: 'boolean',
  filledBy: ['checkbox'],
  looksLike: (cell: string) => /^(yes|no|true|false|y|n)$/i.test(cell),
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    if (typeof sent === 'boolean') return sent
    const word = typeof sent === 'string' || typeof sent === 'number' ? fold(String(sent).trim()) : ''
    if (YES.has(word)) return true
    if (NO.has(word)) return false
    throw invalid('', 'notCheckbox', { name, value: sent })
  },
  encode: (value) => [value ? 1 : 0],
  decode: ([stored]) => (stored == null ? null : stored === 1),
  format: (answered, _config, { yes, no }) => (answered ? yes : no),
} satisfies Definition<object, boolean>
