import { Dialog as Kobalte } from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import type { JSX } from 'solid-js'
import { buttonClass } from '../button.tsx'
import css from './dialog.module.css'
import { returnFocus } from './return-focus.ts'

interface Props {
  title: string
  closeLabel: string
  onClose: () => void
  children: JSX.Element
}

/** It is open as long as it is there. */
export default function Dialog(props: Props) {
  let content!: HTMLDivElement
  const focus = returnFocus()
  return (
    <Kobalte open onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class={css.veil} />
        <div class={css.place}>
          <Kobalte.Content
            ref={(element: HTMLDivElement) => {
              content = element
              focus.ref(element)
            }}
            class={css.dialog}
            onCloseAutoFocus={focus.restore}
            onOpenAutoFocus={(event) => {
              // Focus the first input, or what says that it is first, instead of the close button.
              const firstControl = content.querySelector<HTMLElement>('input, textarea, select, [data-autofocus]')
              if (!firstControl) return
              event.preventDefault()
              firstControl.focus()
            }}
          >
            <div class={css.head}>
              <Kobalte.Title class={css.title}>{props.title}</Kobalte.Title>
              <Kobalte.CloseButton class={buttonClass('icon', 'small')} aria-label={props.closeLabel}>
                <X size={16} />
              </Kobalte.CloseButton>
            </div>
            {props.children}
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}
