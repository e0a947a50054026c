import * as v from 'valibot'
import { RECORDS } from '../model/rights.ts'
import { id, nameOf } from './common.ts'
import { field } from './field.ts'
import { list } from './list.ts'
import { tag } from './tag.ts'

export const parts = v.strictObject({
  due: v.boolean(),
  assignees: v.boolean(),
  checklists: v.boolean(),
  dependencies: v.boolean(),
  tags: v.boolean(),
  comments: v.boolean(),
})

/** What the reader may do here, and whose records they see. */
export const rights = v.strictObject({
  access: v.picklist(['view', 'comment', 'edit', 'manage']),
  records: v.picklist(RECORDS),
})

export const project = v.strictObject({
  id,
  name: v.string(),
  recordName: v.string(),
  titleName: v.string(),
  icon: v.string(),
  parts,
  lists: v.array(list),
  fields: v.array(field),
  tags: v.array(tag),
  rights,
})

const name = nameOf(100)
const icon = v.pipe(v.string(), v.maxLength(40))

/** What a project says of itself until it is told. */
export const UNNAMED = { recordName: 'Record', titleName: 'Title', icon: 'folder' }

export const projectInput = v.strictObject({
  name,
  recordName: v.optional(name, UNNAMED.recordName),
  titleName: v.optional(name, UNNAMED.titleName),
  icon: v.optional(icon, UNNAMED.icon),
  parts: v.optional(v.partial(parts), {}),
})

export const projectPatch = v.partial(
  v.strictObject({ name, recordName: name, titleName: name, icon, parts: v.partial(parts) }),
)
