import * as v from 'valibot'
import { idFrom } from '../../src/core/model/index.ts'
import { tag, tagCount } from '../../src/core/model/shapes/project.ts'
import { readTags } from '../model/tag-counts.ts'
import * as tags from '../model/tags.ts'
import { route } from '../route.ts'
import { changeOnly, withChange } from './with-change.ts'

export const tagRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/tags',
    summary: 'Lists a project’s tags with how many records carry each, and their sums of a currency field',
    tag: 'tag',
    params: { id: 'project' },
    needs: { project: 'view', of: 'id' },
    tagged: true,
    query: v.object({ sum: v.optional(v.pipe(v.string(), v.description('a currency field, by id or name'))) }),
    answer: v.strictObject({ tags: v.array(tagCount) }),
    example: { query: { sum: 'Amount' } },
    run: async (context, { id }, { query }) => ({ tags: await readTags(context, idFrom(id), query.sum) }),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/tags',
    summary: 'Makes a tag',
    tag: 'tag',
    params: { id: 'project' },
    needs: { project: 'edit', of: 'id' },
    body: tags.createSchema,
    status: 201,
    answer: withChange({ tag }),
    example: { body: { name: 'Renewal', color: 'teal' } },
    run: (context, { id }, { body }) => tags.createTag(context, idFrom(id), body),
  }),
  route({
    method: 'PATCH',
    path: '/api/tags/:id',
    summary: 'Changes a tag, or moves it before or after another',
    tag: 'tag',
    params: { id: 'tag' },
    needs: { project: 'manage', of: 'id' },
    body: tags.patchSchema,
    answer: withChange({ tag }),
    example: { body: { color: 'purple' } },
    run: (context, { id }, { body }) => tags.updateTag(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/tags/:id',
    summary: 'Deletes a tag and takes it off every record',
    tag: 'tag',
    params: { id: 'tag' },
    needs: { project: 'manage', of: 'id' },
    answer: changeOnly,
    run: (context, { id }) => tags.deleteTag(context, id),
  }),
]
