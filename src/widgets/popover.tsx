import { Popover as Kobalte } from '@kobalte/core/popover'
import type { JSX } from 'solid-js'
import { type ButtonLook, buttonClass } from './button.tsx'
import css from './surface.module.css'

interface Props {
  label: string
  /** what the trigger shows, where that is a value: the name heard must hold what is seen */
  value?: string
  trigger: JSX.Element
  look?: ButtonLook
  size?: 'small'
  class?: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
  placement?: 'bottom-start' | 'bottom-end'
  children: JSX.Element
}

export function Popover(props: Props) {
  return (
    <Kobalte
      open={props.open}
      onOpenChange={props.onOpenChange}
      placement={props.placement ?? 'bottom-start'}
      gutter={4}
      overflowPadding={8}
    >
      <Kobalte.Trigger
        class={props.class ?? buttonClass(props.look ?? 'plain', props.size)}
        aria-label={props.value ? `${props.label}: ${props.value}` : props.label}
        title={props.label}
      >
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class={css.surface} aria-label={props.label}>
          {props.children}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  )
}
