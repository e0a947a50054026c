import { createSignal } from 'solid-js'

export type MenuName = 'filter' | 'sort' | 'group' | 'fields' | 'card' | 'more'

const [menu, setMenu] = createSignal<{ name: MenuName; index?: number } | null>(null)

/** The open menu of the header; a filter chip opens the filter menu at its condition (`index`). */
export const openMenu = menu

export const showMenu = (name: MenuName, index?: number): void =>
  void setMenu(index === undefined ? { name } : { name, index })

export const hideMenu = (): void => void setMenu(null)
