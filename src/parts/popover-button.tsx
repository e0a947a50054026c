import type { JSX } from 'solid-js'
import { buttonClass } from '../widgets/button.tsx'
import type { PopoverProps } from '../widgets/overlay/popover.tsx'
import { lazyPart } from './lazy-part.tsx'
import { OpenOnClick } from './open-on-click.tsx'

const Popover = lazyPart<PopoverProps & { onClose: () => void }>(async () => ({
  default: (await import('../widgets/overlay/popover.tsx')).Popover,
}))

/** A popover whose code is loaded when it is first opened. */
export function PopoverButton(props: PopoverProps): JSX.Element {
  return (
    <OpenOnClick
      popup="dialog"
      class={props.class ?? buttonClass(props.variant ?? 'plain', props.size)}
      label={props.value ? `${props.label}: ${props.value}` : props.label}
      title={props.label}
      trigger={props.trigger}
    >
      {(onClose) => <Popover {...props} defaultOpen onClose={onClose} />}
    </OpenOnClick>
  )
}
