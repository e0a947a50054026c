import Bell from 'lucide-solid/icons/bell'
import { createSignal, Show, Suspense } from 'solid-js'
import { afterScreen } from '../../client/start/after-screen.ts'
import { t } from '../../i18n/index.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { buttonClass } from '../../widgets/button.tsx'
import css from '../rail/rail.module.css'

// Without the number the bell is still a bell.
const Unread = lazyPart(() => afterScreen(() => import('./unread.tsx')).catch(() => ({ default: () => null })))
const Panel = lazyPart(() => import('./panel.tsx'))

/** The bell with the number of unread notifications, and the panel that it opens. `compact`: on a phone's top bar. */
export function BellButton(props: { compact?: boolean }) {
  let anchor!: HTMLButtonElement
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={props.compact ? buttonClass('icon', undefined, css.bell) : css.place}
        title={t('rail.notifications')}
        aria-haspopup="dialog"
        aria-expanded={open()}
        onClick={() => setOpen(!open())}
      >
        <Bell size={props.compact ? 20 : 16} />
        <span class={props.compact ? 'hidden-text' : css.name}>{t('rail.notifications')}</span>
        <Suspense>
          <Unread inTitle={!props.compact} />
        </Suspense>
      </button>
      <Suspense>
        <Show when={open()}>
          <Panel anchor={anchor} onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </>
  )
}
