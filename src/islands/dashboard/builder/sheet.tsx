import { Dialog } from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { type JSX, onCleanup, onMount } from 'solid-js'
import { buttonClass } from '../../../widgets/button.tsx'
import { returnFocus } from '../../../widgets/overlay/return-focus.ts'
import css from './sheet.module.css'

/**
 * A wide dialog at the right edge; all of a phone's screen. Not Kobalte's modal one: that hides from screen readers what opens above
 * it, the choice of a field. The page behind is inert instead.
 */
export function Sheet(props: { title: string; closeLabel: string; onClose: () => void; children: JSX.Element }) {
  let sheet!: HTMLDivElement
  const focus = returnFocus()
  onMount(() => {
    const page = document.querySelector<HTMLElement>('.frame')
    page?.toggleAttribute('inert', true)
    onCleanup(() => {
      page?.toggleAttribute('inert', false)
    })
  })
  return (
    <Dialog open modal={false} onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class={css.veil} />
        <Dialog.Content
          ref={(element: HTMLDivElement) => {
            sheet = element
            focus.ref(element)
          }}
          class={css.sheet}
          onInteractOutside={(event) => event.preventDefault()}
          onFocusOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            sheet.querySelector<HTMLElement>('input:checked')?.focus()
          }}
          onCloseAutoFocus={focus.restore}
        >
          <div class={css.head}>
            <Dialog.Title class={css.title}>{props.title}</Dialog.Title>
            <Dialog.CloseButton class={buttonClass('icon', 'small')} aria-label={props.closeLabel}>
              <X size={16} />
            </Dialog.CloseButton>
          </div>
          <div class={css.body}>{props.children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  )
}
