import { Popover as Kobalte } from '@kobalte/core/popover'
import type { JSX } from 'solid-js'
import { type ButtonLook, buttonClass } from '../button.tsx'
import css from './surface.module.css'

export interface PopoverProps {
  label: string
  /** the visible text of the trigger, which its accessible name must contain (WCAG 2.5.3) */
  value?: string
  trigger: JSX.Element
  variant?: ButtonLook
  size?: 'small'
  class?: string
  open?: boolean
  /** opens as soon as it is there, and by itself from then on */
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  placement?: 'bottom-start' | 'bottom-end'
  /** called after closing; unless prevented, the trigger gets the focus */
  onCloseAutoFocus?: (event: Event) => void
  children: JSX.Element
}

export function Popover(props: PopoverProps) {
  return (
    <Kobalte
      open={props.open}
      defaultOpen={props.defaultOpen ?? false}
      onOpenChange={props.onOpenChange}
      placement={props.placement ?? 'bottom-start'}
      gutter={4}
      overflowPadding={8}
    >
      <Kobalte.Trigger
        class={props.class ?? buttonClass(props.variant ?? 'plain', props.size)}
        aria-label={props.value ? `${props.label}: ${props.value}` : props.label}
        title={props.label}
      >
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content
          class={css.surface}
          aria-label={props.label}
          onCloseAutoFocus={(event) => props.onCloseAutoFocus?.(event)}
        >
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  )
}
