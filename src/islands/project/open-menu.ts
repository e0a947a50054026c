import { createSignal } from 'solid-js'

export type MenuName = 'filter' | 'sort' | 'group' | 'fields'

const [menu, setMenu] = createSignal<{ name: MenuName; index?: number } | null>(null)

/** Which of the header's menus is open; a chip opens the filter's at its own condition. */
export const openMenu = menu

export const showMenu = (name: MenuName, index?: number): void =>
  void setMenu(index === undefined ? { name } : { name, index })

export const hideMenu = (): void => void setMenu(null)
