import * as v from 'valibot'
import { next, nothing, pageQuery } from '../../src/core/api/common.ts'
import {
  anything,
  inbound,
  inboundAnswer,
  inboundInput,
  inboundPatch,
  newInbound,
  received,
  refusals,
} from '../../src/core/api/outside/inbound.ts'
import { ensureMigrated } from '../db/migrate.ts'
import { readSent } from '../http/body.ts'
import { clientOf } from '../http/cookies.ts'
import { publicRoute, route } from '../http/route.ts'
import { createInbound, deleteInbound, inboundParam, readInbound, updateInbound } from './inbound.ts'
import { receive, requirePace } from './receive.ts'
import { deleteRefusal, readRefusals, refusalParam } from './refusals.ts'
import { retryRefusal } from './retry.ts'

const LIMIT = 64 * 1024

export const inboundRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/inbound',
    summary: 'List addresses for incoming data',
    tag: 'inbound',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    query: pageQuery,
    response: v.strictObject({ inbound: v.array(inbound), next }),
    handler: (context, { id }, { query }) => readInbound(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/inbound',
    summary: 'Create an address for incoming data',
    details:
      'Other programs send JSON there, and automations of the project are set off by it. The token is told this once. What comes in is taken in with the rights of who made the address. With a `mapping` it makes a record, or updates the one that has the same in the `key`; tags and people are added. What isn’t in the message is left as it is. What doesn’t fit is a 422 that names its place, and is kept for a person to look at.',
    tag: 'inbound',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    session: true,
    oneTimeSecret: true,
    body: inboundInput,
    status: 201,
    response: newInbound,
    example: {
      body: {
        name: 'Website',
        mapping: [
          { path: 'company.name', to: 'title' },
          { path: 'budget', to: 'Amount' },
          { text: 'Came by the website: {Input.message}', to: 'description', onlyNew: true },
        ],
        key: 'title',
      },
    },
    handler: (context, { id }, { body }) => createInbound(context, id, body),
  }),
  route({
    method: 'PATCH',
    path: '/api/inbound/:id',
    summary: 'Change an address for incoming data',
    details: 'Who changes its mapping has what comes in taken in with their own rights.',
    tag: 'inbound',
    params: { id: inboundParam },
    requires: { project: 'manage', of: 'id' },
    session: true,
    body: inboundPatch,
    response: inboundAnswer,
    example: { body: { name: 'Shop', mapping: [{ path: 'order.customer', to: 'title' }], key: 'title' } },
    handler: (context, { id }, { body }) => updateInbound(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/inbound/:id/refusals',
    summary: 'List what an address could not take in',
    details: 'The last 20 messages, with what was wrong, for 180 days.',
    tag: 'inbound',
    params: { id: inboundParam },
    requires: { project: 'manage', of: 'id' },
    query: pageQuery,
    response: refusals,
    handler: (context, { id }, { query }) => readRefusals(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/refusals/:id/retry',
    summary: 'Take in again what was refused',
    tag: 'inbound',
    params: { id: refusalParam },
    requires: { project: 'manage', of: 'id' },
    response: received,
    handler: (context, { id }) => retryRefusal(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/refusals/:id',
    summary: 'Forget what was refused',
    tag: 'inbound',
    params: { id: refusalParam },
    requires: { project: 'manage', of: 'id' },
    response: nothing,
    handler: (context, { id }) => deleteRefusal(context, id),
  }),
  route({
    method: 'DELETE',
    path: '/api/inbound/:id',
    summary: 'Delete an address for incoming data',
    tag: 'inbound',
    params: { id: inboundParam },
    requires: { project: 'manage', of: 'id' },
    response: nothing,
    handler: (context, { id }) => deleteInbound(context, id),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/in/:token',
    summary: 'Send data in',
    details:
      'A JSON object, or the fields of a page’s form, of at most 64 KB. Where the address has a mapping, `record` tells what was made or updated; what doesn’t fit is a 422 that names its place. With an `Idempotency-Key` or a `webhook-id` the same message is taken in once in 24 hours.',
    tag: 'inbound',
    params: { token: 'inbound token' },
    fromAnywhere: true,
    body: anything,
    status: 202,
    response: received,
    example: { body: { name: 'Vanna Keo', company: 'Kampot Pepper', budget: 12000 } },
    handler: async (http) => {
      const { env, req, executionCtx } = http
      const token = req.param('token')!
      await ensureMigrated(env.DB)
      await requirePace(env, token, clientOf(http).network)
      const { json } = await readSent(http, { limit: LIMIT, urlencoded: true, notObject: 422, keyed: false })
      const key = req.header('idempotency-key') ?? req.header('webhook-id')
      const now = Date.now()
      const record = await receive(env, { token, key, body: json }, now, (step) => executionCtx.waitUntil(step()))
      return { received: true, ...(record && { record }) }
    },
  }),
]
