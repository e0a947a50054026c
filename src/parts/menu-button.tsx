import { createSignal, type JSX, Show, Suspense } from 'solid-js'
import { buttonClass } from '../widgets/button.tsx'
import type { MenuProps } from '../widgets/menu.tsx'
import { lazyPart } from './lazy-part.tsx'

const Menu = lazyPart<MenuProps & { onClose: () => void }>(() => import('../widgets/menu.tsx'))

/** A menu whose code is loaded when it is first opened: what places menus beside their buttons weighs a quarter of the board. */
export function MenuButton(props: MenuProps): JSX.Element {
  const [asked, setAsked] = createSignal(false)
  const button = () => (
    <button
      type="button"
      class={props.class ?? buttonClass(props.variant ?? 'icon', props.size)}
      aria-label={props.label}
      title={props.label}
      tabIndex={props.tabIndex ?? 0}
      aria-haspopup="menu"
      aria-expanded={asked()}
      onClick={() => setAsked(true)}
    >
      {props.trigger}
    </button>
  )
  return (
    <Suspense fallback={button()}>
      <Show when={asked()} fallback={button()}>
        <Menu {...props} defaultOpen onClose={() => setAsked(false)} />
      </Show>
    </Suspense>
  )
}
