import { onCleanup } from 'solid-js'

const OVERLAY = '[role=dialog], [role=alertdialog], [role=menu]'

/** Of each overlay that is open: who gets the focus when it closes, the next one where the first is gone. */
const heirs = new WeakMap<Element, HTMLElement[]>()

/** The same of the overlay that has just gone, until it has given the focus back: what it opened itself is made meanwhile. */
let closing: HTMLElement[] = []

/** An element, and where it is within an overlay also who gets the focus when that closes. */
function withHeirs(element: Element | null): HTMLElement[] {
  if (!(element instanceof HTMLElement) || element === document.body) return closing
  const overlay = element.closest(OVERLAY)
  if (!overlay) return [element]
  const trigger = overlay.id && document.querySelector(`[aria-controls~="${CSS.escape(overlay.id)}"]`)
  return [element, ...(trigger ? withHeirs(trigger) : []), ...(heirs.get(overlay) ?? [])]
}

export interface ReturnFocus {
  /** the overlay's element */
  ref: (content: Element) => void
  /** it has closed: instead of what Kobalte does with that event */
  restore: (event: Event) => void
}

/**
 * Called by an overlay as it is made: gives the focus back, when it has closed, to what had it, or to that trigger. Where that is
 * gone (the search from which a form was opened), to what gets it after that, or a keyboard would stand nowhere. Focus that has
 * gone on elsewhere by then stays.
 */
export function returnFocus(opener: Element | null = document.activeElement): ReturnFocus {
  const places = withHeirs(opener)
  onCleanup(() => {
    closing = places
  })
  return {
    ref: (content) => heirs.set(content, places),
    restore(event) {
      event.preventDefault()
      closing = []
      if (document.activeElement && document.activeElement !== document.body) return
      places.find((place) => place.isConnected)?.focus({ preventScroll: true })
    },
  }
}
