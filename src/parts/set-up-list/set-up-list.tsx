import Ellipsis from 'lucide-solid/icons/ellipsis'
import Plus from 'lucide-solid/icons/plus'
import { type JSX, Show } from 'solid-js'
import { buttonClass } from '../../widgets/button.tsx'
import type { MenuItem } from '../../widgets/overlay/menu.tsx'
import { Switch } from '../../widgets/switch.tsx'
import { MenuButton } from '../menu-button.tsx'
import css from './set-up-list.module.css'

/** What such a list is of, and where one more is made. `small`: it stands below another. */
export function ListHead(props: { title: string; lead: string; href: string; add: string; small?: boolean }) {
  return (
    <header class={css.head}>
      <div>
        <h2 class={props.small ? css.heading : css.title}>{props.title}</h2>
        <p class={css.lead}>{props.lead}</p>
      </div>
      <a class={buttonClass('outline')} href={props.href}>
        <Plus size={16} />
        {props.add}
      </a>
    </header>
  )
}

/** What a project has set up: automations, webhooks, forms. While there is none, what they are for. */
export function SetUpList(props: {
  label: string
  none: string
  noneText?: string
  isEmpty: boolean
  children: JSX.Element
}) {
  return (
    <Show
      when={!props.isEmpty}
      fallback={
        <div class={css.none}>
          <strong>{props.none}</strong>
          <Show when={props.noneText}>{(text) => <p>{text()}</p>}</Show>
        </div>
      }
    >
      <ul class={css.lines} aria-label={props.label}>
        {props.children}
      </ul>
    </Show>
  )
}

/** One of them with its switch, where it has one, and its menu. */
export function SetUpLine(props: {
  ref?: (line: HTMLLIElement) => void
  name: string
  href: string
  switch?: { label: string; on: boolean; onChange: (on: boolean) => void }
  menu: { label: string; items: MenuItem[] }
  children: JSX.Element
}) {
  return (
    <li class={css.line} ref={props.ref}>
      <Show when={props.switch}>
        {(given) => <Switch bare label={given().label} on={given().on} onChange={(on) => given().onChange(on)} />}
      </Show>
      <div class={css.what}>
        <a class={css.name} href={props.href}>
          {props.name}
        </a>
        {props.children}
      </div>
      <MenuButton label={props.menu.label} trigger={<Ellipsis size={16} />} size="small" items={props.menu.items} />
    </li>
  )
}
