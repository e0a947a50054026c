import { auditPage } from '../../src/core/api/role.ts'
import { route } from '../http/route.ts'
import { auditQuery, readAudit } from './read.ts'

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/api/audit',
    summary: 'Reads the audit log: sign-ins, roles, keys, exports, erasures; newest first',
    tag: 'audit',
    requires: { workspace: 'people' },
    query: auditQuery,
    response: auditPage,
    example: { query: { kind: 'signedIn' } },
    handler: (context, _, { query }) => readAudit(context, query),
  }),
]
