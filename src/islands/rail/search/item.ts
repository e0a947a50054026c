import type { JSX } from 'solid-js'

/** One line of the search: a link, or something that is done. */
export interface Item {
  id: string
  icon: () => JSX.Element
  name: string
  /** why it was found: the field, and what stands there */
  why?: string | undefined
  amount?: string | undefined
  /** where it is */
  place?: string | undefined
  href?: string
  run?: () => void
}

export interface Section {
  title: string
  items: Item[]
}
