import * as v from 'valibot'
import type { Definition, Kind } from '../contract.ts'
import { computed } from './computed.ts'

const none = v.strictObject({})

/** What every record has, as a field of its own: with a name and a place among the others. The query language has them built in. */
const event = <Name extends string>(
  name: Name,
  kind: Kind,
  formulaType: Definition['formulaType'],
  holds?: Definition['holds'],
) =>
  computed(name, 'builtIn', kind, none, { builtIn: name, ...(formulaType && { formulaType }), ...(holds && { holds }) })

export const createdAt = event('createdAt', 'instant', 'instant')
export const createdBy = event('createdBy', 'option', 'text', 'people')
export const updatedAt = event('updatedAt', 'instant', 'instant')
export const updatedBy = event('updatedBy', 'option', 'text', 'people')
/** ms since the record came into its list */
export const timeInList = event('timeInList', 'number', 'number')
