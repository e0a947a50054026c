import * as v from 'valibot'
import { runBatch } from '../db/batch.ts'
import { openDatabase } from '../db/client.ts'
import { ensureMigrated } from '../db/migrate.ts'
import { people } from '../db/schema/index.ts'
import { selectColumns } from '../db/select-columns.ts'
import { publicRoute } from './route.ts'

export const healthRoutes = [
  publicRoute({
    method: 'GET',
    path: '/api/health',
    summary: 'Check that the Worker and its database answer',
    tag: 'api',
    response: v.strictObject({ status: v.literal('ok') }),
    handler: async ({ env }) => {
      await ensureMigrated(env.DB)
      return { status: 'ok' }
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/api/door',
    summary: 'Check whether the workspace has an owner',
    details: 'What the sign-in page must know before anyone is signed in.',
    tag: 'sign-in',
    response: v.strictObject({ signUp: v.picklist(['open', 'closed']) }),
    handler: async ({ env }) => {
      await ensureMigrated(env.DB)
      const db = openDatabase(env.DB)
      const [anyone] = await runBatch(db, [
        db
          .select(selectColumns({ id: people.id }))
          .from(people)
          .limit(1),
      ])
      return { signUp: anyone.length > 0 ? 'closed' : 'open' }
    },
  }),
]
