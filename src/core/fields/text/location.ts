import * as v from 'valibot'
import { invalid } from '../../errors/index.ts'
import type { Definition } from '../contract.ts'
import { isEmpty, textFrom } from '../scalars.ts'

export interface Place {
  text: string
  /** degrees; null where only the words are known */
  lat: number | null
  lng: number | null
}

const MAX = 2000

/** An address in words, with its point on the map where that is known. Stored as one JSON object. */
export const location = {
  type: 'location',
  storage: 'slot',
  kind: 'text',
  control: 'text',
  contact: 'place',
  formulaType: 'text',
  findable: false,
  config: v.strictObject({}),
  parse(sent, _config, { name }) {
    if (isEmpty(sent)) return null
    const given: Record<string, unknown> = typeof sent === 'object' ? { ...sent } : { text: sent }
    const text = isEmpty(given.text) ? '' : textFrom(given.text, name).trim()
    if ([...text].length > MAX) throw invalid('', 'textTooLong', { name, max: MAX })
    const lat = degrees(given.lat, 90, name)
    const lng = degrees(given.lng, 180, name)
    const isPlace = 'text' in given || 'lat' in given || 'lng' in given
    if (!isPlace || (lat === null) !== (lng === null)) throw invalid('', 'notLocation', { name })
    if (text === '' && lat === null) return null
    return { text, lat, lng }
  },
  encode: (value) => [JSON.stringify(value)],
  decode: ([stored]) => (stored == null ? null : (JSON.parse(stored as string) as Place)),
  toJson: ({ text, lat, lng }) => ({ text, lat, lng }),
  toFormula: ({ text }) => text,
  format(answered, _config, { locale }) {
    const { text, lat, lng } = answered as unknown as Place
    const digits = new Intl.NumberFormat(locale, { minimumFractionDigits: 4, maximumFractionDigits: 4 })
    return text || `${digits.format(lat!)} ${digits.format(lng!)}`
  },
  text: (value) => value.text,
  bare(answered) {
    const { text, lat, lng } = answered as unknown as Place
    return text || `${lat} ${lng}`
  },
} satisfies Definition<object, Place>

function degrees(given: unknown, max: number, name: string): number | null {
  if (isEmpty(given)) return null
  if (typeof given !== 'number' || !(Math.abs(given) <= max)) throw invalid('', 'notLocation', { name })
  return given === 0 ? 0 : Number(given.toFixed(7))
}
