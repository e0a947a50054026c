import { notifications, notificationsInput, notificationsQuery, unreadAnswer } from '../../src/core/api/notification.ts'
import { readLater } from '../http/anonymous.ts'
import { publicRoute, route } from '../http/route.ts'
import { markNotifications, readNotifications } from './notifications.ts'
import { findSubscriber, unsubscribe } from './unsubscribe.ts'
import { unsubscribePage } from './unsubscribe-page.ts'

export const notificationRoutes = [
  route({
    method: 'GET',
    path: '/api/notifications',
    summary: 'List one’s notifications',
    details:
      'The newest first, in one’s language, with what one may see by now. Those that are snoozed come back in time.',
    tag: 'notification',
    requires: 'person',
    query: notificationsQuery,
    response: notifications,
    handler: (context, _, { query }) => readNotifications(context, query),
  }),
  route({
    method: 'PUT',
    path: '/api/notifications',
    summary: 'Mark one’s notifications',
    details:
      'As read or unread: some, all, or those of a record; or snoozes some, which are unread when they come back.',
    tag: 'notification',
    requires: 'person',
    body: notificationsInput,
    response: unreadAnswer,
    example: { body: { read: 'all' } },
    handler: (context, _, { body }) => markNotifications(context, body),
  }),
  publicRoute({
    method: 'GET',
    path: '/api/unsubscribe/:token',
    params: { token: 'subscription' },
    summary: 'Ask whether to end mails',
    details: 'The page that a mail’s link leads to.',
    tag: 'notification',
    response: 'text/html',
    handler: async (http) => {
      await readLater(http)
      return unsubscribePage(await findSubscriber(http.env, http.req.param('token')!), false)
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/unsubscribe/:token',
    params: { token: 'subscription' },
    summary: 'End mails of a kind',
    details: 'In one click (RFC 8058), for who holds the mail.',
    tag: 'notification',
    // Sent by who shows the mail; it goes by what the path proves.
    fromAnywhere: true,
    response: 'text/html',
    handler: async (http) => {
      await readLater(http)
      const token = http.req.param('token')!
      await unsubscribe(http.env, token)
      return unsubscribePage(await findSubscriber(http.env, token), true)
    },
  }),
]
