import { createSignal, type JSX, Show, Suspense } from 'solid-js'
import { buttonClass } from '../widgets/button.tsx'
import type { PopoverProps } from '../widgets/popover.tsx'
import { lazyPart } from './lazy-part.tsx'

const Popover = lazyPart<PopoverProps & { onClose: () => void }>(async () => ({
  default: (await import('../widgets/popover.tsx')).Popover,
}))

/** A popover whose code is loaded when it is first opened, as that of menus (menu-button.tsx). */
export function PopoverButton(props: PopoverProps): JSX.Element {
  const [asked, setAsked] = createSignal(false)
  const button = () => (
    <button
      type="button"
      class={props.class ?? buttonClass(props.variant ?? 'plain', props.size)}
      aria-label={props.value ? `${props.label}: ${props.value}` : props.label}
      title={props.label}
      aria-haspopup="dialog"
      aria-expanded={asked()}
      onClick={() => setAsked(true)}
    >
      {props.trigger}
    </button>
  )
  return (
    <Suspense fallback={button()}>
      <Show when={asked()} fallback={button()}>
        <Popover {...props} defaultOpen onClose={() => setAsked(false)} />
      </Show>
    </Suspense>
  )
}
