import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { isEmpty, textFrom } from '../scalars.ts'

/** Bytes of UTF-8: history holds a text before and after in one row, and a row has 2 MB. */
export const LONG_TEXT_BYTES = 200_000

/** Any text, Markdown by convention, kept exactly as written. */
export const longText = {
  type: 'longText',
  storage: 'slot',
  kind: 'text',
  control: 'lines',
  formulaType: 'text',
  long: true,
  filledBy: 'any',
  config: v.strictObject({}),
  parse: (sent, _config, { name }) => (isEmpty(sent) ? null : longTextFrom(sent, name)),
} satisfies Definition<object, string>

/** Descriptions and comments are bounded by the same measure. */
export function longTextFrom(sent: unknown, name: string): string {
  const text = textFrom(sent, name)
  if (text.length * 3 > LONG_TEXT_BYTES && bytesOf(text) > LONG_TEXT_BYTES)
    throw invalid('', 'tooLarge', { max: '200 KB' })
  return text
}

function bytesOf(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // Each half of a surrogate pair counts two of the pair's four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3
  }
  return bytes
}
