import { Key } from '@solid-primitives/keyed'
import { type InfiniteData, useInfiniteQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import type { InferOutput } from 'valibot'
import { api, pathOfPage } from '../../../client/api.ts'
import { cache, setCached } from '../../../client/cache.ts'
import { toastError } from '../../../client/error-message.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import type { outbox } from '../../../core/api/outside/delivery.ts'
import { t } from '../../../i18n/index.ts'
import { sayLater } from '../../../i18n/later.ts'
import { Button } from '../../../widgets/button.tsx'
import { Section } from '../section.tsx'
import css from '../settings.module.css'
import { type Delivery, DeliveryLine } from './delivery-line.tsx'

type Page = InferOutput<typeof outbox>

const KEY = ['outbox']
/** ms between two looks at what is on its way */
const PAUSE = 1500

/** All that leaves: mails and webhooks, what became of them, and those that a person may have sent again. */
export default function Outbox() {
  const query = useInfiniteQuery(
    () => ({
      queryKey: KEY,
      queryFn: ({ pageParam }: { pageParam: string }) => api<Page>('GET', pathOfPage('/api/outbox', pageParam)),
      initialPageParam: '',
      getNextPageParam: (lastPage: Page) => lastPage.next,
      refetchInterval: ({ state }: { state: { data: InfiniteData<Page> | undefined } }) =>
        state.data?.pages.some((page) => page.deliveries.some(isMoving)) ? PAUSE : false,
    }),
    () => cache,
  )
  const pages = trackLatestValue(query as { isPending: boolean; data: { pages: Page[] } | undefined })
  const deliveries = () => pages()?.pages.flatMap((page) => page.deliveries)

  async function sendAgain(id: string): Promise<void> {
    update(id, { state: 'sending', canReplay: false })
    try {
      await api('POST', `/api/deliveries/${id}/replay`)
    } catch (error) {
      await toastError(error)
    }
    await cache.invalidateQueries({ queryKey: KEY })
  }

  return (
    <Section title={t('settings.outbox')} text={sayLater('outbox.text')}>
      <ul class={css.lines} aria-label={t('settings.outbox')}>
        {/* By their ids: what is open, and has the focus, stays so while states change. */}
        <Key each={deliveries()} by="id">
          {(delivery) => <DeliveryLine delivery={delivery()} onSendAgain={() => void sendAgain(delivery().id)} />}
        </Key>
      </ul>
      <Show when={deliveries()?.length === 0}>
        <p class={css.soft}>{sayLater('outbox.none')}</p>
      </Show>
      <Show when={query.hasNextPage}>
        <div>
          <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
        </div>
      </Show>
    </Section>
  )
}

/** What is sent in this moment: its state is soon another. */
const isMoving = ({ state, nextAt }: Delivery): boolean =>
  state === 'sending' || (state === 'waiting' && Date.parse(nextAt ?? '') < Date.now() + PAUSE)

function update(id: string, patch: Partial<Delivery>): void {
  setCached<InfiniteData<Page>>(
    KEY,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          deliveries: page.deliveries.map((one) => (one.id === id ? { ...one, ...patch } : one)),
        })),
      },
  )
}
