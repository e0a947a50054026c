import type { JSX } from 'solid-js'
import { buttonClass } from '../widgets/button.tsx'
import type { MenuProps } from '../widgets/overlay/menu.tsx'
import { lazyPart } from './lazy-part.tsx'
import { OpenOnClick } from './open-on-click.tsx'

const Menu = lazyPart<MenuProps & { onClose: () => void }>(() => import('../widgets/overlay/menu.tsx'))

/** A menu whose code is loaded when it is first opened. */
export function MenuButton(props: MenuProps): JSX.Element {
  return (
    <OpenOnClick
      popup="menu"
      class={props.class ?? buttonClass(props.variant ?? 'icon', props.size)}
      label={props.label}
      title={props.label}
      trigger={props.trigger}
      tabIndex={props.tabIndex ?? 0}
    >
      {(onClose) => <Menu {...props} defaultOpen onClose={onClose} />}
    </OpenOnClick>
  )
}
