import { createEffect, For, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { trackLatestValue } from '../../client/latest-value.ts'
import { currentRoute } from '../../client/route.ts'
import { useMe } from '../../client/workspace.ts'
import { t } from '../../i18n/index.ts'
import { Screen } from '../../parts/screen.tsx'
import { GROUPS, type SettingsPage } from './pages.ts'
import css from './settings.module.css'

export function Settings() {
  return (
    <Screen>
      <Frame />
    </Screen>
  )
}

/** The settings: navigation and the open page. */
function Frame() {
  const me = trackLatestValue(useMe())
  const groups = () => {
    const currentUser = me()
    return GROUPS.map(({ name, pages }) => ({
      name,
      pages: pages.filter((page) => currentUser && page.isAllowed(currentUser)),
    })).filter(({ pages }) => pages.length > 0)
  }
  const pages = () => groups().flatMap((group) => group.pages)
  const current = (): SettingsPage | undefined => pages().find(({ id }) => id === currentRoute().parts[1]) ?? pages()[0]
  createEffect(() => {
    const page = current()
    document.title = `${page ? `${t(page.name)} · ` : ''}${t('rail.settings')} · Tonle`
  })
  let nav!: HTMLElement
  // On a phone they stand in one line, which the open one may be far along.
  createEffect(() => {
    if (!current()) return
    requestAnimationFrame(() => {
      const place = nav.querySelector<HTMLElement>('[aria-current]')
      if (!place) return
      const [inner, outer] = [place.getBoundingClientRect(), nav.getBoundingClientRect()]
      nav.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2
    })
  })
  return (
    <div class={css.frame} classList={{ [css.wide!]: current()?.isFullWidth ?? false }}>
      <div class={css.side}>
        <h1 class={css.title}>{t('rail.settings')}</h1>
        <nav ref={nav} class={css.nav} aria-label={t('rail.settings')}>
          <For each={groups()}>
            {(group) => (
              <div class={css.group}>
                <p class={css.heading}>{t(group.name)}</p>
                <ul>
                  <For each={group.pages}>
                    {(page) => (
                      <li>
                        <a
                          class={css.place}
                          href={`/settings/${page.id}`}
                          aria-current={current()?.id === page.id ? 'page' : undefined}
                        >
                          {t(page.name)}
                        </a>
                      </li>
                    )}
                  </For>
                </ul>
              </div>
            )}
          </For>
        </nav>
      </div>
      <div class={css.page}>
        <Suspense>
          <Show when={current()?.id} keyed>
            {(id) => <Dynamic component={pages().find((page) => page.id === id)!.Content} />}
          </Show>
        </Suspense>
      </div>
    </div>
  )
}
