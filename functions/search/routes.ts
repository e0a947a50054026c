import * as v from 'valibot'
import { next } from '../../src/core/api/common.ts'
import { hit, searchQuery } from '../../src/core/api/search.ts'
import { route } from '../http/route.ts'
import { search } from './search.ts'

export const searchRoutes = [
  route({
    method: 'GET',
    path: '/api/search',
    summary: 'Search',
    details:
      'Projects, dashboards and people by their names; records of every project one may see by their texts, in any script. `in` looks among records in the archive or the bin instead.',
    tag: 'search',
    requires: 'person',
    query: searchQuery,
    response: v.strictObject({ results: v.array(hit), next }),
    example: { query: { q: 'water' } },
    handler: (context, _, { query }) => search(context, query.q ?? '', query.in ?? 'live', query),
  }),
]
