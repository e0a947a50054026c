import { pageQuery } from '../../src/core/api/common.ts'
import { outbox, replayed } from '../../src/core/api/outside/delivery.ts'
import { route } from '../http/route.ts'
import { findDelivery, readOutbox, replayDelivery } from './outbox.ts'

export const deliveryRoutes = [
  route({
    method: 'GET',
    path: '/api/outbox',
    summary: 'List the outbox',
    details: 'Mails and webhooks, for the owner. Where no provider is set, mails are held here with their text.',
    tag: 'workspace',
    requires: 'person',
    session: true,
    query: pageQuery,
    response: outbox,
    handler: (context, _, { query }) => readOutbox(context, query),
  }),
  route({
    method: 'POST',
    path: '/api/deliveries/:id/replay',
    params: { id: { noun: 'delivery', find: findDelivery } },
    summary: 'Send a delivery again',
    details:
      'What failed, was held or may not have arrived: the same bytes under the same id, for the owner. What a webhook has told may be sent again by who may read that, also if it has arrived. 409 for any other.',
    tag: 'workspace',
    requires: 'person',
    session: true,
    response: replayed,
    handler: (context, { id }) => replayDelivery(context, id),
  }),
]
