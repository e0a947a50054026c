import * as v from 'valibot'
import { comment, commentInput, commentQuery } from '../../src/core/api/comment.ts'
import { changeOnly, next, withChange } from '../../src/core/api/common.ts'
import { route } from '../http/route.ts'
import { createComment, deleteComment, ownComment, readComments, updateComment } from './comments.ts'

export const commentRoutes = [
  route({
    method: 'GET',
    path: '/api/records/:id/comments',
    summary: 'List a record’s comments',
    details: 'Oldest first, or with `order=newest` the newest. What an automation wrote is by nobody, and names it.',
    tag: 'comment',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    query: commentQuery,
    response: v.strictObject({ comments: v.array(comment), next }),
    handler: (context, { id }, { query }) => readComments(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/records/:id/comments',
    summary: 'Create a comment',
    tag: 'comment',
    params: { id: 'record' },
    requires: { project: 'comment', of: 'id' },
    body: commentInput,
    status: 201,
    response: withChange({ comment }),
    example: { body: { body: 'They asked for a **second** offer.' } },
    handler: (context, { id }, { body }) => createComment(context, id, body.body),
  }),
  route({
    method: 'PATCH',
    path: '/api/comments/:id',
    summary: 'Update a comment',
    details: 'One’s own; who manages the project may change anyone’s.',
    tag: 'comment',
    params: { id: ownComment },
    requires: { project: 'comment', of: 'id' },
    body: commentInput,
    response: withChange({ comment }),
    example: { body: { body: 'They asked for a second offer by Friday.' } },
    handler: (context, { id }, { body }) => updateComment(context, id, body.body),
  }),
  route({
    method: 'DELETE',
    path: '/api/comments/:id',
    summary: 'Delete a comment',
    details: 'One’s own; who manages the project may delete anyone’s.',
    tag: 'comment',
    params: { id: ownComment },
    requires: { project: 'comment', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => deleteComment(context, id),
  }),
]
