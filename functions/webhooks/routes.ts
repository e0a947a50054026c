import * as v from 'valibot'
import { next, nothing, pageQuery } from '../../src/core/api/common.ts'
import {
  pinged,
  webhook,
  webhookAnswer,
  webhookDeliveries,
  webhookInput,
  webhookPatch,
  webhookWithSecret,
} from '../../src/core/api/outside/webhook.ts'
import { route } from '../http/route.ts'
import './body.ts'
import { readDeliveries } from './log.ts'
import { pingWebhook } from './ping.ts'
import {
  createWebhook,
  deleteWebhook,
  readWebhook,
  readWebhooks,
  rotateSecret,
  updateWebhook,
  webhookParam,
} from './webhooks.ts'

const ofWebhook = { params: { id: webhookParam }, requires: { project: 'manage', of: 'id' } } as const
const example = {
  url: 'https://hooks.mekong-supply.example/tonle',
  events: ['record.created', 'record.moved'],
  filter: { field: 'Amount', op: 'gte', value: 5000 },
}

export const webhookRoutes = [
  route({
    method: 'GET',
    path: '/api/projects/:id/webhooks',
    summary: 'List webhooks',
    tag: 'webhook',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    query: pageQuery,
    response: v.strictObject({ webhooks: v.array(webhook), next }),
    handler: (context, { id }, { query }) => readWebhooks(context, id, query),
  }),
  route({
    method: 'POST',
    path: '/api/projects/:id/webhooks',
    summary: 'Create a webhook',
    details: `Other programs are told what happens in the project, as [Standard Webhooks](https://www.standardwebhooks.com) says: a POST of JSON with the headers \`webhook-id\`, \`webhook-timestamp\` and \`webhook-signature\`. The secret is told this once. The body is \`{"id", "type", "at", "project", "record", "changed": [{"field", "name", "before", "after"}], "by"}\`, with \`comment\` or \`form\` where it is of one: the record as the owner of the webhook sees it when it is first tried. What isn’t answered with 2xx within ten seconds is tried eight times in 28 hours, the same bytes under the same id. Quiet imports tell nothing; an undo is told as what it does.`,
    tag: 'webhook',
    params: { id: 'project' },
    requires: { project: 'manage', of: 'id' },
    session: true,
    oneTimeSecret: true,
    body: webhookInput,
    status: 201,
    response: webhookWithSecret,
    example: { body: example },
    handler: (context, { id }, { body }) => createWebhook(context, id, body),
  }),
  route({
    method: 'GET',
    path: '/api/webhooks/:id',
    summary: 'Read a webhook',
    tag: 'webhook',
    ...ofWebhook,
    response: webhookAnswer,
    handler: (context, { id }) => readWebhook(context, id),
  }),
  route({
    method: 'PATCH',
    path: '/api/webhooks/:id',
    summary: 'Change a webhook',
    details:
      'What happens while it is off is not made up for, and what still waits then isn’t sent by itself. Who sees less than its owner and changes what it tells, or where, becomes its owner.',
    tag: 'webhook',
    ...ofWebhook,
    session: true,
    body: webhookPatch,
    response: webhookAnswer,
    example: { body: { events: ['record.created', 'record.updated', 'record.deleted'] } },
    handler: (context, { id }, { body }) => updateWebhook(context, id, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: 'Delete a webhook',
    tag: 'webhook',
    ...ofWebhook,
    response: nothing,
    handler: (context, { id }) => deleteWebhook(context, id),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/:id/secret',
    summary: 'Give a webhook a new secret',
    details: 'It is told this once. For a day messages are signed with the one before, too.',
    tag: 'webhook',
    ...ofWebhook,
    session: true,
    oneTimeSecret: true,
    response: webhookWithSecret,
    handler: (context, { id }) => rotateSecret(context, id),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/:id/ping',
    summary: 'Try a webhook',
    details: 'Sends a message of the type `ping`, which tells nothing.',
    tag: 'webhook',
    ...ofWebhook,
    response: pinged,
    handler: (context, { id }) => pingWebhook(context, id),
  }),
  route({
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    summary: 'List what a webhook has told',
    details: 'The newest first, for 30 days. For who sees all that its owner sees: 403 for others.',
    tag: 'webhook',
    ...ofWebhook,
    query: pageQuery,
    response: webhookDeliveries,
    handler: (context, { id }, { query }) => readDeliveries(context, id, query),
  }),
]
