import { type JSX, splitProps } from 'solid-js'
import css from './button.module.css'

export type ButtonLook = 'solid' | 'outline' | 'plain' | 'icon' | 'danger'

interface Props extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook
  size?: 'small' | 'wide'
}

export function Button(props: Props) {
  const [own, rest] = splitProps(props, ['look', 'size', 'class'])
  return <button type="button" {...rest} class={buttonClass(own.look, own.size, own.class)} />
}

/** The same looks for links and for triggers of menus. */
export function buttonClass(look: ButtonLook = 'outline', size?: 'small' | 'wide', more?: string): string {
  return [css.button, css[look], size ? css[size] : '', more ?? ''].filter(Boolean).join(' ')
}
