import * as v from 'valibot'
import { visibleText } from '../text/blank.ts'
import { id, instant, named, paging } from './common.ts'

export const comment = v.strictObject({
  id,
  body: v.pipe(v.string(), v.description('Markdown, no HTML')),
  by: v.pipe(v.nullable(named), v.description('null where an automation wrote it, or whoever did is gone')),
  automation: v.optional(v.pipe(named, v.description('that wrote it'))),
  at: instant,
  editedAt: v.nullable(instant),
})

export const commentQuery = v.object({
  ...paging,
  order: v.optional(v.picklist(['oldest', 'newest']), 'oldest'),
})

export const commentInput = v.strictObject({
  body: v.pipe(v.string(), v.trim(), v.transform(visibleText), v.nonEmpty(), v.maxLength(20_000)),
})
