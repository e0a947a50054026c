import { createSignal, type JSX, Show, Suspense } from 'solid-js'

/**
 * A button that stands for a menu or a popover until it is first clicked: what places those beside their buttons weighs a quarter of
 * the board. `children` is loaded then, brings a button of its own, and says when it was closed.
 */
export function OpenOnClick(props: {
  popup: 'menu' | 'dialog'
  class: string
  label: string
  title: string
  trigger: JSX.Element
  tabIndex?: number | undefined
  children: (onClose: () => void) => JSX.Element
}): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false)
  const button = () => (
    <button
      type="button"
      class={props.class}
      aria-label={props.label}
      title={props.title}
      tabIndex={props.tabIndex}
      aria-haspopup={props.popup}
      aria-expanded={isOpen()}
      onClick={() => setIsOpen(true)}
    >
      {props.trigger}
    </button>
  )
  return (
    <Suspense fallback={button()}>
      <Show when={isOpen()} fallback={button()}>
        {props.children(() => setIsOpen(false))}
      </Show>
    </Suspense>
  )
}
