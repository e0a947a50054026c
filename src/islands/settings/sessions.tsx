import { useQuery } from '@tanstack/solid-query'
import Monitor from 'lucide-solid/icons/monitor'
import Smartphone from 'lucide-solid/icons/smartphone'
import { type Accessor, For, Show } from 'solid-js'
import { allPages, api } from '../../client/api.ts'
import { signOut } from '../../client/auth/sign-out.ts'
import { cache } from '../../client/cache.ts'
import { toastError } from '../../client/error-message.ts'
import { day, list } from '../../client/format.ts'
import { trackLatestValue } from '../../client/latest-value.ts'
import { toast } from '../../client/toasts.ts'
import { t } from '../../i18n/index.ts'
import { Button } from '../../widgets/button.tsx'
import { Section } from './section.tsx'
import css from './settings.module.css'

export interface Session {
  id: string
  current: boolean
  by: string
  createdAt: string
  lastUsed: string
  device: { browser: string | null; system: string | null }
  ip: string | null
}

export function useSessions(): Accessor<Session[] | undefined> {
  const query = useQuery(
    () => ({
      queryKey: ['sessions'],
      queryFn: () => allPages<Session>('/api/me/sessions', 'sessions'),
    }),
    () => cache,
  )
  return trackLatestValue(query)
}

/** The active sessions, each with a button to end it. */
export function Sessions() {
  const sessions = useSessions()

  async function end(path: string, message: string): Promise<void> {
    try {
      await api('DELETE', path)
      toast({ kind: 'done', text: message })
    } catch (error) {
      await toastError(error)
    }
    await cache.invalidateQueries({ queryKey: ['sessions'] })
  }

  return (
    <Section title={t('session.title')} text={t('session.text')}>
      <ul class={css.lines} aria-label={t('session.title')}>
        <For each={sessions()}>
          {(session) => (
            <li class={css.row}>
              <Show
                when={/iPhone|Android/.test(session.device.system ?? '')}
                fallback={<Monitor size={16} class={css.sign} />}
              >
                <Smartphone size={16} class={css.sign} />
              </Show>
              <div class={css.what}>
                <span>
                  {deviceName(session.device)}
                  <Show when={session.current}>
                    <span class={css.mark}>{t('session.this')}</span>
                  </Show>
                </span>
                <span class={css.soft}>
                  {list([t('session.used', { day: day(session.lastUsed) }), ...(session.ip ? [session.ip] : [])])}
                </span>
              </div>
              <Button
                variant="plain"
                aria-label={t('session.end', { device: deviceName(session.device) })}
                onClick={() =>
                  void (session.current ? signOut() : end(`/api/me/sessions/${session.id}`, t('session.ended')))
                }
              >
                {t('rail.signOut')}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={(sessions()?.length ?? 0) > 1}>
        <div>
          <Button onClick={() => void end('/api/me/sessions', t('session.endedOthers'))}>{t('session.others')}</Button>
        </div>
      </Show>
    </Section>
  )
}

function deviceName({ browser, system }: Session['device']): string {
  if (browser && system) return t('session.on', { browser, system })
  return browser ?? system ?? t('session.unknown')
}
