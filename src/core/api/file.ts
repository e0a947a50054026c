import * as v from 'valibot'
import { count, id } from './common.ts'

export const file = v.strictObject({ id, name: v.string(), size: count, type: v.string(), url: v.string() })

/** Sent as multipart/form-data; `field` where it goes into a file field, by id or name. */
export const fileForm = v.object({ file: v.file(), field: v.optional(v.string()) })
