import { createSignal, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { publishRecord } from '../../client/records.ts'
import { viewAs } from '../../client/view-as.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Toaster } from '../../parts/toaster.tsx'

const ViewAsBar = lazyPart<Record<string, never>>(() => import('./view-as-bar.tsx'))
const KeyMap = lazyPart(() => import('./key-map.tsx'))

/** After being away this long, data is refetched on return. */
const AWAY_MS = 60_000

/** Persistent across screens: toasts (so that Undo outlives navigation), the keyboard map, refetch on return to the tab. */
export function Notices() {
  const [keys, setKeys] = createSignal(false)
  let hiddenAt = Date.now()

  function onVisible(): void {
    if (document.hidden) hiddenAt = Date.now()
    else if (Date.now() - hiddenAt > AWAY_MS) publishRecord({ kind: 'reload' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const typing = (event.target as Element).closest('input, textarea, select, [contenteditable]')
    if (event.key === '?' && !typing) setKeys(true)
  }

  onMount(() => {
    document.addEventListener('visibilitychange', onVisible)
    document.addEventListener('keydown', onKeyDown)
  })
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisible)
    document.removeEventListener('keydown', onKeyDown)
  })

  return (
    <Screen>
      <Toaster label={t('notices')} closeLabel={t('close')} />
      <Suspense>
        <Show when={viewAs()}>
          <ViewAsBar />
        </Show>
        <Show when={keys()}>
          <KeyMap onClose={() => setKeys(false)} />
        </Show>
      </Suspense>
    </Screen>
  )
}
