import * as v from 'valibot'
import { computed } from './computed.ts'

/** What every record has, as a field of its own: with a name and a place among the others. The query language has them built in. */
export const createdAt = computed('createdAt', 'instant', v.object({}))
export const createdBy = computed('createdBy', 'option', v.object({}))
export const updatedAt = computed('updatedAt', 'instant', v.object({}))
export const updatedBy = computed('updatedBy', 'option', v.object({}))
/** ms since the record came into its list */
export const timeInList = computed('timeInList', 'number', v.object({}))
