import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { allPages, api, pathOfPage } from '../../client/api.ts'
import { cache, UNTOLD } from '../../client/cache.ts'
import type { InboundAnswer } from '../../core/api/answers.ts'
import type { RefusalAnswer } from '../../core/api/outside/inbound.ts'
import type { WebhookAnswer, WebhookDelivery } from '../../core/api/outside/webhook.ts'

export const useWebhooks = (project: () => string) =>
  useQuery(
    () => ({
      ...UNTOLD,
      queryKey: ['webhooks', project()],
      queryFn: () => allPages<WebhookAnswer>(`/api/projects/${project()}/webhooks`, 'webhooks'),
    }),
    () => cache,
  )

export const refetchWebhooks = (project: string): Promise<void> =>
  cache.invalidateQueries({ queryKey: ['webhooks', project] })

/** Shows a change at once; what the server says replaces it. */
export function updateWebhooks(project: string, update: (all: WebhookAnswer[]) => WebhookAnswer[]): void {
  cache.setQueryData<WebhookAnswer[]>(['webhooks', project], (all) => all && update(all))
}

/** The project's addresses for incoming data. */
export const useInbound = (project: () => string) =>
  useQuery(
    () => ({
      ...UNTOLD,
      queryKey: ['inbound', project()],
      queryFn: () => allPages<InboundAnswer>(`/api/projects/${project()}/inbound`, 'inbound'),
    }),
    () => cache,
  )

export const refetchInbound = (project: string): Promise<void> =>
  cache.invalidateQueries({ queryKey: ['inbound', project] })

/** Shows a change at once; what the server says replaces it. */
export function updateInbound(project: string, update: (all: InboundAnswer[]) => InboundAnswer[]): void {
  cache.setQueryData<InboundAnswer[]>(['inbound', project], (all) => all && update(all))
}

interface LogPage {
  deliveries: WebhookDelivery[]
  next: string | null
}

/** ms between two looks at what is on its way */
const PAUSE = 1500

/** What is sent in this moment: its state is soon another. */
const isMoving = ({ state, nextAt }: WebhookDelivery): boolean =>
  state === 'waiting' && (nextAt === null || Date.parse(nextAt) < Date.now() + PAUSE)

/** What a webhook has told, the newest first. */
export const useLog = (webhook: () => string) =>
  useInfiniteQuery(
    () => ({
      ...UNTOLD,
      queryKey: ['webhookLog', webhook()],
      queryFn: ({ pageParam }: { pageParam: string }) =>
        api<LogPage>('GET', pathOfPage(`/api/webhooks/${webhook()}/deliveries`, pageParam)),
      initialPageParam: '',
      getNextPageParam: (last: LogPage) => last.next,
      refetchInterval: ({ state }: { state: { data: { pages: LogPage[] } | undefined } }) =>
        state.data?.pages.some((page) => page.deliveries.some(isMoving)) ? PAUSE : false,
    }),
    () => cache,
  )

export const refetchLog = (webhook: string): Promise<void> =>
  cache.invalidateQueries({ queryKey: ['webhookLog', webhook] })

/** What an address could not take in: it keeps twenty. */
export const useRefusals = (address: () => string) =>
  useQuery(
    () => ({
      ...UNTOLD,
      queryKey: ['refusals', address()],
      queryFn: () => allPages<RefusalAnswer>(`/api/inbound/${address()}/refusals`, 'refusals'),
    }),
    () => cache,
  )

export const refetchRefusals = (address: string): Promise<void> =>
  cache.invalidateQueries({ queryKey: ['refusals', address] })
