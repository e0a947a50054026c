import * as v from 'valibot'
import * as shapes from '../../src/core/api/history.ts'
import { readHistory } from '../history/read.ts'
import { route } from '../http/route.ts'
import { changeOnly, withChange } from '../http/with-change.ts'
import * as comments from './comments.ts'

/** What hangs on a record: its history and its comments. Files are in files.ts. */
export const hangingRoutes = [
  route({
    method: 'GET',
    path: '/api/records/:id/history',
    summary: 'Reads who changed what of a record, newest first',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    query: v.object({ cursor: v.optional(v.pipe(v.string(), v.description('the `next` of the page before'))) }),
    response: shapes.history,
    handler: (context, { id }, { query }) => readHistory(context, id, query.cursor),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id/comments',
    summary: 'Reads a record’s comments, oldest first',
    tag: 'comment',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    response: v.strictObject({ comments: v.array(shapes.comment) }),
    handler: async (context, { id }) => ({ comments: await comments.readComments(context, id) }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:id/comments',
    summary: 'Comments on a record',
    tag: 'comment',
    params: { id: 'record' },
    requires: { project: 'comment', of: 'id' },
    body: comments.commentInput,
    status: 201,
    response: withChange({ comment: shapes.comment }),
    example: { body: { body: 'They asked for a **second** offer.' } },
    handler: (context, { id }, { body }) => comments.createComment(context, id, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/comments/:id',
    summary: 'Changes a comment of one’s own',
    details: 'Who manages the project may change anyone’s.',
    tag: 'comment',
    params: { id: 'comment' },
    requires: { project: 'comment', of: 'id' },
    body: comments.commentInput,
    response: withChange({ comment: shapes.comment }),
    example: { body: { body: 'They asked for a second offer by Friday.' } },
    handler: (context, { id }, { body }) => comments.updateComment(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/comments/:id',
    summary: 'Deletes a comment of one’s own',
    details: 'Who manages the project may delete anyone’s.',
    tag: 'comment',
    params: { id: 'comment' },
    requires: { project: 'comment', of: 'id' },
    response: changeOnly,
    handler: (context, { id }) => comments.deleteComment(context, id),
  }),
]
