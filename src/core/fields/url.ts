import * as v from 'valibot'
import { invalid } from '../errors/index.ts'
import type { FieldType } from './contract.ts'
import { compareTexts, lineFrom } from './scalars.ts'

/** Only http and https: a value becomes a link, and a link must not run a script. */
const ADDRESS = /^https?:\/\/[^\s/?#@\\<>"]+(?::\d+)?(?:[/?#][^\s<>"]*)?$/i
const BARE = /^[^\s:/?#@\\<>"]+\.[^\s:/?#@\\<>".]{2,}(?::\d+)?(?:[/?#][^\s<>"]*)?$/

/** A web address; one without scheme ("tonle.dev/prices") is https. */
export const url: FieldType<object, string> = {
  type: 'url',
  storage: 'slot',
  kind: 'text',
  config: v.object({}),
  parse(sent, _config, { name }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    const address = BARE.test(written) ? `https://${written}` : written
    if (address.length > 2000 || !ADDRESS.test(address)) throw invalid('', 'notUrl', { name, value: sent })
    return address
  },
  toJson: (value) => value,
  format: (answered) => (answered as string).replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, ''),
  compare: compareTexts,
  text: (value) => value,
}
