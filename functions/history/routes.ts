import { undone } from '../../src/core/api/changes/change.ts'
import { history } from '../../src/core/api/changes/history.ts'
import { pageQuery } from '../../src/core/api/common.ts'
import { takeBack, undoableChange } from '../changes/undo/undo.ts'
import { route } from '../http/route.ts'
import { readHistory } from './read.ts'

export const historyRoutes = [
  route({
    method: 'GET',
    path: '/api/records/:id/history',
    summary: 'Read a record’s history',
    details: 'Who changed what, newest first.',
    tag: 'record',
    params: { id: 'record' },
    requires: { project: 'view', of: 'id' },
    etag: true,
    query: pageQuery,
    response: history,
    handler: (context, { id }, { query }) => readHistory(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/changes/:id/undo',
    summary: 'Undo a change',
    details:
      'One’s own change, by whoever still may do it; anyone’s by who manages the project. What others changed since is kept and told, and so is what automations did because of it.',
    tag: 'change',
    params: { id: undoableChange },
    requires: 'person',
    response: undone,
    handler: (context, { id }) => takeBack(context, id),
  }),
]
