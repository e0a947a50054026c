import { Dialog } from '@kobalte/core/dialog'
import { Popover } from '@kobalte/core/popover'
import X from 'lucide-solid/icons/x'
import { type JSX, Show } from 'solid-js'
import { buttonClass } from '../button.tsx'
import { returnFocus } from './return-focus.ts'
import css from './sheet.module.css'

interface Props {
  label: string
  closeLabel: string
  /** the trigger: the sheet is placed below it and returns the focus to it */
  anchor: HTMLElement
  /** below the trigger where it isn't said */
  placement?: 'right-start'
  onClose: () => void
  children: JSX.Element
}

/** A popover beside its trigger; on a phone a full-screen dialog. For content that is loaded when opened. */
export function Sheet(props: Props) {
  const focus = returnFocus(props.anchor)
  const phone = matchMedia('(width < 720px)').matches
  return (
    <Show
      when={phone}
      fallback={
        <Popover
          open
          onOpenChange={(open) => !open && props.onClose()}
          anchorRef={() => props.anchor}
          placement={props.placement ?? 'bottom-start'}
          gutter={6}
          overflowPadding={8}
        >
          <Popover.Portal>
            <Popover.Content
              ref={focus.ref}
              class={css.popover}
              aria-label={props.label}
              onCloseAutoFocus={focus.restore}
              onInteractOutside={(event) => props.anchor.contains(event.target as Node) && event.preventDefault()}
            >
              {props.children}
            </Popover.Content>
          </Popover.Portal>
        </Popover>
      }
    >
      <Dialog open onOpenChange={(open) => !open && props.onClose()}>
        <Dialog.Portal>
          <Dialog.Content ref={focus.ref} class={css.full} onCloseAutoFocus={focus.restore}>
            <div class={css.head}>
              <Dialog.Title class={css.title}>{props.label}</Dialog.Title>
              <Dialog.CloseButton class={buttonClass('icon')} aria-label={props.closeLabel}>
                <X size={18} />
              </Dialog.CloseButton>
            </div>
            <div class={css.body}>{props.children}</div>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog>
    </Show>
  )
}
