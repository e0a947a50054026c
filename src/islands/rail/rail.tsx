import Ellipsis from 'lucide-solid/icons/ellipsis'
import MenuIcon from 'lucide-solid/icons/menu'
import PanelLeft from 'lucide-solid/icons/panel-left'
import { createEffect, createSignal, Show, Suspense, untrack } from 'solid-js'
import { offline } from '../../client/offline/line.ts'
import { waiting } from '../../client/offline/waiting.ts'
import { persisted } from '../../client/persisted.ts'
import { afterScreen } from '../../client/start/after-screen.ts'
import { useMe } from '../../client/workspace.ts'
import { LANGUAGES, type Language, language, setLanguage, t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Avatar } from '../../widgets/avatar.tsx'
import { Button, buttonClass } from '../../widgets/button.tsx'
import { BellButton } from '../notifications/bell-button.tsx'
import { Navigation } from './navigation.tsx'
import css from './rail.module.css'

// The person menu is rarely opened, so it is loaded after the screen.
const loadLineState = () => import('./line-state.tsx')
const LineState = lazyPart(loadLineState)
const PersonMenu = lazyPart(() => afterScreen(() => import('./person-menu.tsx')))

export function Rail() {
  return (
    <Screen>
      <Bar />
    </Screen>
  )
}

function Bar() {
  const me = useMe()
  const [width, setWidth] = persisted<'' | 'icons'>('rail', '')
  const [drawer, setDrawer] = createSignal(false)

  // The person's language is theirs in every browser, also where it is changed in another one.
  createEffect(() => {
    const saved = me.data?.person.language
    if (saved && saved in LANGUAGES && saved !== untrack(language)) void setLanguage(saved as Language)
  })

  // What was changed meanwhile is told then. What is needed offline has to be there before.
  createEffect(() => {
    const id = me.data?.person.id
    if (id)
      void afterScreen(() => Promise.all([import('../../client/live/connect.ts'), loadLineState()])).then(
        ([{ connect }]) => connect(id),
      )
  })

  function toggleWidth(): void {
    setWidth(width() === 'icons' ? '' : 'icons')
    document.documentElement.dataset.rail = width()
  }

  return (
    <>
      <a class="skip-link" href="#main">
        {t('skip')}
      </a>
      <header class={css.topBar}>
        <Button variant="icon" aria-label={t('rail.open')} aria-expanded={drawer()} onClick={() => setDrawer(true)}>
          <MenuIcon size={20} />
        </Button>
        <span class={css.workspace}>{me.data?.workspace.name}</span>
        <Line short />
        <BellButton compact />
      </header>
      <Show when={drawer()}>
        <button type="button" class={css.veil} aria-label={t('close')} onClick={() => setDrawer(false)} />
      </Show>
      <nav
        class={css.rail}
        aria-label={t('rail.label')}
        data-open={drawer() ? '' : undefined}
        data-icons={width() === 'icons' ? '' : undefined}
        onClick={(event) => (event.target as Element).closest('a') && setDrawer(false)}
        onKeyDown={(event) => event.key === 'Escape' && setDrawer(false)}
      >
        <div class={css.head}>
          <img src="/icon.svg" alt="" width="22" height="22" />
          <span class={css.workspace}>{me.data?.workspace.name}</span>
          <Button
            variant="icon"
            size="small"
            class={css.narrow}
            aria-label={t(width() === 'icons' ? 'rail.wide' : 'rail.narrow')}
            title={t(width() === 'icons' ? 'rail.wide' : 'rail.narrow')}
            onClick={toggleWidth}
          >
            <PanelLeft size={16} />
          </Button>
        </div>
        <Navigation />
        <Line />
        <Show when={me.data}>
          {(data) => (
            <div class={css.person}>
              <Avatar decorative name={data().person.name} />
              <span class={css.personName}>{data().person.name}</span>
              <Suspense
                fallback={
                  <span class={buttonClass('icon', 'small')}>
                    <Ellipsis size={16} />
                  </span>
                }
              >
                <PersonMenu />
              </Suspense>
            </div>
          )}
        </Show>
      </nav>
    </>
  )
}

/** Nothing where all is well. */
function Line(props: { short?: boolean }) {
  return (
    <Suspense>
      <Show when={offline() || waiting().length > 0}>
        <LineState short={props.short ?? false} />
      </Show>
    </Suspense>
  )
}
