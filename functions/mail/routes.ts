import { pageQuery } from '../../src/core/api/common.ts'
import { outbox } from '../../src/core/api/mail.ts'
import { route } from '../http/route.ts'
import { readOutbox } from './outbox.ts'

export const mailRoutes = [
  route({
    method: 'GET',
    path: '/api/outbox',
    summary: 'List the outbox',
    details: 'What was mailed, for the owner. Where no provider is set, mails are held here with their text.',
    tag: 'workspace',
    requires: 'person',
    session: true,
    query: pageQuery,
    response: outbox,
    handler: (context, _, { query }) => readOutbox(context, query),
  }),
]
