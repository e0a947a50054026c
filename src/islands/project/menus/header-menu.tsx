import { type JSX, Show, Suspense } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import { lazyPart } from '../../../parts/lazy-part.tsx'
import { Button } from '../../../widgets/button.tsx'
import css from '../header.module.css'
import type { MenuProps } from './menu-props.ts'
import { hideMenu, type MenuName, openMenu, showMenu } from './open-menu.ts'

const MENUS = {
  filter: lazyPart<MenuProps>(() => import('./filter-menu.tsx')),
  sort: lazyPart<MenuProps>(() => import('./sort-menu.tsx')),
  group: lazyPart<MenuProps>(() => import('./group-menu.tsx')),
  fields: lazyPart<MenuProps>(() => import('./fields-menu.tsx')),
  more: lazyPart<MenuProps>(() => import('./more-menu.tsx')),
  card: lazyPart<MenuProps>(() => import('./card-menu.tsx')),
}

/** A menu button of the header; its content is loaded on the first click. */
export function HeaderMenu(props: {
  name: MenuName
  label: string
  /** the menu has an active setting */
  active?: boolean
  icon: JSX.Element
  project: ProjectAnswer
}) {
  let anchor!: HTMLButtonElement
  const open = () => openMenu()?.name === props.name
  const Menu = MENUS[props.name]
  return (
    <>
      <Button
        ref={anchor}
        variant="plain"
        size="small"
        class={css.menu!}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="dialog"
        aria-expanded={open()}
        data-active={props.active ? '' : undefined}
        data-menu={props.name}
        onClick={() => (open() ? hideMenu() : showMenu(props.name))}
      >
        {props.icon}
        <span>{props.label}</span>
      </Button>
      <Suspense>
        <Show when={open()}>
          <Menu project={props.project} anchor={anchor} onClose={hideMenu} />
        </Show>
      </Suspense>
    </>
  )
}
