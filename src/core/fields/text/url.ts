import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { lineFrom } from '../scalars.ts'

/** Only http and https: a value becomes a link, and a link must not run a script. */
const ADDRESS = /^https?:\/\/[^\s/?#@\\<>"]+(?::\d+)?(?:[/?#][^\s<>"]*)?$/i
const BARE = /^[^\s:/?#@\\<>"]+\.[^\s:/?#@\\<>".]{2,}(?::\d+)?(?:[/?#][^\s<>"]*)?$/

/** A web address; one without scheme ("tonle.dev/prices") is https. */
export const url = {
  type: 'url',
  storage: 'slot',
  kind: 'text',
  control: 'url',
  formulaType: 'text',
  unique: true,
  cell: 'line',
  formed: true,
  filledBy: ['url'],
  looksLike: (cell: string) => /^(https?:\/\/|www\.)\S+$/i.test(cell),
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    const written = lineFrom(sent, name)
    if (written === null) return null
    const address = BARE.test(written) ? `https://${written}` : written
    if (address.length > 2000 || !ADDRESS.test(address)) throw invalid('', 'notUrl', { name, value: sent })
    return address
  },
  format: (answered) => (answered as string).replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, ''),
} satisfies Definition<object, string>
