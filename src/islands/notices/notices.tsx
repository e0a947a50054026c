import { createSignal, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { publishRecord } from '../../client/records/events.ts'
import { viewAs } from '../../client/view-as.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Toaster } from '../../parts/toaster.tsx'

const ViewAsBar = lazyPart<Record<string, never>>(() => import('./view-as-bar.tsx'))
const KeyMap = lazyPart(() => import('./key-map.tsx'))

/** Ctrl or Cmd with Z, and with Shift+Z or Y; in a text they are the browser's. */
function undoKey({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(ctrlKey || metaKey) || altKey) return null
  // A Khmer keyboard has its own letters on the keys.
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace('Key', '').toLowerCase()
  if (letter === 'z') return shiftKey ? 'redo' : 'undo'
  return letter === 'y' && !shiftKey ? 'redo' : null
}

/** Persistent across screens: toasts (so that Undo outlives navigation), the keyboard map, refetch on return to the tab on another day. */
export function Notices() {
  const [keys, setKeys] = createSignal(false)
  let day = new Date().toDateString()

  /** What others have changed is told by the socket; that a day has passed is not: what is overdue, how long a card stands. */
  function onVisible(): void {
    const today = new Date().toDateString()
    if (document.hidden || today === day) return
    day = today
    publishRecord({ kind: 'reload' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const typing = (event.target as Element).closest('input, textarea, select, [contenteditable]')
    if (event.defaultPrevented || typing) return
    if (event.key === '?') setKeys(true)
    const direction = undoKey(event)
    if (!direction) return
    event.preventDefault()
    void import('../../client/changes/undo.ts').then(({ step }) => step(direction))
  }

  onMount(() => {
    document.addEventListener('visibilitychange', onVisible)
    // Of the window, which comes last: what a screen has taken for itself says so by then.
    window.addEventListener('keydown', onKeyDown)
  })
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onVisible)
    window.removeEventListener('keydown', onKeyDown)
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
