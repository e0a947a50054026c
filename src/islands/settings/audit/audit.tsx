import { useInfiniteQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../../client/api.ts'
import { cache } from '../../../client/cache.ts'
import { instant } from '../../../client/format.ts'
import { trackLatestValue } from '../../../client/latest-value.ts'
import { type AuditAnswer, roleName, rolesQuery } from '../../../client/rights.ts'
import { usePeople } from '../../../client/workspace.ts'
import { type Key, t } from '../../../i18n/index.ts'
import { Button } from '../../../widgets/button.tsx'
import { SelectField } from '../../../widgets/field.tsx'
import keysCss from '../keys/keys.module.css'
import { Section } from '../section.tsx'
import css from '../settings.module.css'
import { AUDIT_WORDS } from './audit-labels.ts'

interface Page {
  entries: AuditAnswer[]
  next: string | null
}

/** The audit log (sign-ins, rights, keys, exports, erasures), filterable, newest first. */
export default function Audit() {
  const [kind, setKind] = createSignal('')
  const [person, setPerson] = createSignal('')
  const people = trackLatestValue(usePeople())
  const query = useInfiniteQuery(
    () => ({
      queryKey: ['audit', kind(), person()],
      queryFn: ({ pageParam }: { pageParam: string | null }) => {
        const query = new URLSearchParams({
          ...(kind() && { kind: kind() }),
          ...(person() && { person: person() }),
          ...(pageParam && { cursor: pageParam }),
        })
        return api<Page>('GET', `/api/audit?${query}`)
      },
      initialPageParam: null as string | null,
      getNextPageParam: (lastPage: Page) => lastPage.next,
    }),
    () => cache,
  )
  const pages = trackLatestValue(query as { isPending: boolean; data: { pages: Page[] } | undefined })
  const entries = () => pages()?.pages.flatMap((page) => page.entries) ?? []

  return (
    <Section title={t('settings.audit')} text={t('audit.text')}>
      <div class={keysCss.form}>
        <SelectField
          label={t('audit.what')}
          value={kind()}
          options={[
            { id: '', name: t('audit.everything') },
            ...Object.entries(AUDIT_WORDS).map(([id, key]) => ({ id, name: t(key) })),
          ]}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <SelectField
          label={t('audit.who')}
          value={person()}
          options={[{ id: '', name: t('audit.everyone') }, ...(people() ?? []).map(({ id, name }) => ({ id, name }))]}
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
      </div>
      <ul class={css.lines} aria-label={t('settings.audit')}>
        <For each={entries()}>
          {(entry) => (
            <li class={css.row}>
              <div class={css.what}>
                <span>{describe(entry)}</span>
                <span class={css.soft}>
                  {[entry.by ? entry.by.name : t('audit.nobody'), entry.key?.name].filter(Boolean).join(' · ')}
                </span>
              </div>
              <time class={css.soft} datetime={entry.at}>
                {instant(entry.at)}
              </time>
            </li>
          )}
        </For>
      </ul>
      <Show when={pages() && entries().length === 0}>
        <p class={css.soft}>{t('audit.none')}</p>
      </Show>
      <Show when={query.hasNextPage}>
        <div>
          <Button onClick={() => void query.fetchNextPage()}>{t('more')}</Button>
        </div>
      </Show>
    </Section>
  )
}

/** Describes an entry: what was done, and to whom or what. */
function describe(entry: AuditAnswer): string {
  const label = t(AUDIT_WORDS[entry.kind] ?? ('audit.other' as Key))
  const roles = cache.getQueryData<{ id: string; name: string }[]>(rolesQuery.queryKey) ?? []
  const roleNameOf = (id: unknown) =>
    roleName(roles.find((role) => role.id === id) ?? { id: String(id), name: String(id) })
  const subject = entry.subject?.name || (entry.subject?.kind === 'record' ? `#${entry.detail.number}` : '')
  const change =
    entry.kind === 'roleGiven' ? ` ${roleNameOf(entry.detail.before)} → ${roleNameOf(entry.detail.after)}` : ''
  return subject ? `${label}: ${subject}${change}` : `${label}${change}`
}
