import * as v from 'valibot'
import type { Json } from '../../model/json.ts'
import { computed } from './computed.ts'

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))

/**
 * What a linked record has, seen through a reference. Nothing of it is stored: the query language reads it where it stands
 * (query/lookup.ts), so its kind and its form are those of the field it shows.
 */
export const lookup = computed('lookup', 'lookup', 'text', v.strictObject({ reference: name, field: name }), {
  format: (answered, { locale }) =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format((answered as Json[]).map(String)),
})
