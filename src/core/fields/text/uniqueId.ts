import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { lineFrom } from '../scalars.ts'

const config = v.strictObject({
  prefix: v.optional(v.pipe(v.string(), v.maxLength(20), v.regex(/^[^\r\n\0]*$/, 'a prefix is one line')), ''),
  /** at least so many: 7 of four digits is 0007 */
  digits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)), 4),
})
export type UniqueIdConfig = v.InferOutput<typeof config>

/** A number of the record's own with a prefix, given once when it is made; a later prefix is for later records. */
export const uniqueId = {
  type: 'uniqueId',
  storage: 'slot',
  kind: 'text',
  formulaType: 'text',
  settable: false,
  counted: true,
  config,
  parse(sent, _config, { name }) {
    const line = lineFrom(sent, name)
    if (line !== null && (line.length > 40 || /[\r\n]/.test(line))) throw invalid('', 'textTooLong', { name, max: 40 })
    return line
  },
} satisfies Definition<UniqueIdConfig, string>
