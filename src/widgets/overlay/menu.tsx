import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { createEffect, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { type ButtonLook, buttonClass } from '../button.tsx'
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
  const [open, setOpen] = createSignal(props.defaultOpen ?? false)
  let trigger!: HTMLButtonElement

  // A dialog that a key opens (the search) takes its place: below it, a menu would keep the page shut and take the focus back.
  createEffect(() => {
    if (!open()) return
    const onFocusIn = ({ target }: FocusEvent) => {
      const dialog = (target as Element).closest('[role=dialog], [role=alertdialog]')
      if (dialog && !dialog.contains(trigger)) setOpen(false)
    }
    document.addEventListener('focusin', onFocusIn)
    onCleanup(() => document.removeEventListener('focusin', onFocusIn))
  })

  return (
    <DropdownMenu open={open()} onOpenChange={setOpen} gutter={4} placement="bottom-end" overflowPadding={8}>
      <DropdownMenu.Trigger
        ref={trigger}
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
