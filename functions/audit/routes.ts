import { auditPage, auditQuery } from '../../src/core/api/audit.ts'
import { route } from '../http/route.ts'
import { readAudit } from './read.ts'

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/api/audit',
    summary: 'Read the audit log',
    details: 'Sign-ins, roles, keys, exports, erasures; newest first.',
    tag: 'audit',
    requires: { workspace: 'people' },
    query: auditQuery,
    response: auditPage,
    example: { query: { kind: 'signedIn' } },
    handler: (context, _, { query }) => readAudit(context, query),
  }),
]
