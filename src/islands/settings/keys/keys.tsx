import { useQuery } from '@tanstack/solid-query'
import KeySquare from 'lucide-solid/icons/key-square'
import { For, Show } from 'solid-js'
import { allPages, api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { toastError } from '../../../client/error-message.ts'
import { ago, day, list } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import type { KeyAnswer } from '../../../client/rights.ts'
import { toast } from '../../../client/toasts.ts'
import { useProjects } from '../../../client/workspace.ts'
import { t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { Section } from '../section.tsx'
import css from '../settings.module.css'
import { NewKey } from './new-key.tsx'

/** One's own API keys: what scripts and other programs sign in with. */
export default function Keys() {
  const query = useQuery(
    () => ({
      queryKey: ['keys'],
      queryFn: () => allPages<KeyAnswer>('/api/keys', 'keys'),
    }),
    () => cache,
  )
  const keys = trackLatestValue(query)
  const projects = trackLatestValue(useProjects())
  const changed = () => cache.invalidateQueries({ queryKey: ['keys'] })

  async function revoke(key: KeyAnswer): Promise<void> {
    try {
      await api('DELETE', `/api/keys/${key.id}`)
      toast({ kind: 'done', text: t('apiKey.revoked', { name: key.name }) })
    } catch (error) {
      await toastError(error)
    }
    await changed()
  }

  const details = (key: KeyAnswer) =>
    list([
      `${key.start}…`,
      t(key.scopes.includes('write') ? 'apiKey.writes' : 'apiKey.reads'),
      ...(key.projects
        ? [list(key.projects.map((id) => projects()?.find((project) => project.id === id)?.name ?? id))]
        : []),
      key.usedAt ? t('apiKey.used', { ago: ago(key.usedAt) }) : t('apiKey.unused'),
      ...(key.expiresAt ? [t('apiKey.until', { day: day(key.expiresAt) })] : []),
    ])

  return (
    <Section title={t('apiKey.title')} text={t('apiKey.text')}>
      <NewKey projects={projects() ?? []} onCreated={() => void changed()} />
      <ul class={css.lines} aria-label={t('apiKey.title')}>
        <For each={keys()}>
          {(key) => (
            <li class={css.row}>
              <KeySquare size={16} class={css.sign} />
              <div class={css.what}>
                <span>{key.name}</span>
                <span class={css.soft}>{details(key)}</span>
              </div>
              <Button
                variant="plain"
                aria-label={t('apiKey.revokeOf', { name: key.name })}
                onClick={() => void revoke(key)}
              >
                {t('apiKey.revoke')}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Show when={keys()?.length === 0}>
        <p class={css.soft}>{t('apiKey.none')}</p>
      </Show>
      <p class={css.soft}>
        <a href="/api/docs">{t('apiKey.docs')}</a>
      </p>
    </Section>
  )
}
