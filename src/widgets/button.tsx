import { type JSX, splitProps } from 'solid-js'
import css from './button.module.css'

export type ButtonLook = 'solid' | 'outline' | 'plain' | 'icon' | 'danger'

interface Props extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonLook
  size?: 'small' | 'wide'
}

export function Button(props: Props) {
  const [local, rest] = splitProps(props, ['variant', 'size', 'class'])
  return <button type="button" {...rest} class={buttonClass(local.variant, local.size, local.class)} />
}

/** The button's classes, for links and menu triggers. */
export function buttonClass(variant: ButtonLook = 'outline', size?: 'small' | 'wide', extraClass?: string): string {
  return [css.button, css[variant], size ? css[size] : '', extraClass ?? ''].filter(Boolean).join(' ')
}
