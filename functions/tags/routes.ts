import * as v from 'valibot'
import { changeOnly, next, paging, withChange } from '../../src/core/api/common.ts'
import { tag, tagCount, tagInput, tagPatch } from '../../src/core/api/tag.ts'
import { route } from '../http/route.ts'
import { readTags } from './tag-counts.ts'
import { createTag, deleteTag, updateTag } from './tags.ts'

export const tagRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/tags',
    summary: 'List a project’s tags',
    details: 'With how many records carry each, and their sums of a currency field.',
    tag: 'tag',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    query: v.object({
      ...paging,
      sum: v.optional(v.pipe(v.string(), v.description('a currency field, by id or name'))),
    }),
    response: v.strictObject({ tags: v.array(tagCount), next }),
    example: { query: { sum: 'Amount' } },
    handler: (context, { id }, { query }) => readTags(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/tags',
    summary: 'Create a tag',
    tag: 'tag',
    params: { id: 'project' },
    requires: { project: 'edit', of: 'id' },
    body: tagInput,
    status: 201,
    response: withChange({ tag }),
    example: { body: { name: 'Renewal', color: 'teal' } },
    handler: (context, { id }, { body }) => createTag(context, id, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/tags/:id',
    summary: 'Update a tag',
    details: 'Also moves it before or after another.',
    tag: 'tag',
    params: { id: 'tag' },
    requires: { project: 'manage', of: 'id' },
    body: tagPatch,
    response: withChange({ tag }),
    example: { body: { color: 'purple' } },
    handler: (context, { id }, { body }) => updateTag(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/tags/:id',
    summary: 'Delete a tag',
    details: 'Every record loses it.',
    tag: 'tag',
    params: { id: 'tag' },
    requires: { project: 'manage', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => deleteTag(context, id),
  }),
]
