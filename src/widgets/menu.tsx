import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { For, type JSX, Show } from 'solid-js'
import { type ButtonLook, buttonClass } from './button.tsx'
import css from './surface.module.css'

export type MenuItem =
  | { label: string; icon?: JSX.Element; onSelect: () => void; danger?: boolean; disabled?: boolean }
  | 'separator'

export interface MenuProps {
  label: string
  trigger: JSX.Element
  variant?: ButtonLook
  size?: 'small'
  class?: string
  tabIndex?: number
  items: MenuItem[]
  /** opens as soon as it is there */
  defaultOpen?: boolean
}

/** A menu that has closed gives the focus back to its button; where what was chosen has moved it by then, it stays there. */
function keepMovedFocus(): void {
  const focused = document.activeElement
  if (focused instanceof HTMLElement && focused !== document.body && !focused.closest('[role=menu]'))
    queueMicrotask(() => focused.focus())
}

export default function Menu(props: MenuProps) {
  return (
    <DropdownMenu defaultOpen={props.defaultOpen ?? false} gutter={4} placement="bottom-end" overflowPadding={8}>
      <DropdownMenu.Trigger
        class={props.class ?? buttonClass(props.variant ?? 'icon', props.size)}
        aria-label={props.label}
        title={props.label}
        tabIndex={props.tabIndex ?? 0}
      >
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class={css.surface} onCloseAutoFocus={keepMovedFocus}>
          <For each={props.items}>
            {(item) => (
              <Show when={item !== 'separator' && item} fallback={<DropdownMenu.Separator class={css.separator} />}>
                {(action) => (
                  <DropdownMenu.Item
                    class={`${css.item} ${action().danger ? css.danger : ''}`}
                    disabled={action().disabled ?? false}
                    onSelect={() => action().onSelect()}
                  >
                    {action().icon}
                    <span class={css.name}>{action().label}</span>
                  </DropdownMenu.Item>
                )}
              </Show>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}
