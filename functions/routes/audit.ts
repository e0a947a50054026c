import { auditPage } from '../../src/core/model/shapes/access.ts'
import { auditQuery, readAudit } from '../model/audit-log.ts'
import { route } from '../route.ts'

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/api/audit',
    summary: 'Reads the audit log: sign-ins, roles, keys, exports, erasures; newest first',
    tag: 'audit',
    needs: { workspace: 'people' },
    query: auditQuery,
    answer: auditPage,
    example: { query: { kind: 'signedIn' } },
    run: (context, _, { query }) => readAudit(context, query),
  }),
]
