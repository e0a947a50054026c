import * as v from 'valibot'
import { id } from '../model/shapes/plain.ts'
import { chartSchema, placeSchema } from './definition.ts'

/** A chart and a dashboard as they are answered. */
export const chart = v.strictObject({ ...chartSchema.entries, id, place: placeSchema })

export const dashboard = v.strictObject({ id, name: v.string(), charts: v.array(chart) })
