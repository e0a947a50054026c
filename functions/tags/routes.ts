import * as v from 'valibot'
import { tag, tagCount } from '../../src/core/api/project.ts'
import { idFrom } from '../../src/core/model/index.ts'
import { route } from '../http/route.ts'
import { changeOnly, withChange } from '../http/with-change.ts'
import { readTags } from './tag-counts.ts'
import * as tags from './tags.ts'

export const tagRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/tags',
    summary: 'Lists a project’s tags with how many records carry each, and their sums of a currency field',
    tag: 'tag',
    params: { id: 'project' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    query: v.object({ sum: v.optional(v.pipe(v.string(), v.description('a currency field, by id or name'))) }),
    response: v.strictObject({ tags: v.array(tagCount) }),
    example: { query: { sum: 'Amount' } },
    handler: async (context, { id }, { query }) => ({ tags: await readTags(context, idFrom(id), query.sum) }),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/tags',
    summary: 'Makes a tag',
    tag: 'tag',
    params: { id: 'project' },
    requires: { project: 'edit', of: 'id' },
    body: tags.tagInput,
    status: 201,
    response: withChange({ tag }),
    example: { body: { name: 'Renewal', color: 'teal' } },
    handler: (context, { id }, { body }) => tags.createTag(context, idFrom(id), body),
  }),
  route({
    method: 'PATCH',
    path: '/api/tags/:id',
    summary: 'Changes a tag, or moves it before or after another',
    tag: 'tag',
    params: { id: 'tag' },
    requires: { project: 'manage', of: 'id' },
    body: tags.tagPatch,
    response: withChange({ tag }),
    example: { body: { color: 'purple' } },
    handler: (context, { id }, { body }) => tags.updateTag(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/tags/:id',
    summary: 'Deletes a tag and takes it off every record',
    tag: 'tag',
    params: { id: 'tag' },
    requires: { project: 'manage', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => tags.deleteTag(context, id),
  }),
]
