import { useInfiniteQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import type { InferOutput } from 'valibot'
import { api, pathOfPage } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { instant } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import type { outbox } from '../../../core/api/mail.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Section } from '../section.tsx'
import css from '../settings.module.css'
import outboxCss from './outbox.module.css'

type Page = InferOutput<typeof outbox>

/** The mail outbox: without a provider the mails themselves, otherwise their delivery state. */
export default function Outbox() {
  const query = useInfiniteQuery(
    () => ({
      queryKey: ['outbox'],
      queryFn: ({ pageParam }: { pageParam: string }) => api<Page>('GET', pathOfPage('/api/outbox', pageParam)),
      initialPageParam: '',
      getNextPageParam: (lastPage: Page) => lastPage.next,
    }),
    () => cache,
  )
  const pages = trackLatestValue(query as { isPending: boolean; data: { pages: Page[] } | undefined })
  const mails = () => pages()?.pages.flatMap((page) => page.mails)
  return (
    <Section title={t('settings.outbox')} text={t('outbox.text')}>
      <ul class={css.lines} aria-label={t('settings.outbox')}>
        <For each={mails()}>
          {(mail) => (
            <li class={outboxCss.mail}>
              <details>
                <summary class={outboxCss.head}>
                  <span class={outboxCss.subject}>{mail.subject}</span>
                  <span class={css.soft}>
                    {mail.to} · {t(`outbox.${mail.state}`)} · {instant(mail.at)}
                  </span>
                </summary>
                <Show when={mail.body} fallback={<p class={css.soft}>{t('outbox.gone')}</p>}>
                  <pre class={outboxCss.body}>{mail.body}</pre>
                </Show>
              </details>
            </li>
          )}
        </For>
      </ul>
      <Show when={mails()?.length === 0}>
        <p class={css.soft}>{t('outbox.none')}</p>
      </Show>
      <Show when={query.hasNextPage}>
        <div>
          <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
        </div>
      </Show>
    </Section>
  )
}
