import * as v from 'valibot'
import * as shapes from '../../src/core/model/shapes/hanging.ts'
import * as comments from '../model/comments.ts'
import { readHistory } from '../model/history.ts'
import { route } from '../route.ts'
import { changeOnly, withChange } from './with-change.ts'

/** What hangs on a record: its history and its comments. Files are in files.ts. */
export const hangingRoutes = [
  route({
    method: 'GET',
    path: '/api/records/:id/history',
    summary: 'Reads who changed what of a record, newest first',
    tag: 'record',
    params: { id: 'record' },
    needs: { project: 'view', of: 'id' },
    tagged: true,
    query: v.object({ cursor: v.optional(v.pipe(v.string(), v.description('the `next` of the page before'))) }),
    answer: shapes.history,
    run: (context, { id }, { query }) => readHistory(context, id, query.cursor),
  }),
  route({
    method: 'GET',
    path: '/api/records/:id/comments',
    summary: 'Reads a record’s comments, oldest first',
    tag: 'comment',
    params: { id: 'record' },
    needs: { project: 'view', of: 'id' },
    tagged: true,
    answer: v.strictObject({ comments: v.array(shapes.comment) }),
    run: async (context, { id }) => ({ comments: await comments.readComments(context, id) }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:id/comments',
    summary: 'Comments on a record',
    tag: 'comment',
    params: { id: 'record' },
    needs: { project: 'comment', of: 'id' },
    body: comments.schema,
    status: 201,
    answer: withChange({ comment: shapes.comment }),
    example: { body: { body: 'They asked for a **second** offer.' } },
    run: (context, { id }, { body }) => comments.createComment(context, id, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/comments/:id',
    summary: 'Changes a comment of one’s own',
    details: 'Who manages the project may change anyone’s.',
    tag: 'comment',
    params: { id: 'comment' },
    needs: { project: 'comment', of: 'id' },
    body: comments.schema,
    answer: withChange({ comment: shapes.comment }),
    example: { body: { body: 'They asked for a second offer by Friday.' } },
    run: (context, { id }, { body }) => comments.updateComment(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/comments/:id',
    summary: 'Deletes a comment of one’s own',
    details: 'Who manages the project may delete anyone’s.',
    tag: 'comment',
    params: { id: 'comment' },
    needs: { project: 'comment', of: 'id' },
    answer: changeOnly,
    run: (context, { id }) => comments.deleteComment(context, id),
  }),
]
